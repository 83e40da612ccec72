import type { Panels, Present, Round } from "../contract.ts";
import { panelOf, presentLeader, withOne, without, withoutSpeaker, withSpeaker } from "./order.ts";

/** How many rounds that ended are remembered, against a start that comes late. */
const MAX_PAST = 20;

export function noPanels(teamId: string, now: Date): Panels {
  return {
    schema: 1,
    teamId,
    version: now.getTime(),
    changedAt: now.toISOString(),
    here: [],
    emptySince: now.toISOString(),
    leads: [],
    isTold: false,
    past: [],
  };
}

/**
 * Somebody's panel has opened at one of our instances. Whoever comes while people speak in turn gets a place among those
 * who have not spoken yet; whoever was there before and has had the word does not get it again.
 */
export function withArrival(panels: Panels, person: Omit<Present, "at">, instance: string): Panels {
  const known = panelOf(panels, person.id);
  if (known?.at.includes(instance)) {
    return panels;
  }
  const present: Present = { ...person, at: [...(known?.at ?? []), instance] };
  const { emptySince: _, ...rest } = panels;
  const here = known ? panels.here.map((one) => (one === known ? present : one)) : [...panels.here, present];
  const come = { ...rest, here };
  return known ? come : withHost(withRound(come, (round) => waitingFor(round, person.id)));
}

function waitingFor(round: Round, id: string): Round {
  const isNew = round.kind === "speaking" && round.speakerId !== id && !round.done.includes(id);
  return isNew ? { ...round, waiting: withOne(round.waiting, id) } : round;
}

/** One of our instances holds nobody's panel for this person any more. Gone when none does. */
export const withDeparture = (panels: Panels, personId: string, instance: string, now: Date): Panels =>
  letGo(panels, ({ id }, at) => id === personId && at === instance, now);

/** Everybody whom only these instances held is gone with them. */
export const instancesLost = (panels: Panels, instances: readonly string[], now: Date): Panels =>
  letGo(panels, (_, at) => instances.includes(at), now);

/**
 * All go at once: who has the word, and who leads, follows from who is here afterwards. One after the other, somebody who
 * stays would get it from somebody who is gone as well.
 */
function letGo(panels: Panels, isGone: (one: Present, instance: string) => boolean, now: Date): Panels {
  const left = panels.here.map((one) => ({ ...one, at: one.at.filter((instance) => !isGone(one, instance)) }));
  if (left.every(({ at }, nth) => at.length === panels.here[nth]?.at.length)) {
    return panels;
  }
  const here = left.filter(({ at }) => at.length > 0);
  const rest = { ...panels, here, ...(here.length === 0 ? { emptySince: now.toISOString() } : {}) };
  const gone = left.filter(({ at }) => at.length === 0).map(({ id }) => id);
  return gone.length === 0 ? rest : withHost(withRound(rest, (round) => gone.reduce(leaving, round)));
}

/** Whoever had the word loses it and, coming back, waits for it again: nobody is skipped for having lost their network. */
function leaving(round: Round, id: string): Round {
  const left = { ...round, waiting: without(round.waiting, id), hands: without(round.hands, id) };
  return round.speakerId === id ? withoutSpeaker(left) : left;
}

export function heldBy(here: Panels["here"]): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map<string, Set<string>>();
  for (const { id, at } of here) {
    for (const instance of at) {
      held.set(instance, (held.get(instance) ?? new Set()).add(id));
    }
  }
  return held;
}

export function withRound(panels: Panels, change: (round: Round) => Round): Panels {
  return panels.round ? { ...panels, round: withSpeaker(panels, change(panels.round)) } : panels;
}

/** Where the host is gone, whoever leads takes over, else whoever has been here longest. */
function withHost(panels: Panels): Panels {
  const { round } = panels;
  if (!round || panelOf(panels, round.hostId)) {
    return panels;
  }
  const hostId = (presentLeader(panels) ?? panels.here[0])?.id;
  return hostId === undefined ? panels : { ...panels, round: { ...round, hostId } };
}

/** Nothing of the round is left but that there was one. */
export function ended(panels: Panels): Panels {
  const { round, ...rest } = panels;
  return round
    ? { ...rest, ended: { id: round.id, kind: round.kind }, past: [...panels.past, round.id].slice(-MAX_PAST) }
    : panels;
}
