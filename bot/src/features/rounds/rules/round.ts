import { AppError, coreErrors } from "../../../core/errors.ts";
import { MIN_WRITERS, type Panels, type Round, type RoundKind } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { withoutRound, withRound } from "./panels.ts";
import {
  panelOf,
  presentLeader,
  shuffled,
  upcomingSpeakers,
  withOne,
  without,
  withoutSpeaker,
} from "./upcoming-speakers.ts";

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
}

/**
 * Starts a round with everybody whose panel is open.
 *
 * @throws AppError `ROUND_RUNNING`, `NOT_IN_ROUND`, `LEADER_STARTS` when a leader is present and the actor is not the
 * leader
 */
export function withRoundStarted(
  panels: Panels,
  { id, kind, actorId, seed, now, isSmall = false }: RoundStart,
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
  };
  return withRound({ ...panels, round }, (one) => one);
}

/**
 * Ends the turn that the actor saw, once. The speaker, the host and the leader may do so.
 *
 * @throws AppError `NOT_YOUR_TURN`, `NOT_IN_ROUND`, `ROUND_OVER`, `MALFORMED`
 */
export function next(panels: Panels, actorId: string, roundId: string, turn: number): Panels {
  const round = runningRound(panels, roundId, "speaking");
  requirePresent(panels, actorId);
  if (turn > round.turn) {
    throw new AppError(coreErrors.MALFORMED);
  }
  if (turn < round.turn || round.speakerId === undefined) {
    return panels;
  }
  if (round.speakerId !== actorId && !mayRunRound(panels, round, actorId)) {
    throw new AppError(roundErrors.NOT_YOUR_TURN, { name: panelOf(panels, round.speakerId)?.name ?? "" });
  }
  return withTurnEnded(panels, round);
}

/**
 * Takes the actor out of the order, with the same state as after speaking.
 *
 * @throws AppError `NOT_IN_ROUND`, `ROUND_OVER`
 */
export function pass(panels: Panels, actorId: string, roundId: string): Panels {
  const round = runningRound(panels, roundId, "speaking");
  requirePresent(panels, actorId);
  if (round.speakerId === actorId) {
    return withTurnEnded(panels, round);
  }
  if (!round.waiting.includes(actorId) && !round.hands.includes(actorId)) {
    return panels;
  }
  return withRound(panels, (one) => ({
    ...one,
    waiting: without(one.waiting, actorId),
    hands: without(one.hands, actorId),
    done: withOne(one.done, actorId),
  }));
}

/**
 * The same for speaking and passing. If people arrived, or raised a hand, during the leader's last turn, the leader
 * speaks again after them.
 */
function withTurnEnded(panels: Panels, round: Round): Panels {
  const isBackLater = round.speakerId === presentLeader(panels)?.id && upcomingSpeakers(panels, round).length > 0;
  return withRound(panels, isBackLater ? atTheEnd : turnEnded);
}

const turnEnded = (round: Round): Round => ({
  ...withoutSpeaker(round),
  done: round.speakerId === undefined ? round.done : withOne(round.done, round.speakerId),
});

const atTheEnd = (round: Round): Round => ({
  ...withoutSpeaker(round),
  waiting: round.speakerId === undefined ? round.waiting : withOne(round.waiting, round.speakerId),
});

/**
 * Raises the actor's hand, to speak before those without one: a person who waits speaks earlier, a person who has
 * spoken or passed speaks again.
 *
 * @throws AppError `LEADER_SPEAKS_LAST`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export function raise(panels: Panels, actorId: string, roundId: string): Panels {
  const round = runningRound(panels, roundId, "speaking");
  requirePresent(panels, actorId);
  if (actorId === presentLeader(panels)?.id) {
    throw new AppError(roundErrors.LEADER_SPEAKS_LAST);
  }
  if (round.speakerId === actorId || round.hands.includes(actorId)) {
    return panels;
  }
  return withRound(panels, (one) => ({ ...one, hands: [...one.hands, actorId] }));
}

/** Lowers the hand; a person who was waiting still waits. @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export function lower(panels: Panels, actorId: string, roundId: string): Panels {
  const round = runningRound(panels, roundId, "speaking");
  requirePresent(panels, actorId);
  return round.hands.includes(actorId)
    ? withRound(panels, (one) => ({ ...one, hands: without(one.hands, actorId) }))
    : panels;
}

/** Shows a greeting under the actor's name, or removes it. @throws AppError `NOT_IN_ROUND`, `ROUND_OVER` */
export function greet(panels: Panels, actorId: string, roundId: string, text: string): Panels {
  const round = runningRound(panels, roundId, "greeting");
  requirePresent(panels, actorId);
  const previous = round.greetings.find(({ id }) => id === actorId);
  if ((previous?.text ?? "") === text) {
    return panels;
  }
  const others = round.greetings.filter((one) => one !== previous);
  return { ...panels, round: { ...round, greetings: text === "" ? others : [...others, { id: actorId, text }] } };
}

/**
 * The round whose texts may be revealed now; undefined if that is done already.
 *
 * @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export function revealable(panels: Panels, actorId: string, roundId: string): Round | undefined {
  const round = runningRound(panels, roundId, "writing");
  mustRun(panels, round, actorId);
  return round.revealed === undefined ? round : undefined;
}

/** One text, and whether the host, or the person who reveals, wrote it. */
export interface Written {
  readonly text: string;
  readonly isHosts: boolean;
}

/**
 * The result of a reveal: all texts, in an order that reveals nothing, if five people besides the host wrote. Otherwise
 * nothing: the texts are destroyed, so that nobody can try again with one more text. `seed` is used only once.
 */
export function reveal(panels: Panels, written: readonly Written[] | "unreadable", seed: string): Panels {
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

/** Ends the round. Idempotent. @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER` */
export function withRoundClosed(panels: Panels, actorId: string, roundId: string): Panels {
  if (panels.past.includes(roundId)) {
    return panels;
  }
  mustRun(panels, runningRound(panels, roundId), actorId);
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

function mustRun(panels: Panels, round: Round, actorId: string): void {
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
