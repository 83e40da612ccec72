import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#bot/core/errors.ts";
import type { Panels } from "#bot/features/rounds/contract.ts";
import { instancesLost, noPanels, withArrival, withDeparture } from "#bot/features/rounds/rules/panels.ts";
import { withRoundClosed } from "#bot/features/rounds/rules/round.ts";
import { withHandLowered, withHandRaised, withTurnEnded, withTurnPassed } from "#bot/features/rounds/rules/turn.ts";
import { presentLeader, upcomingSpeakers } from "#bot/features/rounds/rules/upcoming-speakers.ts";
import { viewsOf } from "#bot/features/rounds/rules/view.ts";
import { meetingOf, now, order, personNamed, ROUND, speaker, startRound, viewFor } from "../a-round.ts";

const isSoak = process.env.SOAK === "1";

describe("passing in a speaking round", () => {
  it("stores the same state for a speaker who passes as for one who speaks", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan"]), "anna");
    const first = speaker(running) ?? "";

    const spoke = withTurnEnded(running, first, ROUND, 1);
    const passed = withTurnPassed(running, first, ROUND);

    expect(passed).toEqual(spoke);
  });

  it("shows others the same for a waiting person who passes as for one who leaves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.string(), fc.nat(), (size, seed, nth) => {
        const people = Array.from({ length: size }, (_, i) => `p${i}`);
        const running = startRound(meetingOf(people), "p0", "speaking", seed);
        const waiting = order(running).slice(0, -1);
        const who = waiting[nth % waiting.length] ?? "";

        const passed = withTurnPassed(running, who, ROUND);
        const afterLeaving = withDeparture(running, who, "here", now);

        for (const other of people.filter((one) => one !== who)) {
          expect(viewFor(passed, other)).toEqual(viewFor(afterLeaving, other));
        }
      }),
      { numRuns: isSoak ? 2_000 : 100 },
    );
  });

  it("changes nobody else's view when a person far back in the order passes", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan", "eva", "filip"]), "anna");
    const far = order(running)[2] ?? "";

    const passed = withTurnPassed(running, far, ROUND);

    for (const other of ["anna", "bo", "cia", "dan", "eva", "filip"].filter((one) => one !== far)) {
      expect(viewFor(passed, other)).toEqual(viewFor(running, other));
    }
    expect(viewFor(passed, far).round?.me).toBe("done");
  });
});

/** Any action of a person at any time, valid or not, and changes of instances and leaders. */
interface Action {
  readonly kind: "come" | "go" | "lost" | "leads" | "pass" | "raise" | "lower" | "next" | "start" | "close";
  readonly who: number;
  readonly at: number;
  /** For `next`: the turn that the person saw. */
  readonly turn: number;
}

const PEOPLE = 24;
const person = (n: number) => `p${String(n).padStart(2, "0")}`;

/** The history of every person, recorded beside the document, to check the document against. */
interface Model {
  panels: Panels;
  /** The round to which each action applied when it was first delivered. */
  readonly about: Map<number, string>;
  /** For the current round. */
  readonly hadWord: Set<string>;
  readonly passed: Set<string>;
  readonly wasThere: Set<string>;
  readonly left: Set<string>;
}

function applyAction(model: Model, action: Action, nth: number): void {
  const who = person(action.who);
  const before = model.panels;
  const roundId = model.about.get(nth) ?? before.round?.id ?? ROUND;
  model.about.set(nth, roundId);
  try {
    model.panels = {
      come: () => withArrival(before, personNamed(who), `i${action.at}`),
      go: () => withDeparture(before, who, `i${action.at}`, now),
      lost: () => instancesLost(before, [`i${action.at}`], now),
      leads: () => ({ ...before, leads: [who, ...before.leads].slice(0, 1 + action.at) }),
      pass: () => withTurnPassed(before, who, roundId),
      raise: () => withHandRaised(before, who, roundId),
      lower: () => withHandLowered(before, who, roundId),
      close: () => withRoundClosed(before, who, roundId),
      next: () => withTurnEnded(before, who, roundId, action.turn),
      start: () => startRound(before, who, "speaking", `s${nth}`, String(nth).padStart(22, "0")),
    }[action.kind]();
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    return;
  }
  if (ofARound.has(action.kind) && roundId !== before.round?.id) {
    expect(model.panels, "an action on a round that is over changes nothing").toBe(before);
  }
  remember(model, before, action, who);
}

const ofARound: ReadonlySet<Action["kind"]> = new Set(["pass", "raise", "lower", "next", "close"]);

function remember(model: Model, before: Panels, action: Action, who: string): void {
  const { round, here } = model.panels;
  if (round?.id !== before.round?.id) {
    for (const one of [model.hadWord, model.passed, model.wasThere, model.left]) {
      one.clear();
    }
  }
  if (!round) {
    return;
  }
  const ids = here.map(({ id }) => id);
  for (const id of ids) {
    model.wasThere.add(id);
    model.left.delete(id);
  }
  for (const id of model.wasThere) {
    if (!ids.includes(id)) {
      model.left.add(id);
    }
  }
  if (round.speakerId !== undefined) {
    model.hadWord.add(round.speakerId);
  }
  if (action.kind === "pass") {
    model.passed.add(who);
  }
}

