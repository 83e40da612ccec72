import type { ReactNode } from "react";
import { LazyPage } from "./components/lazy-page.tsx";
import { LazyPart } from "./components/lazy-part.tsx";
import * as declared from "./features/index.ts";
import { composeFeatures } from "./lib/compose-features.ts";
import { FeaturesContext, fetchAll } from "./lib/feature.ts";
import { lazyComponent } from "./lib/lazy.ts";
import { RouterContext, type TabRoute } from "./lib/router.ts";
import type { Surroundings } from "./lib/teams.ts";
import { useNavigation } from "./lib/use-navigation.ts";
import { PanelPage } from "./pages/panel-page.tsx";
import { TeamPage } from "./pages/team/team-page.tsx";

const features = composeFeatures(Object.values(declared));

/** Loads its sections with the page, so that it appears in one piece. */
const MinePage = lazyComponent(async () => {
  const { mySections, myLinks } = features;
  const [page] = await Promise.all([import("./pages/mine/mine-page.tsx"), fetchAll([...mySections, ...myLinks])]);
  return page;
});
const MyTeams = lazyComponent(() => import("./pages/mine/my-teams.tsx"));
const Setup = lazyComponent(() => import("./pages/setup/setup.tsx"));

/**
 * Renders the page for the frame in which Teams shows the tab. The team's page is part of the first chunk; the others
 * are fetched on demand.
 */
export function Routes({ around }: { readonly around: Surroundings }) {
  const { frame, teamId, meetingId } = around;
  if (frame === "settings") {
    return (
      <LazyPage>
        <Setup />
      </LazyPage>
    );
  }
  return (
    <FeaturesContext value={features}>
      {frame === "sidePanel" && teamId !== undefined ? (
        <LazyPage>
          <PanelPage teamId={teamId} meetingId={meetingId} />
        </LazyPage>
      ) : (
        <ContentPages around={around} />
      )}
    </FeaturesContext>
  );
}

/** The pages of a channel tab or the personal app, with their navigation. */
function ContentPages({ around }: { readonly around: Surroundings }) {
  const way = useNavigation(features.pages, around);
  const { route: place } = way;
  const isPersonal = around.teamId === undefined;
  return (
    <RouterContext value={way}>
      {isPersonal ? (
        <LazyPart attempt={place}>
          <MyTeams />
        </LazyPart>
      ) : null}
      <LazyPage attempt={place}>{pageAt(place, isPersonal)}</LazyPage>
    </RouterContext>
  );
}

/** The team's page, a declared page, or the personal page. */
function pageAt(place: TabRoute, isPersonal: boolean): ReactNode {
  const { page, teamId } = place;
  if (page === "team" && teamId !== undefined) {
    return <TeamPage key={teamId} teamId={teamId} isPersonal={isPersonal} />;
  }
  const found = features.pages.get(page);
  const params = found?.params.flatMap((name) => (place[name] === undefined ? [] : [[name, place[name]] as const]));
  if (!found || params?.length !== found.params.length) {
    return <MinePage />;
  }
  return <found.Component key={JSON.stringify(params)} {...Object.fromEntries(params)} />;
}
