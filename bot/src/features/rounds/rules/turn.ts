import { AppError, coreErrors } from "../../../core/errors.ts";
import type { Panels, Round } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { withRound } from "./panels.ts";
import { mayRunRound, requirePresent, runningRound } from "./round.ts";
import { panelOf, presentLeader, upcomingSpeakers, withOne, without, withoutSpeaker } from "./upcoming-speakers.ts";

/**
 * Ends the turn that the actor saw, once. The speaker, the host and the leader may do so.
 *
 * @throws AppError `NOT_YOUR_TURN`, `NOT_IN_ROUND`, `ROUND_OVER`, `MALFORMED`
 */
export function withTurnEnded(panels: Panels, actorId: string, roundId: string, turn: number): Panels {
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
  return withSpeakerDone(panels, round);
}

/**
 * Takes the actor out of the order, with the same state as after speaking.
 *
 * @throws AppError `NOT_IN_ROUND`, `ROUND_OVER`
 */
export function withTurnPassed(panels: Panels, actorId: string, roundId: string): Panels {
  const round = runningRound(panels, roundId, "speaking");
  requirePresent(panels, actorId);
  if (round.speakerId === actorId) {
    return withSpeakerDone(panels, round);
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
function withSpeakerDone(panels: Panels, round: Round): Panels {
  const isBackLater = round.speakerId === presentLeader(panels)?.id && upcomingSpeakers(panels, round).length > 0;
  return withRound(panels, isBackLater ? speakerLast : speakerDone);
}

const speakerDone = (round: Round): Round => ({
  ...withoutSpeaker(round),
  done: round.speakerId === undefined ? round.done : withOne(round.done, round.speakerId),
});

const speakerLast = (round: Round): Round => ({
  ...withoutSpeaker(round),
  waiting: round.speakerId === undefined ? round.waiting : withOne(round.waiting, round.speakerId),
});

/**
 * Raises the actor's hand, to speak before those without one: a person who waits speaks earlier, a person who has
 * spoken or passed speaks again.
 *
 * @throws AppError `LEADER_SPEAKS_LAST`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export function withHandRaised(panels: Panels, actorId: string, roundId: string): Panels {
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
export function withHandLowered(panels: Panels, actorId: string, roundId: string): Panels {
  const round = runningRound(panels, roundId, "speaking");
  requirePresent(panels, actorId);
  return round.hands.includes(actorId)
    ? withRound(panels, (one) => ({ ...one, hands: without(one.hands, actorId) }))
    : panels;
}
