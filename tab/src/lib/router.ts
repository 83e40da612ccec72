import { createContext, useContext } from "react";
import { subPageNamed } from "#bot/kernel/sub-page.ts";
import type { DeclaredPage } from "./feature.ts";
import type { Channel, Surroundings } from "./teams.ts";

/** A page of the tab with its parameters. */
export interface TabRoute {
  /** `team`, `mine`, or the key of a page that a feature declares. */
  readonly page: string;
  readonly teamId?: string;
  /** Further parameters that the page declares. */
  readonly [param: string]: string | undefined;
}

/** The pages that features declare, as far as routes need them. */
export type Pages = ReadonlyMap<string, Pick<DeclaredPage, "params">>;

/**
 * The initial navigation stack. A linked page is above the team's page, so that there is a way back; an unknown link
 * opens the first page. In a team that is the team's page; in the personal app it is the personal page, and only the
 * link names a team.
 */
export function initialRoutes(
  pages: Pages,
  { teamId, subPage }: Pick<Surroundings, "teamId" | "subPage">,
): readonly [TabRoute, ...TabRoute[]] {
  const linked = linkedRoute(pages, subPage, teamId);
  const first: TabRoute = teamId === undefined ? { page: "mine" } : { page: "team", teamId };
  if (!linked) {
    return [first];
  }
  return teamId === undefined ? [first, { page: "team", teamId: linked.teamId }, linked] : [first, linked];
}

/**
 * The page that a link opens, in `teamId` or else in the link's team: the link's kind is the page's key, and its id goes
 * to the page's one parameter beside the team. A page without parameters is the viewer's own and needs no id. Undefined
 * where no feature declares such a page, or no team is named.
 */
export function linkedRoute(
  pages: Pages,
  link: string | undefined,
  teamId?: string,
): (TabRoute & { readonly teamId: string }) | undefined {
  const named = subPageNamed(link);
  const team = teamId ?? named?.teamId;
  const page = named && pages.get(named.kind);
  if (!page || team === undefined) {
    return undefined;
  }
  const param = subjectOf(page);
  if (param !== undefined) {
    return { page: named.kind, teamId: team, [param]: named.id };
  }
  return page.params.length === 0 ? { page: named.kind, teamId: team } : undefined;
}

/** The parameter that a link's id goes to; undefined for a page that no link opens. */
export function subjectOf(page: Pick<DeclaredPage, "params"> | undefined): string | undefined {
  const [subject, ...more] = page?.params.filter((name) => name !== "teamId") ?? [];
  return page?.params.includes("teamId") && more.length === 0 ? subject : undefined;
}

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
