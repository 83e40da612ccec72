import { createContext, useContext } from "react";
import { subPageId, subPageNamed } from "#bot/features/pulse/contract.ts";
import type { Surroundings } from "./teams.ts";

/** Where in the tab somebody is. */
export type Place =
  | { readonly page: "mine" | "preferences" | "data" }
  | { readonly page: "team" | "settings"; readonly teamId: string }
  | { readonly page: "question"; readonly teamId: string; readonly pollId: string };

/**
 * The way to where Teams opens the tab. A link to a question lies behind the team's page, so that there is somewhere to go
 * back to; one that leads nowhere any more leads to the beginning. In a team that is its page, the same for everybody;
 * one's own is the personal app's.
 */
export function wayIn({ teamId, subPage }: Pick<Surroundings, "teamId" | "subPage">): readonly [Place, ...Place[]] {
  if (teamId === undefined) {
    return [{ page: "mine" }];
  }
  const named = subPageNamed(subPage);
  const team = { page: "team", teamId } as const;
  return named ? [team, { page: "question", teamId, pollId: named.pollId }] : [team];
}

/** How Teams' links name a question. */
export const asSubPage = (pollId: string): string => subPageId({ kind: "question", pollId });

/** The way through the tab. */
export interface Way {
  readonly place: Place;
  /** Where the way back leads, unless this is its beginning. */
  readonly behind: Place | undefined;
  /** Somebody came here by a button of ours, so they are told where they are. */
  readonly hasMoved: boolean;
  go(place: Place): void;
  back(): void;
}

export const WayContext = createContext<Way>({
  place: { page: "mine" },
  behind: undefined,
  hasMoved: false,
  go: () => undefined,
  back: () => undefined,
});

export const useWay = (): Way => useContext(WayContext);
