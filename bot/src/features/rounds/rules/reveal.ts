import { MIN_WRITERS, type Panels, type Round } from "../contract.ts";
import { requireMayRunRound, runningRound } from "./round.ts";
import { shuffled } from "./upcoming-speakers.ts";

/**
 * The round whose texts may be revealed now; undefined if that is done already.
 *
 * @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export function revealableRound(panels: Panels, actorId: string, roundId: string): Round | undefined {
  const round = runningRound(panels, roundId, "writing");
  requireMayRunRound(panels, round, actorId);
  return round.revealed === undefined ? round : undefined;
}

/** One text, and whether the host, or the person who reveals, wrote it. */
export interface WrittenText {
  readonly text: string;
  readonly isHosts: boolean;
}

/**
 * The result of a reveal: all texts, in an order that reveals nothing, if five people besides the host wrote. Otherwise
 * nothing: the texts are destroyed, so that nobody can try again with one more text. `seed` is used only once.
 */
export function reveal(panels: Panels, written: readonly WrittenText[] | "unreadable", seed: string): Panels {
  const { round } = panels;
  if (!round) {
    return panels;
  }
  if (written === "unreadable") {
    return { ...panels, round: { ...round, revealed: [], unshown: "unreadable" } };
  }
  const texts = written.filter(({ text }) => text !== "");
  return texts.filter(({ isHosts }) => !isHosts).length < MIN_WRITERS
    ? { ...panels, round: { ...round, revealed: [], unshown: "tooFew" } }
    : {
        ...panels,
        round: {
          ...round,
          revealed: shuffled(
            texts.map(({ text }) => text),
            seed,
          ),
        },
      };
}