function assertInvariants({ panels, hadWord, passed, wasThere, left }: Model, before: Panels): void {
  const { round, here } = panels;
  const ids = here.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(here.every(({ at }) => at.length > 0)).toBe(true);
  expect(panels.emptySince !== undefined).toBe(ids.length === 0);
  if (!round) {
    return;
  }
  const coming = upcomingSpeakers(panels, round);
  const view = viewsOf(panels);
  const views = ids.map((id) => view(id).round);

  // At most one person speaks, and that person is present; nobody waits while nobody speaks.
  expect(views.filter((view) => view?.me === "speaking")).toHaveLength(round.speakerId === undefined ? 0 : 1);
  expect(round.speakerId === undefined || ids.includes(round.speakerId)).toBe(true);
  expect(round.speakerId !== undefined || coming.length === 0).toBe(true);
  // Nobody is in the order twice or while absent, and the speaker is not waiting.
  expect(new Set(coming).size).toBe(coming.length);
  expect([...coming, ...round.waiting].every((id) => ids.includes(id) && id !== round.speakerId)).toBe(true);
  // Nobody is skipped: everyone present has spoken, has passed, or is waiting.
  for (const id of wasThere) {
    if (!left.has(id)) {
      expect(hadWord.has(id) || passed.has(id) || coming.includes(id), `${id} is skipped`).toBe(true);
    }
  }
  // The leader is last in the order, and speaks only when nobody else is waiting.
  const leader = presentLeader(panels)?.id;
  expect(leader === undefined || !coming.slice(0, -1).includes(leader)).toBe(true);
  if (leader !== undefined && round.speakerId === leader && before.round?.speakerId !== leader) {
    expect(coming).toEqual([]);
  }
  // For the speaker, passing and ending the turn give the same state.
  if (round.speakerId !== undefined) {
    const spoke = withTurnEnded(panels, round.speakerId, round.id, round.turn);
    expect(withTurnPassed(panels, round.speakerId, round.id)).toEqual(spoke);
  }
  // A person who is present can always continue and end the round.
  expect(ids.length === 0 || views.some((view) => view?.isHost)).toBe(true);
}

describe("a speaking round under any sequence of actions", () => {
  it("under any sequence of actions, at most one person speaks, nobody is skipped, and the leader speaks last", {
    timeout: 300_000,
  }, () => {
    const who = fc.integer({ min: 0, max: PEOPLE - 1 });
    const at = fc.integer({ min: 0, max: 1 });
    const turn = fc.integer({ min: 0, max: 40 });
    const weighted = ([weight, ...kinds]: readonly [number, ...Action["kind"][]]) => ({
      weight,
      arbitrary: fc.record({ kind: fc.constantFrom(...kinds), who, at, turn }),
    });
    const action: fc.Arbitrary<Action> = fc.oneof(
      ...(
        [
          [5, "come"],
          [2, "go", "pass"],
          [3, "raise", "lower"],
          [8, "next"],
          [2, "start", "close"],
          [1, "lost", "leads"],
        ] as const
      ).map(weighted),
    );
    // An action is delivered once, twice at once, or again much later; a lost response changes nothing here.
    const delivered = fc.tuple(action, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 30 }));

    fc.assert(
      fc.property(
        fc.array(delivered, { minLength: 20, maxLength: 120 }),
        fc.subarray([0, 1, 2]),
        (actions, leaders) => {
          const panels: Panels = { ...noPanels("team", now), leads: leaders.map(person) };
          const model: Model = {
            panels: Array.from({ length: 20 }, (_, n) => n).reduce(
              (rest, n) => withArrival(rest, personNamed(person(n)), "i0"),
              panels,
            ),
            about: new Map(),
            hadWord: new Set(),
            passed: new Set(),
            wasThere: new Set(),
            left: new Set(),
          };
          applyAction(model, { kind: "start", who: leaders[0] ?? 3, at: 0, turn: 0 }, 10_000);
          const inTime = actions.flatMap(([one, times, late], nth) =>
            Array.from({ length: times }, (_, again) => ({ action: one, nth, when: nth + again * late })),
          );

          for (const { action: one, nth } of inTime.toSorted((a, b) => a.when - b.when)) {
            const before = model.panels;
            // The turn that the person saw: the current one, or an old one.
            const delivered = one.kind === "next" && one.turn > 5 ? { ...one, turn: before.round?.turn ?? 0 } : one;
            applyAction(model, delivered, nth);
            assertInvariants(model, before);
          }
        },
      ),
      { numRuns: isSoak ? 5_000 : 200 },
    );
  });
});
