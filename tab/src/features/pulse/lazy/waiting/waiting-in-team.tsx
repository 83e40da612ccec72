import { useContext } from "react";
import type { MyWaiting } from "#bot/features/pulse/api.ts";
import { PartNotYet } from "../../../../components/missing.tsx";
import { Section } from "../../../../components/section.tsx";
import { Note } from "../../../../components/text.tsx";
import { FeaturesContext, type TeamSectionProps } from "../../../../lib/feature.ts";
import { useFresh } from "../../../../lib/fresh.ts";
import { teamPath } from "../../../../lib/team-path.ts";
import { useWords } from "../../../../lib/words.ts";
import { waitingTexts } from "./texts.ts";
import { WaitingList } from "./waiting-list.tsx";

/**
 * What the viewer owes in this team, by the features that do not show it on the team's page themselves. Nothing where
 * nothing is owed: the page says that once, for the whole team.
 */
export default function WaitingInTeam({ teamId, clock }: TeamSectionProps) {
  const t = useWords(waitingTexts);
  const { showWaitingInTeam } = useContext(FeaturesContext);
  const fresh = useFresh<MyWaiting>(teamPath(teamId, "waiting"));
  if (!fresh.data) {
    return <PartNotYet fresh={fresh} />;
  }
  const items = fresh.data.items.filter(({ feature }) => !showWaitingInTeam.has(feature));
  if (items.length === 0) {
    return null;
  }
  return (
    <Section title={t("waiting")} about={t("onlyYou")}>
      <WaitingList items={items} clock={clock} />
      {fresh.data.hasMore ? <Note>{t("moreWaiting")}</Note> : null}
    </Section>
  );
}
