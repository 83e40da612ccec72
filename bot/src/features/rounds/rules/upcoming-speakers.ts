import { digest } from "../../../core/idempotency-token.ts";
import type { Panels, Present, Round } from "../contract.ts";

/** The first leader who is present. */
export const presentLeader = (panels: Panels): Present | undefined =>
  panels.leads.flatMap((id) => panelOf(panels, id) ?? [])[0];

export const panelOf = ({ here }: Panels, personId: string): Present | undefined =>
  here.find(({ id }) => id === personId);

/**
 * The speakers after the current one: raised hands in order, then the others in the order that the seed determines, the
 * leader last. The order is derived on every call and not stored: a person who arrives late has a position among the
 * others at once, and a person who reloads the panel keeps theirs.
 */
export function upcomingSpeakers(panels: Panels, round: Round): readonly string[] {
  const leaderId = presentLeader(panels)?.id;
  const drawn = round.waiting
    .filter((id) => !round.hands.includes(id) && id !== leaderId)
    .map((id) => ({ id, place: digest(round.seed, id) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ id }) => id);
  // A person with a raised hand may become leader when the previous leader leaves; they are last all the same.
  const last = leaderId !== undefined && [...round.waiting, ...round.hands].includes(leaderId) ? [leaderId] : [];
  return [...round.hands.filter((id) => id !== leaderId), ...drawn, ...last];
}

/** Makes the next person the speaker, if nobody speaks and anybody is upcoming. */
export function withSpeaker(panels: Panels, round: Round): Round {
  if (round.kind !== "speaking" || round.speakerId !== undefined) {
    return round;
  }
  const [speakerId] = upcomingSpeakers(panels, round);
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

/** Ends the turn of the current speaker. */
export function withoutSpeaker({ speakerId: _, ...round }: Round): Round {
  return round;
}

export const without = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id);

/** Sorted by id, so that the stored order does not reveal the order in time. */
export const withOne = (ids: readonly string[], id: string): string[] => [...new Set([...ids, id])].toSorted();

/** In an order that depends only on the seed. */
export const shuffled = <T>(items: readonly T[], seed: string): T[] =>
  items
    .map((item, at) => ({ item, place: digest(seed, String(at)) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ item }) => item);
