import { useContext } from "react";
import type { Overview } from "#bot/features/pulse/api.ts";
import { ActButtons } from "../../components/act-buttons.tsx";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { LoadingOrErrorState } from "../../components/error-state.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Sections } from "../../components/sections.tsx";
import { FeaturesContext } from "../../lib/feature.ts";
import { overviewPath } from "../../lib/team-path.ts";
import { useResource } from "../../lib/use-resource.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { More } from "./more.tsx";
import { teamPageTexts } from "./texts.ts";

/**
 * The team's page, the same for leaders and members, with the sections that features declare. Sections for the viewer
 * or the leader alone are shown only where no other person sees the screen.
 */
export function TeamPage({ teamId, isPersonal }: { readonly teamId: string; readonly isPersonal: boolean }) {
  const resource = useResource<Overview>(overviewPath(teamId));
  const { teamSections } = useContext(FeaturesContext);
  const t = useTexts(teamPageTexts);
  if (!resource.data) {
    return <LoadingOrErrorState resource={resource} />;
  }
  const overview = resource.data;
  const shown = { teamId, overview, teamTime: { zone: overview.team.zone, now: new Date(overview.now) } };
  const sections = teamSections.filter(
    ({ isLeadersOwn, isViewersOwn }) =>
      (isPersonal || !(isLeadersOwn || isViewersOwn)) && (overview.isLeader || !isLeadersOwn),
  );
  return (
    <Page
      head={
        <PageHead
          title={t("title")}
          about={overview.team.name}
          actions={
            <>
              <ActButtons on="team" teamId={teamId} leads />
              <More teamId={teamId} />
            </>
          }
        />
      }
    >
      <Connection error={resource.error} retry={resource.retry} />
      <Columns
        first={<Sections of={sections.filter(({ column }) => column === "first")} props={shown} />}
        second={<Sections of={sections.filter(({ column }) => column === "second")} props={shown} />}
      />
    </Page>
  );
}
