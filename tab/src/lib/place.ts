import { createContext, useContext } from "react";
import { subPageId, subPageNamed } from "#bot/kernel/sub-page.ts";
import type { Channel, Surroundings } from "./teams.ts";

/** Where in the tab somebody is. */
export type Place =
  | { readonly page: "mine" | "preferences" | "data" }
  | { readonly page: "team" | "settings"; readonly teamId: string }
  | { readonly page: "question"; readonly teamId: string; readonly pollId: string };

/**
 * The way to where Teams opens the tab. A link to a question lies behind the team's page, so that there is somewhere to go
 * back to; one that leads nowhere any more leads to the beginning. In a team that is its page, the same for everybody;
 * in the personal app it is one's own, and only the link says which team its question is of.
 */
export function wayIn({ teamId, subPage }: Pick<Surroundings, "teamId" | "subPage">): readonly [Place, ...Place[]] {
  const named = subPageNamed(subPage);
  if (teamId !== undefined) {
    return named ? wayToQuestion(teamId, named.pollId) : [{ page: "team", teamId }];
  }
  return named?.teamId === undefined
    ? [{ page: "mine" }]
    : [{ page: "mine" }, ...wayToQuestion(named.teamId, named.pollId)];
}

const wayToQuestion = (teamId: string, pollId: string) =>
  [
    { page: "team", teamId },
    { page: "question", teamId, pollId },
  ] as const;

/** How the links that are handed out name a question: with its team, since one from the personal app opens there. */
export const asSubPage = (teamId: string, pollId: string): string => subPageId({ kind: "question", pollId, teamId });

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

/** The channel that the tab is in: what is written here goes there. Elsewhere it goes where Gnista was added. */
export const ChannelContext = createContext<Channel | undefined>(undefined);
