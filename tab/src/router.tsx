import { type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { Apart } from "./components/apart.tsx";
import { FetchedPart } from "./components/fetched-part.tsx";
import { PageMissing } from "./components/trouble.tsx";
import { Waiting } from "./components/waiting.tsx";
import { ThankButton } from "./features/kudos/thank-button.tsx";
import { AskButton } from "./features/polls/ask-button.tsx";
import { later } from "./lib/later.ts";
import { type Place, WayContext, wayIn } from "./lib/place.ts";
import { onBackButton, type Surroundings } from "./lib/teams.ts";
import { TeamPage } from "./pages/team/team-page.tsx";

const QuestionPage = later(() => import("./features/polls/lazy/question-page.tsx"));
const MinePage = later(() => import("./pages/mine/mine-page.tsx"));
const PreferencesPage = later(() => import("./features/people/lazy/preferences-page.tsx"));
const DataPage = later(() => import("./features/people/lazy/data-page.tsx"));
const MyTeams = later(() => import("./pages/mine/my-teams.tsx"));
const WorthAThought = later(() => import("./features/pulse/lazy/worth-a-thought.tsx"));
const SettingsPage = later(() => import("./features/people/lazy/team-settings/settings-page.tsx"));
const RoundsPanel = later(() => import("./features/rounds/lazy/panel.tsx"));
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
      <Fetched>
        <Setup />
      </Fetched>
    );
  }
  if (around.frame === "sidePanel" && around.teamId !== undefined) {
    const { teamId, meetingId } = around;
    return (
      <Fetched>
        <RoundsPanel teamId={teamId} meetingId={meetingId}>
          <ThankButton teamId={teamId} />
          <AskButton teamId={teamId} />
        </RoundsPanel>
      </Fetched>
    );
  }
  const isPersonal = around.teamId === undefined;
  return (
    <WayContext value={way}>
      {isPersonal ? (
        <FetchedPart attempt={place}>
          <MyTeams />
        </FetchedPart>
      ) : null}
      <Fetched place={place}>{pageAt(place, isPersonal)}</Fetched>
    </WayContext>
  );
}

/** A page that may have to be fetched first. One that does not come says so, and is let go of when somebody goes elsewhere. */
function Fetched({ children, place }: { readonly children: ReactNode; readonly place?: Place }) {
  return (
    <Apart attempt={place} instead={(again) => <PageMissing again={again} />}>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </Apart>
  );
}

/** What only oneself sees stands in the personal app alone: a screen in a team is often shared. */
function pageAt(place: Place, isPersonal: boolean): ReactNode {
  switch (place.page) {
    case "team": {
      const { teamId } = place;
      const own = isPersonal ? { leadersOwn: <WorthAThought teamId={teamId} /> } : {};
      return <TeamPage key={teamId} teamId={teamId} {...own} />;
    }
    case "question":
      return <QuestionPage key={place.pollId} teamId={place.teamId} pollId={place.pollId} />;
    case "settings":
      return <SettingsPage teamId={place.teamId} />;
    case "preferences":
      return <PreferencesPage />;
    case "data":
      return <DataPage />;
    default:
      return <MinePage />;
  }
}
