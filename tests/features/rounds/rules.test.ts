import { describe, expect, it } from "vitest";
import type { Panels } from "#bot/features/rounds/contract.ts";
import { instancesLost, withArrival, withDeparture, withoutRound } from "#bot/features/rounds/rules/panels.ts";
import { withGreeting, withRoundClosed } from "#bot/features/rounds/rules/round.ts";
import { withHandLowered, withHandRaised, withTurnEnded, withTurnPassed } from "#bot/features/rounds/rules/turn.ts";
import {
  type ErrorCode,
  errorCodeOf,
  meetingOf,
  now,
  order,
  personNamed,
  ROUND,
  speaker,
  speakingOrder,
  startRound,
} from "./a-round.ts";

describe("a speaking round (Laget runt)", () => {
  it("gives everyone one turn, the leader last, in an order that the seed determines", () => {
    const people = ["anna", "bo", "cia", "dan", "eva", "filip"];

    const orders = ["a", "b", "c"].map((seed) =>
      speakingOrder(startRound(meetingOf(people), "anna", "speaking", seed)),
    );

    for (const one of orders) {
      expect(one.toSorted()).toEqual(people);
      expect(one.at(-1)).toBe("anna");
    }
    expect(new Set(orders.map(String)).size).toBe(3);
  });

  it("places the host among the others when no leader is present", () => {
    const all = ["a", "b", "c", "d"].map((seed) =>
      speakingOrder(startRound(meetingOf(["bo", "cia", "dan"], []), "bo", "speaking", seed)).indexOf("bo"),
    );

    expect(new Set(all).size).toBeGreaterThan(1);
  });

  it("a speaking round works with one person", () => {
    expect(speakingOrder(startRound(meetingOf(["anna"]), "anna"))).toEqual(["anna"]);
  });

  it("places a late arrival among those who have not spoken, before the leader", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan"]), "anna");

    const places = Array.from({ length: 30 }, (_, nth) => {
      const late = `late${nth}`;
      return order(withArrival(running, personNamed(late), "here")).indexOf(late);
    });

    expect(new Set(places)).toEqual(new Set([0, 1, 2]));
    expect(order(withArrival(running, personNamed("late"), "here")).at(-1)).toBe("anna");
  });

  it("keeps the place of a person who reloads the panel, and gives nobody a second turn for it", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan"]), "anna");
    const [waiting = ""] = order(running);
    const first = speaker(running) ?? "";
    const moved = withTurnEnded(running, first, ROUND, running.round?.turn ?? 0);

    const again = withArrival(withDeparture(running, waiting, "here", now), personNamed(waiting), "here");
    const spokenAgain = withArrival(withDeparture(moved, first, "here", now), personNamed(first), "here");

    expect(order(again)).toEqual(order(running));
    expect(order(spokenAgain)).not.toContain(first);
    expect(speaker(spokenAgain)).not.toBe(first);
  });

  it("puts raised hands first, in the order they were raised, and undoes it when a hand is lowered", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan", "eva"]), "anna");
    const [, second = "", third = ""] = order(running);

    const raised = withHandRaised(withHandRaised(running, third, ROUND), second, ROUND);
    const lowered = withHandLowered(raised, third, ROUND);

    expect(order(raised).slice(0, 2)).toEqual([third, second]);
    expect(order(lowered)[0]).toBe(second);
    expect(order(lowered)).toContain(third);
    expect(errorCodeOf(() => withHandRaised(running, "anna", ROUND))).toBe("LEADER_SPEAKS_LAST");
  });

  it("lets the leader speak last again when a hand was raised during their turn", () => {
    let panels = startRound(meetingOf(["anna", "bo"]), "anna");
    panels = withTurnEnded(panels, "bo", ROUND, 1);
    panels = withHandRaised(panels, "bo", ROUND);

    const spoke = speakingOrder(panels);

    expect(spoke).toEqual(["anna", "bo", "anna"]);
  });

  it("keeps the same state whether the leader passes or ends the last turn, when a hand is raised", () => {
    const last = withTurnEnded(startRound(meetingOf(["anna", "bo"]), "anna"), "bo", ROUND, 1);
    const raised = withHandRaised(last, "bo", ROUND);

    expect(withTurnPassed(raised, "anna", ROUND)).toEqual(withTurnEnded(raised, "anna", ROUND, 2));
  });

  it("continues when the speaker leaves, and another person becomes host when the host leaves", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia"], ["anna"]), "anna");
    const first = speaker(running) ?? "";

    const withoutFirst = withDeparture(running, first, "here", now);
    const withoutHost = withDeparture(running, "anna", "here", now);

    expect(speaker(withoutFirst)).not.toBe(first);
    expect(withoutFirst.round?.turn).toBe(2);
    expect(withoutHost.round?.hostId).toBe("bo");
    expect(errorCodeOf(() => withRoundClosed(withoutHost, "bo", ROUND))).toBeUndefined();
  });

  it("puts a new leader last, even when their hand was raised before the previous leader left", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan"], ["anna", "bo"]), "anna");
    const speaking = speaker(running) === "bo" ? withTurnEnded(running, "bo", ROUND, 1) : running;

    const afterLeaving = withDeparture(withHandRaised(speaking, "bo", ROUND), "anna", "here", now);

    expect(order(afterLeaving).at(-1)).toBe("bo");
  });

  it("a person connected to several instances is present until the last of them releases them", () => {
    const twice = withArrival(meetingOf(["anna", "bo"]), personNamed("bo"), "there");

    expect(withDeparture(twice, "bo", "here", now).here.map(({ id }) => id)).toEqual(["anna", "bo"]);
    expect(instancesLost(twice, ["here"], now).here.map(({ id }) => id)).toEqual(["bo"]);
    expect(instancesLost(twice, ["here", "there"], now)).toMatchObject({ here: [], emptySince: now.toISOString() });
  });

  it("gives nobody the turn because of a person who is lost together with others", () => {
    const { here, ...meeting } = meetingOf(["dan", "eva", "anna", "bo", "cia"], ["anna", "bo"]);
    const staying = here.map((one) => (["bo", "cia"].includes(one.id) ? { ...one, at: ["there"] } : one));

    const running = Array.from({ length: 20 }, (_, n) =>
      startRound({ ...meeting, here: staying }, "anna", "speaking", `seed ${n}`),
    ).filter((panels) => ["dan", "eva"].includes(speaker(panels) ?? ""));
    expect(running.length).toBeGreaterThan(5);

    for (const panels of running) {
      const afterLoss = instancesLost(panels, ["here"], now);

      expect([speaker(afterLoss), ...order(afterLoss)]).toEqual(["cia", "bo"]);
    }
  });

  it.each<[ErrorCode, (panels: Panels) => unknown]>([
    ["ROUND_RUNNING", (panels) => startRound(panels, "anna", "greeting", "s", "o".repeat(22))],
    ["ROUND_OVER", (panels) => withTurnPassed(panels, "bo", "o".repeat(22))],
    ["NOT_IN_ROUND", (panels) => withTurnPassed(panels, "zoe", ROUND)],
    ["NOT_YOUR_TURN", (panels) => withTurnEnded(panels, order(panels)[0] ?? "", ROUND, 1)],
    ["HOST_ENDS", (panels) => withRoundClosed(panels, "bo", ROUND)],
    ["MALFORMED", (panels) => withGreeting(panels, "bo", ROUND, "Hej")],
    ["MALFORMED", (panels) => withTurnEnded(panels, "anna", ROUND, 99)],
    ["LEADER_STARTS", (panels) => startRound(withoutRound(panels), "bo", "greeting", "s", "o".repeat(22))],
  ])("refuses with %s", (code, act) => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan"]), "anna");

    expect(errorCodeOf(() => act(running))).toBe(code);
  });

  it("applies a repeated or late request once", () => {
    const running = startRound(meetingOf(["anna", "bo", "cia", "dan"]), "anna");
    const first = speaker(running) ?? "";
    const moved = withTurnEnded(running, first, ROUND, 1);
    const over = withRoundClosed(moved, "anna", ROUND);

    expect(withTurnEnded(moved, first, ROUND, 1)).toBe(moved);
    expect(withTurnEnded(moved, "anna", ROUND, 1)).toBe(moved);
    expect(withTurnPassed(withTurnPassed(moved, first, ROUND), first, ROUND)).toBe(moved);
    expect(withRoundClosed(over, "anna", ROUND)).toBe(over);
    expect(startRound(over, "anna")).toBe(over);
    expect(startRound(moved, "anna")).toBe(moved);
  });
});
