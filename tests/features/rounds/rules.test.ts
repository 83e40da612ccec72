import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#bot/core/errors.ts";
import type { Panels, RoundKind } from "#bot/features/rounds/contract.ts";
import type { roundErrors } from "#bot/features/rounds/errors.ts";
import {
  instancesLost,
  noPanels,
  withArrival,
  withDeparture,
  withoutRound,
} from "#bot/features/rounds/rules/panels.ts";
import { isCounted, isEnough, isTooSmall, shownOf } from "#bot/features/rounds/rules/participation.ts";
import {
  greet,
  lower,
  next,
  pass,
  raise,
  reveal,
  withRoundClosed,
  withRoundStarted,
} from "#bot/features/rounds/rules/round.ts";
import { presentLeader, upcomingSpeakers } from "#bot/features/rounds/rules/upcoming-speakers.ts";
import { viewsOf } from "#bot/features/rounds/rules/view.ts";

const isSoak = process.env.SOAK === "1";
const now = new Date("2026-02-03T09:00:00+01:00");
const ROUND = "r".repeat(22);
const named = (id: string) => ({ id, name: id.toUpperCase() });

/** A meeting where these people have their panels open; the first leads unless `leads` is given. */
function aMeeting(people: readonly string[], leads: readonly string[] = people.slice(0, 1)): Panels {
  const empty = { ...noPanels("team", now), leads: [...leads] };
  return people.reduce((panels, id) => withArrival(panels, named(id), "here"), empty as Panels);
}

const started = (panels: Panels, by: string, kind: RoundKind = "speaking", seed = "seed", id = ROUND) =>
  withRoundStarted(panels, { id, kind, actorId: by, seed, now });

type ErrorCode = keyof typeof roundErrors | "MALFORMED";

const refusal = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.code : undefined;
  }
};

const viewFor = (panels: Panels, id: string) => viewsOf(panels)(id);
const speaker = (panels: Panels) => panels.round?.speakerId;
const order = (panels: Panels) => (panels.round ? upcomingSpeakers(panels, panels.round) : []);

/** Every speaker in turn ends their turn; returns the order. */
function speakingOrder(panels: Panels): readonly string[] {
  const spoke: string[] = [];
  let rest = panels;
  while (rest.round?.speakerId !== undefined) {
    spoke.push(rest.round.speakerId);
    rest = next(rest, rest.round.speakerId, ROUND, rest.round.turn);
  }
  return spoke;
}

