import { digest } from "../../../core/idempotency-token.ts";
import type { Panels, Present, Round } from "../contract.ts";

/** Who leads among those who are here. */
export const presentLeader = (panels: Panels): Present | undefined =>
  panels.leads.flatMap((id) => panelOf(panels, id) ?? [])[0];

export const panelOf = ({ here }: Panels, personId: string): Present | undefined =>
  here.find(({ id }) => id === personId);

/**
 * Who gets the word after whoever has it: raised hands as they went up, then the others in the order that the seed draws,
 * whoever leads last. Drawn each time and not stored: somebody who comes late has a place among the others at once, and
 * whoever loads the panel again has the same one.
 */
export function upcoming(panels: Panels, round: Round): readonly string[] {
  const leaderId = presentLeader(panels)?.id;
  const drawn = round.waiting
    .filter((id) => !round.hands.includes(id) && id !== leaderId)
    .map((id) => ({ id, place: digest(round.seed, id) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ id }) => id);
  // Somebody whose hand was up when whoever led before them left leads now, and is last all the same.
  const last = leaderId !== undefined && [...round.waiting, ...round.hands].includes(leaderId) ? [leaderId] : [];
  return [...round.hands.filter((id) => id !== leaderId), ...drawn, ...last];
}

/** Sees to it that somebody has the word as long as somebody wants it. */
export function withSpeaker(panels: Panels, round: Round): Round {
  if (round.kind !== "speaking" || round.speakerId !== undefined) {
    return round;
  }
  const [speakerId] = upcoming(panels, round);
  if (speakerId === undefined) {
    return round;
  }
  return {
    ...round,
    speakerId,
    turn: round.turn + 1,
    waiting: without(round.waiting, speakerId),
    hands: without(round.hands, speakerId),
  };
}

/** Ends the turn of whoever has the word. */
export function withoutSpeaker({ speakerId: _, ...round }: Round): Round {
  return round;
}

export const without = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id);

/** In the order of the ids, so that the order in a document tells nothing of the order in time. */
export const withOne = (ids: readonly string[], id: string): string[] => [...new Set([...ids, id])].toSorted();

/** In an order that only the seed tells. */
export const drawn = <T>(items: readonly T[], seed: string): T[] =>
  items
    .map((item, at) => ({ item, place: digest(seed, String(at)) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ item }) => item);
