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
export function Routes({ surroundings }: { readonly surroundings: Surroundings }) {
  const { frame, teamId, meetingId } = surroundings;
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
        <ContentPages surroundings={surroundings} />
      )}
    </FeaturesContext>
  );
}

/** The pages of a channel tab or the personal app, with their navigation. */
function ContentPages({ surroundings }: { readonly surroundings: Surroundings }) {
  const router = useNavigation(features.pages, surroundings);
  const { route } = router;
  const isPersonal = surroundings.teamId === undefined;
  return (
    <RouterContext value={router}>
      {isPersonal ? (
        <LazyPart attempt={route}>
          <MyTeams />
        </LazyPart>
      ) : null}
      <LazyPage attempt={route}>{pageAt(route, isPersonal)}</LazyPage>
    </RouterContext>
  );
}

/** The team's page, a declared page, or the personal page. */
function pageAt(route: TabRoute, isPersonal: boolean): ReactNode {
  const { page, teamId } = route;
  if (page === "team" && teamId !== undefined) {
    return <TeamPage key={teamId} teamId={teamId} isPersonal={isPersonal} />;
  }
  const found = features.pages.get(page);
  const params = found?.params.flatMap((name) => (route[name] === undefined ? [] : [[name, route[name]] as const]));
  if (!found || params?.length !== found.params.length) {
    return <MinePage />;
  }
  return <found.Component key={JSON.stringify(params)} {...Object.fromEntries(params)} />;
}