describe("a speaking round (Laget runt)", () => {
  it("gives everyone one turn, the leader last, in an order that the seed determines", () => {
    const people = ["anna", "bo", "cia", "dan", "eva", "filip"];

    const orders = ["a", "b", "c"].map((seed) => speakingOrder(started(aMeeting(people), "anna", "speaking", seed)));

    for (const one of orders) {
      expect(one.toSorted()).toEqual(people);
      expect(one.at(-1)).toBe("anna");
    }
    expect(new Set(orders.map(String)).size).toBe(3);
  });

  it("places the host among the others when no leader is present", () => {
    const all = ["a", "b", "c", "d"].map((seed) =>
      speakingOrder(started(aMeeting(["bo", "cia", "dan"], []), "bo", "speaking", seed)).indexOf("bo"),
    );

    expect(new Set(all).size).toBeGreaterThan(1);
  });

  it("a speaking round works with one person", () => {
    expect(speakingOrder(started(aMeeting(["anna"]), "anna"))).toEqual(["anna"]);
  });

  it("places a late arrival among those who have not spoken, before the leader", () => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan"]), "anna");

    const places = Array.from({ length: 30 }, (_, nth) => {
      const late = `late${nth}`;
      return order(withArrival(running, named(late), "here")).indexOf(late);
    });

    expect(new Set(places)).toEqual(new Set([0, 1, 2]));
    expect(order(withArrival(running, named("late"), "here")).at(-1)).toBe("anna");
  });

  it("keeps the place of a person who reloads the panel, and gives nobody a second turn for it", () => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan"]), "anna");
    const [waiting = ""] = order(running);
    const first = speaker(running) ?? "";
    const moved = next(running, first, ROUND, running.round?.turn ?? 0);

    const again = withArrival(withDeparture(running, waiting, "here", now), named(waiting), "here");
    const spokenAgain = withArrival(withDeparture(moved, first, "here", now), named(first), "here");

    expect(order(again)).toEqual(order(running));
    expect(order(spokenAgain)).not.toContain(first);
    expect(speaker(spokenAgain)).not.toBe(first);
  });

  it("puts raised hands first, in the order they were raised, and undoes it when a hand is lowered", () => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan", "eva"]), "anna");
    const [, second = "", third = ""] = order(running);

    const raised = raise(raise(running, third, ROUND), second, ROUND);
    const lowered = lower(raised, third, ROUND);

    expect(order(raised).slice(0, 2)).toEqual([third, second]);
    expect(order(lowered)[0]).toBe(second);
    expect(order(lowered)).toContain(third);
    expect(refusal(() => raise(running, "anna", ROUND))).toBe("LEADER_SPEAKS_LAST");
  });

  it("lets the leader speak last again when a hand was raised during their turn", () => {
    let panels = started(aMeeting(["anna", "bo"]), "anna");
    panels = next(panels, "bo", ROUND, 1);
    panels = raise(panels, "bo", ROUND);

    const spoke = speakingOrder(panels);

    expect(spoke).toEqual(["anna", "bo", "anna"]);
  });

  it("keeps the same state whether the leader passes or ends the last turn, when a hand is raised", () => {
    const last = next(started(aMeeting(["anna", "bo"]), "anna"), "bo", ROUND, 1);
    const raised = raise(last, "bo", ROUND);

    expect(pass(raised, "anna", ROUND)).toEqual(next(raised, "anna", ROUND, 2));
  });

  it("continues when the speaker leaves, and another person becomes host when the host leaves", () => {
    const running = started(aMeeting(["anna", "bo", "cia"], ["anna"]), "anna");
    const first = speaker(running) ?? "";

    const withoutFirst = withDeparture(running, first, "here", now);
    const withoutHost = withDeparture(running, "anna", "here", now);

    expect(speaker(withoutFirst)).not.toBe(first);
    expect(withoutFirst.round?.turn).toBe(2);
    expect(withoutHost.round?.hostId).toBe("bo");
    expect(refusal(() => withRoundClosed(withoutHost, "bo", ROUND))).toBeUndefined();
  });

  it("puts a new leader last, even when their hand was raised before the previous leader left", () => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan"], ["anna", "bo"]), "anna");
    const speaking = speaker(running) === "bo" ? next(running, "bo", ROUND, 1) : running;

    const left = withDeparture(raise(speaking, "bo", ROUND), "anna", "here", now);

    expect(order(left).at(-1)).toBe("bo");
  });

  it("a person connected to several instances is present until the last of them releases them", () => {
    const twice = withArrival(aMeeting(["anna", "bo"]), named("bo"), "there");

    expect(withDeparture(twice, "bo", "here", now).here.map(({ id }) => id)).toEqual(["anna", "bo"]);
    expect(instancesLost(twice, ["here"], now).here.map(({ id }) => id)).toEqual(["bo"]);
    expect(instancesLost(twice, ["here", "there"], now)).toMatchObject({ here: [], emptySince: now.toISOString() });
  });

  it("gives nobody the turn because of a person who is lost together with others", () => {
    const { here, ...meeting } = aMeeting(["dan", "eva", "anna", "bo", "cia"], ["anna", "bo"]);
    const staying = here.map((one) => (["bo", "cia"].includes(one.id) ? { ...one, at: ["there"] } : one));

    const running = Array.from({ length: 20 }, (_, n) =>
      started({ ...meeting, here: staying }, "anna", "speaking", `seed ${n}`),
    ).filter((panels) => ["dan", "eva"].includes(speaker(panels) ?? ""));
    expect(running.length).toBeGreaterThan(5);

    for (const panels of running) {
      const left = instancesLost(panels, ["here"], now);

      expect([speaker(left), ...order(left)]).toEqual(["cia", "bo"]);
    }
  });

  it.each<[ErrorCode, (panels: Panels) => unknown]>([
    ["ROUND_RUNNING", (panels) => started(panels, "anna", "greeting", "s", "o".repeat(22))],
    ["ROUND_OVER", (panels) => pass(panels, "bo", "o".repeat(22))],
    ["NOT_IN_ROUND", (panels) => pass(panels, "zoe", ROUND)],
    ["NOT_YOUR_TURN", (panels) => next(panels, order(panels)[0] ?? "", ROUND, 1)],
    ["HOST_ENDS", (panels) => withRoundClosed(panels, "bo", ROUND)],
    ["MALFORMED", (panels) => greet(panels, "bo", ROUND, "Hej")],
    ["MALFORMED", (panels) => next(panels, "anna", ROUND, 99)],
    ["LEADER_STARTS", (panels) => started(withoutRound(panels), "bo", "greeting", "s", "o".repeat(22))],
  ])("refuses with %s", (code, act) => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan"]), "anna");

    expect(refusal(() => act(running))).toBe(code);
  });

  it("applies a repeated or late request once", () => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan"]), "anna");
    const first = speaker(running) ?? "";
    const moved = next(running, first, ROUND, 1);
    const over = withRoundClosed(moved, "anna", ROUND);

    expect(next(moved, first, ROUND, 1)).toBe(moved);
    expect(next(moved, "anna", ROUND, 1)).toBe(moved);
    expect(pass(pass(moved, first, ROUND), first, ROUND)).toBe(moved);
    expect(withRoundClosed(over, "anna", ROUND)).toBe(over);
    expect(started(over, "anna")).toBe(over);
    expect(started(moved, "anna")).toBe(moved);
  });
});

