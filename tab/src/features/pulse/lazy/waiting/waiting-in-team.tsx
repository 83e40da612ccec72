import { useContext } from "react";
import type { MyWaiting } from "#bot/features/pulse/api.ts";
import { NotLoadedYet } from "../../../../components/not-loaded.tsx";
import { Note } from "../../../../components/note.tsx";
import { Section } from "../../../../components/section.tsx";
import { FeaturesContext, type TeamSectionProps } from "../../../../lib/feature.ts";
import { teamPath } from "../../../../lib/team-path.ts";
import { useResource } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { waitingTexts } from "./texts.ts";
import { WaitingList } from "./waiting-list.tsx";

/**
 * What the viewer owes in this team, for features without a section of their own on the team's page. Renders nothing
 * when nothing is owed: the page says that once, for the whole team.
 */
export default function WaitingInTeam({ teamId, teamTime }: TeamSectionProps) {
  const t = useTexts(waitingTexts);
  const { showWaitingInTeam } = useContext(FeaturesContext);
  const resource = useResource<MyWaiting>(teamPath(teamId, "waiting"));
  if (!resource.data) {
    return <NotLoadedYet resource={resource} />;
  }
  const items = resource.data.items.filter(({ feature }) => !showWaitingInTeam.has(feature));
  if (items.length === 0) {
    return null;
  }
  return (
    <Section title={t("waiting")} about={t("onlyYou")}>
      <WaitingList items={items} teamTime={teamTime} />
      {resource.data.hasMore ? <Note>{t("moreWaiting")}</Note> : null}
    </Section>
  );
}
