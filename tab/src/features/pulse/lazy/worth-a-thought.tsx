import { Button } from "@fluentui/react-components";
import type { Suggestions as Thoughts } from "#bot/features/pulse/api.ts";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { Avatar } from "../../../components/avatar.tsx";
import { Card } from "../../../components/card.tsx";
import { NotLoadedYet } from "../../../components/not-loaded.tsx";
import { Note } from "../../../components/note.tsx";
import { useNotify } from "../../../components/notices.tsx";
import { Offers } from "../../../components/offers.tsx";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Section } from "../../../components/section.tsx";
import type { TeamSectionProps } from "../../../lib/feature.ts";
import { teamPath } from "../../../lib/team-path.ts";
import { useAct, useResource } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pulseTexts } from "./texts.ts";
import styles from "./worth-a-thought.module.css";

/** On the team's page, in the personal app alone. */
export default function WorthAThought({ teamId }: TeamSectionProps) {
  return <SuggestedPeople teamId={teamId} />;
}

/**
 * Suggestions for the leader only: a few names and a question, no figures. A dismissed name stays away for four weeks.
 * Names the team where the viewer leads several.
 */
export function SuggestedPeople({ teamId, teamName }: { readonly teamId: string; readonly teamName?: string }) {
  const t = useTexts(pulseTexts);
  const act = useAct();
  const { say, sayError } = useNotify();
  const path = teamPath(teamId, "worth-a-thought");
  const resource = useResource<Thoughts>(path);
  const { data } = resource;
  if (!data) {
    return <NotLoadedYet resource={resource} />;
  }
  if (data.people.length === 0) {
    return null;
  }

  async function recall(personId: string): Promise<void> {
    await act(pulseVerbs.unrestThought, { teamId, personId }).catch(sayError);
  }
  async function rest(person: Thoughts["people"][number]): Promise<void> {
    const expected = {
      path,
      change: ({ people }: Thoughts): Thoughts => ({ people: people.filter(({ id }) => id !== person.id) }),
    };
    try {
      await act(pulseVerbs.restThought, { teamId, personId: person.id }, { expected });
      say({ words: t("rested", { name: person.name }), undo: () => void recall(person.id) });
    } catch (error) {
      sayError(error);
    }
  }

  return (
    <Section title={t("thoughts")} about={t("thoughtsAbout")}>
      <Card>
        {teamName === undefined ? null : <Note>{teamName}</Note>}
        <Paragraph>{t("noticed")}</Paragraph>
        <ul className={styles.people}>
          {data.people.map((person) => (
            <li key={person.id}>
              <Avatar id={person.id} name={person.name} />
              <span className={styles.name}>{person.name}</span>
              <Offers
                teamId={teamId}
                offers={person.offers}
                nameOf={(label) => t("offerName", { label, name: person.name })}
                look={{ size: "small" }}
              />
              <Button
                size="small"
                appearance="subtle"
                aria-label={t("restName", { name: person.name })}
                onClick={() => void rest(person)}
              >
                {t("rest")}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