describe("passing in a speaking round", () => {
  it("stores the same state for a speaker who passes as for one who speaks", () => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan"]), "anna");
    const first = speaker(running) ?? "";

    const spoke = next(running, first, ROUND, 1);
    const passed = pass(running, first, ROUND);

    expect(passed).toEqual(spoke);
  });

  it("shows others the same for a waiting person who passes as for one who leaves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.string(), fc.nat(), (size, seed, nth) => {
        const people = Array.from({ length: size }, (_, i) => `p${i}`);
        const running = started(aMeeting(people), "p0", "speaking", seed);
        const waiting = order(running).slice(0, -1);
        const who = waiting[nth % waiting.length] ?? "";

        const passed = pass(running, who, ROUND);
        const left = withDeparture(running, who, "here", now);

        for (const other of people.filter((one) => one !== who)) {
          expect(viewFor(passed, other)).toEqual(viewFor(left, other));
        }
      }),
      { numRuns: isSoak ? 2_000 : 100 },
    );
  });

  it("changes nobody else's view when a person far back in the order passes", () => {
    const running = started(aMeeting(["anna", "bo", "cia", "dan", "eva", "filip"]), "anna");
    const far = order(running)[2] ?? "";

    const passed = pass(running, far, ROUND);

    for (const other of ["anna", "bo", "cia", "dan", "eva", "filip"].filter((one) => one !== far)) {
      expect(viewFor(passed, other)).toEqual(viewFor(running, other));
    }
    expect(viewFor(passed, far).round?.me).toBe("done");
  });
});

describe("a writing round (Skrivrunda)", () => {
  const written = (texts: readonly string[], isHosts = false) => texts.map((text) => ({ text, isHosts }));
  const running = started(aMeeting(["anna", "bo"]), "anna", "writing");

  it("reveals the texts of a writing round without their order and writers", () => {
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);

    const one = reveal(running, written(texts), "a").round?.revealed ?? [];
    const other = reveal(running, written(texts), "b").round?.revealed ?? [];

    expect(one.toSorted()).toEqual(texts.toSorted());
    expect(one).not.toEqual(texts);
    expect(other).not.toEqual(one);
  });

  it("reveals texts only with five writers besides the host, and includes the host's text", () => {
    const five = ["a", "b", "c", "d", "e"];
    const nothing = { revealed: [], unshown: "tooFew" };

    expect(reveal(running, written(five), "s").round?.revealed?.toSorted()).toEqual(five);
    expect(reveal(running, [...written(five), ...written(["f"], true)], "s").round?.revealed).toHaveLength(6);
    expect(reveal(running, [...written(five.slice(1)), ...written(["f"], true)], "s").round).toMatchObject(nothing);
    expect(reveal(running, written([...five.slice(1), ""]), "s").round).toMatchObject(nothing);
    expect(reveal(running, [], "s").round).toMatchObject(nothing);
    expect(reveal(running, "unreadable", "s").round).toMatchObject({ revealed: [], unshown: "unreadable" });
  });
});

