import { createContext, useContext } from "react";
import { type SubPage, subPageNamed } from "#bot/kernel/sub-page.ts";
import type { Channel, Surroundings } from "./teams.ts";

/** Where in the tab somebody is. */
export interface TabRoute {
  /** `team`, `mine`, or the key of a page that a feature declares. */
  readonly page: string;
  readonly teamId?: string;
  /** What else the page declares. */
  readonly [param: string]: string | undefined;
}

/**
 * The way to where Teams opens the tab. A page that a link names lies behind the team's page, so that there is somewhere to go
 * back to; one that leads nowhere any more leads to the beginning. In a team that is its page, the same for everybody;
 * in the personal app it is one's own, and only the link says which team it is about.
 */
export function initialRoutes({
  teamId,
  subPage,
}: Pick<Surroundings, "teamId" | "subPage">): readonly [TabRoute, ...TabRoute[]] {
  const named = subPageNamed(subPage);
  if (teamId !== undefined) {
    return named ? wayBehindTeam(teamId, named) : [{ page: "team", teamId }];
  }
  return named?.teamId === undefined ? [{ page: "mine" }] : [{ page: "mine" }, ...wayBehindTeam(named.teamId, named)];
}

const wayBehindTeam = (teamId: string, subPage: SubPage) =>
  [{ page: "team", teamId }, placeOf(teamId, subPage)] as const;

/** The page that a link opens: the link's kind is its key. */
export const placeOf = (teamId: string, { kind, ...params }: SubPage): TabRoute => ({ ...params, page: kind, teamId });

/** The way through the tab. */
export interface Router {
  readonly route: TabRoute;
  /** Where the way back leads, unless this is its beginning. */
  readonly behind: TabRoute | undefined;
  /** Somebody came here by a button of ours, so they are told where they are. */
  readonly hasMoved: boolean;
  go(place: TabRoute): void;
  back(): void;
}

export const RouterContext = createContext<Router>({
  route: { page: "mine" },
  behind: undefined,
  hasMoved: false,
  go: () => undefined,
  back: () => undefined,
});

export const useRouter = (): Router => useContext(RouterContext);

/** The channel that the tab is in: what is written here goes there. Elsewhere it goes where Gnista was added. */
export const ChannelContext = createContext<Channel | undefined>(undefined);
