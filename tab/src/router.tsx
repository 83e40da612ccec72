import { type ReactNode, useEffect, useMemo, useState } from "react";
import { FetchedPage } from "./components/fetched-page.tsx";
import { FetchedPart } from "./components/fetched-part.tsx";
import * as declared from "./features/index.ts";
import { composeFeatures } from "./lib/compose-features.ts";
import { FeaturesContext, fetchAll } from "./lib/feature.ts";
import { later } from "./lib/later.ts";
import { type Place, WayContext, wayIn } from "./lib/place.ts";
import { onBackButton, type Surroundings } from "./lib/teams.ts";
import { PanelPage } from "./pages/panel.tsx";
import { TeamPage } from "./pages/team/team-page.tsx";

const features = composeFeatures(Object.values(declared));

/** With it comes what stands on it, so that it shows in one piece. */
const MinePage = later(async () => {
  const { mySections, myLinks } = features;
  const [page] = await Promise.all([import("./pages/mine/mine-page.tsx"), fetchAll([...mySections, ...myLinks])]);
  return page;
});
const MyTeams = later(() => import("./pages/mine/my-teams.tsx"));
const Setup = later(() => import("./pages/setup/setup.tsx"));

/** The pages, and the way between them. The team's page comes with the first bytes, the others when they are asked for. */
export function Pages({ around }: { readonly around: Surroundings }) {
  const [visited, setVisited] = useState<readonly Place[]>(() => wayIn(around));
  const [hasMoved, setMoved] = useState(false);
  const place = visited.at(-1) ?? wayIn(around)[0];
  const behind = visited.at(-2);
  const way = useMemo(
    () => ({
      place,
      behind,
      hasMoved,
      go(to: Place) {
        setMoved(true);
        setVisited((before) => [...before, to]);
      },
      back() {
        setMoved(true);
        setVisited((before) => (before.length > 1 ? before.slice(0, -1) : before));
      },
    }),
    [place, behind, hasMoved],
  );
  useEffect(() => {
    onBackButton(() => {
      way.back();
      return way.behind !== undefined;
    });
  }, [way]);
  useEffect(() => {
    // The next page is read from its top.
    void place;
    scrollTo(0, 0);
  }, [place]);

  if (around.frame === "settings") {
    return (
      <FetchedPage>
        <Setup />
      </FetchedPage>
    );
  }
  if (around.frame === "sidePanel" && around.teamId !== undefined) {
    const { teamId, meetingId } = around;
    return (
      <FeaturesContext value={features}>
        <FetchedPage>
          <PanelPage teamId={teamId} meetingId={meetingId} />
        </FetchedPage>
      </FeaturesContext>
    );
  }
  const isPersonal = around.teamId === undefined;
  return (
    <FeaturesContext value={features}>
      <WayContext value={way}>
        {isPersonal ? (
          <FetchedPart attempt={place}>
            <MyTeams />
          </FetchedPart>
        ) : null}
        <FetchedPage attempt={place}>{pageAt(place, isPersonal)}</FetchedPage>
      </WayContext>
    </FeaturesContext>
  );
}

/** The team's page, a page that a feature declares, else one's own. */
function pageAt(place: Place, isPersonal: boolean): ReactNode {
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