describe("a closing round (Avrundning)", () => {
  it("isEnough requires four meetings and ten people, however many answers there are", () => {
    const people = (count: number) => Array.from({ length: count }, (_, nth) => `p${nth}`);

    expect(isEnough({ meetings: 3, people: people(40) })).toBe(false);
    expect(isEnough({ meetings: 400, people: people(9) })).toBe(false);
    expect(isEnough({ meetings: 4, people: people(10) })).toBe(true);
  });

  it("isCounted counts a meeting with five people or more, one a day", () => {
    const at = new Date("2026-02-03T09:00:00Z");
    const met = { at, day: "2026-02-03", meeting: "m", people: 5 };
    const counted = (last: string, day: string, meeting?: string) => ({ at: last, day, meeting });

    expect(isCounted(met, undefined)).toBe(true);
    expect(isCounted({ ...met, people: 4 }, undefined)).toBe(false);
    expect(isCounted(met, counted("2026-02-03T08:00:00Z", "2026-02-03", "another"))).toBe(false);
    expect(isCounted(met, counted("2026-02-02T09:00:00Z", "2026-02-02", "m"))).toBe(true);
    // Another server's clock was ahead.
    expect(isCounted(met, counted("2026-02-04T09:00:00Z", "2026-02-04", "another"))).toBe(false);
  });

  it("isCounted counts a meeting over midnight once, and each meeting of a series, whose meetings share one id", () => {
    const after = { at: new Date("2026-02-04T00:30:00Z"), day: "2026-02-04", people: 5 };
    const last = { at: "2026-02-03T22:00:00Z", day: "2026-02-03" };

    expect(isCounted({ ...after, meeting: "m" }, { ...last, meeting: "m" })).toBe(false);
    expect(isCounted({ ...after, meeting: undefined }, last)).toBe(false);
    expect(isCounted({ ...after, meeting: "n" }, { ...last, meeting: "m" })).toBe(true);
    const nextDay = new Date("2026-02-04T10:00:00Z");
    expect(isCounted({ ...after, at: nextDay, meeting: "m" }, { ...last, meeting: "m" })).toBe(true);
  });

  it("shownOf gives no exact mean when all or all but one agree", () => {
    expect(shownOf([0, 0, 0, 0, 20])).toEqual({ shows: "nearlyAll", heard: 5, answers: 20 });
    expect(shownOf([1, 0, 0, 0, 19])).toEqual({ shows: "nearlyAll", heard: 5, answers: 20 });
    expect(shownOf([1, 1, 0, 0, 18])).toEqual({ shows: "mean", mean: 4.7, answers: 20 });
  });

  it("isTooSmall is true for a team of nine or fewer", () => {
    expect([1, 9, 10, 300].map(isTooSmall)).toEqual([true, true, false, false]);
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
      come: () => withArrival(before, named(who), `i${action.at}`),
      go: () => withDeparture(before, who, `i${action.at}`, now),
      lost: () => instancesLost(before, [`i${action.at}`], now),
      leads: () => ({ ...before, leads: [who, ...before.leads].slice(0, 1 + action.at) }),
      pass: () => pass(before, who, roundId),
      raise: () => raise(before, who, roundId),
      lower: () => lower(before, who, roundId),
      close: () => withRoundClosed(before, who, roundId),
      next: () => next(before, who, roundId, action.turn),
      start: () => started(before, who, "speaking", `s${nth}`, String(nth).padStart(22, "0")),
    }[action.kind]();
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    return;
  }
  if (ofARound.has(action.kind) && roundId !== before.round?.id) {
    expect(model.panels, "what was meant for a round that is over changes nothing").toBe(before);
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
    const spoke = next(panels, round.speakerId, round.id, round.turn);
    expect(pass(panels, round.speakerId, round.id)).toEqual(spoke);
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
              (rest, n) => withArrival(rest, named(person(n)), "i0"),
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
            Array.from({ length: times }, (_, again) => ({ deed: one, nth, when: nth + again * late })),
          );

          for (const { deed: one, nth } of inTime.toSorted((a, b) => a.when - b.when)) {
            const before = model.panels;
            // The turn that the person saw: the current one, or an old one.
            const seen = one.kind === "next" && one.turn > 5 ? { ...one, turn: before.round?.turn ?? 0 } : one;
            applyAction(model, seen, nth);
            assertInvariants(model, before);
          }
        },
      ),
      { numRuns: isSoak ? 5_000 : 200 },
    );
  });
});
