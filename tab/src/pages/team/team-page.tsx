import { useContext, useState } from "react";
import type { Overview } from "#bot/features/pulse/api.ts";
import { ActButtons } from "../../components/act-buttons.tsx";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { LoadingOrErrorState } from "../../components/error-state.tsx";
import { LazyPart } from "../../components/lazy-part.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Sections } from "../../components/sections.tsx";
import { FeaturesContext } from "../../lib/feature.ts";
import { lazyComponent } from "../../lib/lazy.ts";
import { overviewPath } from "../../lib/team-path.ts";
import { useResource } from "../../lib/use-resource.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { More } from "./more.tsx";
import { teamPageTexts } from "./texts.ts";

const Start = lazyComponent(() => import("./lazy/start.tsx"));

/**
 * The team's page, the same for leaders and members, with the sections that features declare. Sections for the viewer
 * or the leader alone are shown only where no other person sees the screen. A team that has nothing yet is helped to its first act.
 */
export function TeamPage({ teamId, isPersonal }: { readonly teamId: string; readonly isPersonal: boolean }) {
  const resource = useResource<Overview>(overviewPath(teamId));
  const { teamSections } = useContext(FeaturesContext);
  const t = useTexts(teamPageTexts);
  const isNew = resource.data?.isNew;
  // For as long as the page is shown: a form that is open in the start keeps its words when somebody else acts first.
  const [startsHere, setStartsHere] = useState<boolean>();
  if (startsHere === undefined && isNew !== undefined) {
    setStartsHere(isNew);
  }
  if (!resource.data) {
    return <LoadingOrErrorState resource={resource} />;
  }
  const overview = resource.data;
  const sectionProps = { teamId, overview, teamTime: { zone: overview.team.zone, now: new Date(overview.now) } };
  const sections = teamSections.filter(
    ({ isLazy, isLeadersOwn, isViewersOwn }) =>
      // An eager section that is empty is a box that says so; a lazy one shows nothing.
      (isLazy || !isNew || !startsHere) &&
      (isPersonal || !(isLeadersOwn || isViewersOwn)) &&
      (overview.isLeader || !isLeadersOwn),
  );
  return (
    <Page
      head={
        <PageHead
          title={t("title")}
          about={overview.team.name}
          actions={
            <>
              {startsHere ? null : <ActButtons on="team" teamId={teamId} leads />}
              <More teamId={teamId} />
            </>
          }
        />
      }
    >
      <Connection error={resource.error} retry={resource.retry} />
      {startsHere ? (
        <LazyPart>
          <Start teamId={teamId} isNew={isNew === true} />
        </LazyPart>
      ) : null}
      <Columns
        first={<Sections of={sections.filter(({ column }) => column === "first")} props={sectionProps} />}
        second={<Sections of={sections.filter(({ column }) => column === "second")} props={sectionProps} />}
      />
    </Page>
  );
}
