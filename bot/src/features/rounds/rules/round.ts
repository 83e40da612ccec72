import { AppError, coreErrors } from "../../../core/errors.ts";
import { type Panels, type Round, type RoundKind, WRITING_TIME_MS } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { withoutRound, withRound } from "./panels.ts";
import { panelOf, presentLeader } from "./upcoming-speakers.ts";

/*
 * Pure decisions of a round. Each returns the next state, or the same object when nothing changes (so that a repeated
 * request acts once), or refuses with an error code that has a text.
 */

export interface RoundStart {
  readonly id: string;
  readonly kind: RoundKind;
  readonly actorId: string;
  readonly seed: string;
  readonly now: Date;
  /** The team has fewer people than a figure of "Kom du till tals?" needs. */
  readonly isSmall?: boolean;
  readonly question?: string;
}

/**
 * Starts a round with everybody whose panel is open.
 *
 * @throws AppError `ROUND_RUNNING`, `NOT_IN_ROUND`, `LEADER_STARTS` when a leader is present and the actor is not the
 * leader
 */
export function withRoundStarted(
  panels: Panels,
  { id, kind, actorId, seed, now, isSmall = false, question = "" }: RoundStart,
): Panels {
  if (panels.round?.id === id || panels.past.includes(id)) {
    return panels;
  }
  if (panels.round) {
    throw new AppError(roundErrors.ROUND_RUNNING);
  }
  requirePresent(panels, actorId);
  const leader = presentLeader(panels);
  if (leader && !panels.leads.includes(actorId)) {
    throw new AppError(roundErrors.LEADER_STARTS, { name: leader.name });
  }
  const round: Round = {
    id,
    kind,
    hostId: actorId,
    startedAt: now.toISOString(),
    seed,
    turn: 0,
    waiting: kind === "speaking" ? panels.here.map((one) => one.id).toSorted() : [],
    hands: [],
    done: [],
    greetings: [],
    ...(isSmall && kind === "closing" ? { isSmall } : {}),
    ...(kind === "writing" ? { writeUntil: new Date(now.getTime() + WRITING_TIME_MS).toISOString() } : {}),
    ...(kind === "writing" && question !== "" ? { question } : {}),
  };
  return withRound({ ...panels, round }, (one) => one);
}

/** Shows a greeting under the actor's name, or removes it. @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export function withGreeting(panels: Panels, actorId: string, roundId: string, text: string): Panels {
  const round = runningRound(panels, roundId, "greeting");
  requirePresent(panels, actorId);
  const previous = round.greetings.find(({ id }) => id === actorId);
  if ((previous?.text ?? "") === text) {
    return panels;
  }
  const others = round.greetings.filter((one) => one !== previous);
  return { ...panels, round: { ...round, greetings: text === "" ? others : [...others, { id: actorId, text }] } };
}

/** Ends the round. Idempotent. @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER` */
export function withRoundClosed(panels: Panels, actorId: string, roundId: string): Panels {
  if (panels.past.includes(roundId)) {
    return panels;
  }
  requireMayRunRound(panels, runningRound(panels, roundId), actorId);
  return withoutRound(panels);
}

/**
 * The round with this id, while it runs.
 *
 * @throws AppError `ROUND_OVER`; `MALFORMED` if it is of another kind
 */
export function runningRound(panels: Panels | undefined, roundId: string, kind?: RoundKind): Round {
  const round = panels?.round;
  if (round?.id !== roundId) {
    throw new AppError(roundErrors.ROUND_OVER);
  }
  if (kind !== undefined && round.kind !== kind) {
    throw new AppError(coreErrors.MALFORMED);
  }
  return round;
}

export const mayRunRound = ({ leads }: Panels, { hostId }: Round, personId: string): boolean =>
  hostId === personId || leads.includes(personId);

export function requireMayRunRound(panels: Panels, round: Round, actorId: string): void {
  requirePresent(panels, actorId);
  if (!mayRunRound(panels, round, actorId)) {
    throw new AppError(roundErrors.HOST_ENDS, { name: panelOf(panels, round.hostId)?.name ?? "" });
  }
}

/** @throws AppError `NOT_IN_ROUND` */
export function requirePresent(panels: Panels | undefined, personId: string): void {
  if (!panels || !panelOf(panels, personId)) {
    throw new AppError(roundErrors.NOT_IN_ROUND);
  }
}
