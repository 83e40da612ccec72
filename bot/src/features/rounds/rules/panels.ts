import type { Panels, Present, Round } from "../contract.ts";
import { panelOf, presentLeader, withOne, without, withoutSpeaker, withSpeaker } from "./upcoming-speakers.ts";

/** The number of ended rounds that are remembered, against late start requests. */
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
 * Adds a person whose panel opened at one of the server instances. A new arrival in a speaking round joins those who
 * have not spoken yet; a person who was there before and has spoken does not speak again.
 */
export function withArrival(panels: Panels, person: Omit<Present, "at">, instance: string): Panels {
  const known = panelOf(panels, person.id);
  if (known?.at.includes(instance)) {
    return panels;
  }
  const present: Present = { ...person, at: [...(known?.at ?? []), instance] };
  const { emptySince: _, ...rest } = panels;
  const here = known ? panels.here.map((one) => (one === known ? present : one)) : [...panels.here, present];
  const arrived = { ...rest, here };
  return known ? arrived : withHost(withRound(arrived, (round) => waitingFor(round, person.id)));
}

function waitingFor(round: Round, id: string): Round {
  const isNew = round.kind === "speaking" && round.speakerId !== id && !round.done.includes(id);
  return isNew ? { ...round, waiting: withOne(round.waiting, id) } : round;
}

/** Removes the person's panels at one server instance. The person leaves when no instance has one. */
export const withDeparture = (panels: Panels, personId: string, instance: string, now: Date): Panels =>
  removePanels(panels, ({ id }, at) => id === personId && at === instance, now);

/** Removes the panels of lost instances, and the people who had panels only there. */
export const instancesLost = (panels: Panels, instances: readonly string[], now: Date): Panels =>
  removePanels(panels, (_, at) => instances.includes(at), now);

/**
 * Removes all at once: speaker and host follow from the people who remain. One after the other, a role could pass to a
 * person who leaves as well.
 */
function removePanels(panels: Panels, isGone: (one: Present, instance: string) => boolean, now: Date): Panels {
  const remaining = panels.here.map((one) => ({
    ...one,
    at: one.at.filter((instance) => !isGone(one, instance)),
  }));
  if (remaining.every(({ at }, nth) => at.length === panels.here[nth]?.at.length)) {
    return panels;
  }
  const here = remaining.filter(({ at }) => at.length > 0);
  const rest = { ...panels, here, ...(here.length === 0 ? { emptySince: now.toISOString() } : {}) };
  const departed = remaining.filter(({ at }) => at.length === 0).map(({ id }) => id);
  return departed.length === 0 ? rest : withHost(withRound(rest, (round) => departed.reduce(withoutDeparted, round)));
}

/**
 * A speaker who leaves loses the turn and waits for it again after coming back: a lost network connection skips nobody.
 */
function withoutDeparted(round: Round, id: string): Round {
  const outOfOrder = { ...round, waiting: without(round.waiting, id), hands: without(round.hands, id) };
  return round.speakerId === id ? withoutSpeaker(outOfOrder) : outOfOrder;
}

export function personsByInstance(here: Panels["here"]): ReadonlyMap<string, ReadonlySet<string>> {
  const byInstance = new Map<string, Set<string>>();
  for (const { id, at } of here) {
    for (const instance of at) {
      byInstance.set(instance, (byInstance.get(instance) ?? new Set()).add(id));
    }
  }
  return byInstance;
}

export function withRound(panels: Panels, change: (round: Round) => Round): Panels {
  return panels.round ? { ...panels, round: withSpeaker(panels, change(panels.round)) } : panels;
}

/** When the host has left, the present leader takes over, else the person who has been present longest. */
function withHost(panels: Panels): Panels {
  const { round } = panels;
  if (!round || panelOf(panels, round.hostId)) {
    return panels;
  }
  const hostId = (presentLeader(panels) ?? panels.here[0])?.id;
  return hostId === undefined ? panels : { ...panels, round: { ...round, hostId } };
}

/** Removes the round; only its id and kind are kept. */
export function withoutRound(panels: Panels): Panels {
  const { round, ...rest } = panels;
  return round
    ? { ...rest, ended: { id: round.id, kind: round.kind }, past: [...panels.past, round.id].slice(-MAX_PAST) }
    : panels;
}
