import { createContext, useContext } from "react";
import { type SubPage, subPageNamed } from "#bot/kernel/sub-page.ts";
import type { Channel, Surroundings } from "./teams.ts";

/** A page of the tab with its parameters. */
export interface TabRoute {
  /** `team`, `mine`, or the key of a page that a feature declares. */
  readonly page: string;
  readonly teamId?: string;
  /** Further parameters that the page declares. */
  readonly [param: string]: string | undefined;
}

/**
 * The initial navigation stack. A linked page lies above the team's page, so that there is a way back; an unknown link
 * opens the first page. In a team that is the team's page; in the personal app it is the personal page, and only the
 * link names a team.
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

/** The tab's navigation. */
export interface Router {
  readonly route: TabRoute;
  /** The page to go back to; undefined on the first page. */
  readonly behind: TabRoute | undefined;
  /** The user navigated within the tab, so the new page's heading is focused. */
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

/** The channel of the tab: acts go there. Undefined elsewhere: acts go to the team's home conversation. */
export const ChannelContext = createContext<Channel | undefined>(undefined);
