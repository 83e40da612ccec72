import type { Panels, Present, Round } from "../contract.ts";
import { leaderHere, panelOf, withOne, without, withoutSpeaker, withSpeaker } from "./order.ts";

/** How many rounds that ended are remembered, against a start that comes late. */
const MOST_PAST = 20;

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
export function come(panels: Panels, person: Omit<Present, "at">, instance: string): Panels {
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
export function go(panels: Panels, personId: string, instance: string, now: Date): Panels {
  const known = panelOf(panels, personId);
  if (!known?.at.includes(instance)) {
    return panels;
  }
  const at = without(known.at, instance);
  if (at.length > 0) {
    return { ...panels, here: panels.here.map((one) => (one === known ? { ...known, at } : one)) };
  }
  const here = panels.here.filter((one) => one !== known);
  const gone = { ...panels, here, ...(here.length === 0 ? { emptySince: now.toISOString() } : {}) };
  return withHost(withRound(gone, (round) => leaving(round, personId)));
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

/** Everybody whom only these instances held is gone with them. */
export function instancesLost(panels: Panels, instances: readonly string[], now: Date): Panels {
  return panels.here
    .flatMap(({ id, at }) => at.filter((one) => instances.includes(one)).map((one) => ({ id, one })))
    .reduce((rest, { id, one }) => go(rest, id, one, now), panels);
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
  const hostId = (leaderHere(panels) ?? panels.here[0])?.id;
  return hostId === undefined ? panels : { ...panels, round: { ...round, hostId } };
}

/** Nothing of the round is left but that there was one. */
export function ended(panels: Panels): Panels {
  const { round, ...rest } = panels;
  return round
    ? { ...rest, ended: { id: round.id, kind: round.kind }, past: [...panels.past, round.id].slice(-MOST_PAST) }
    : panels;
}
