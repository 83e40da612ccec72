import { describe, expect, it } from "vitest";
import {
  afterEvent,
  firstAttempt,
  type LiveConnection,
  type LiveEvent,
} from "../../../../tab/src/lib/live/live-state.ts";

const follow = (events: readonly LiveEvent[], from: LiveConnection = firstAttempt): LiveConnection =>
  events.reduce(afterEvent, from);

const openedAt = (nowMs: number): LiveEvent => ({ kind: "opened", nowMs });
const ended = (nowMs: number): LiveEvent => ({ kind: "ended", nowMs });
const failed: LiveEvent = { kind: "failed", nowMs: 0 };
const due: LiveEvent = { kind: "due" };
const no = new Error("no");
const refused: LiveEvent = { kind: "refused", nowMs: 0, error: no };

describe("a live connection", () => {
  it("a live connection doubles its pause after each failed attempt, up to eight seconds", () => {
    const delays: number[] = [];
    let connection = firstAttempt;
    for (let attempt = 0; attempt < 7; attempt += 1) {
      connection = afterEvent(connection, failed);
      delays.push(connection.state.kind === "waiting" ? connection.state.delayMs : Number.NaN);
      connection = afterEvent(connection, due);
    }

    expect(delays).toEqual([400, 800, 1600, 3200, 6400, 8000, 8000]);
  });

  it("a live connection resets its pause after a connection of more than five seconds, and after no shorter one", () => {
    const afterTwoFailures = follow([failed, due, failed, due]);

    expect(follow([openedAt(0), ended(5_000)], afterTwoFailures).state).toEqual({ kind: "waiting", delayMs: 1600 });
    expect(follow([openedAt(0), ended(5_001)], afterTwoFailures).state).toEqual({ kind: "waiting", delayMs: 400 });
  });

  it("a live connection waits as long as a full server asks, once", () => {
    const waiting = follow([openedAt(0), { kind: "retry", afterMs: 20_000 }, ended(1)]);

    expect(waiting.state).toEqual({ kind: "waiting", delayMs: 20_000 });
    expect(follow([due, failed], waiting).state).toEqual({ kind: "waiting", delayMs: 800 });
  });

  it("a live connection tries once more after a refusal, since a token may have expired, and stops after the second in a row", () => {
    expect(follow([refused]).state.kind).toBe("waiting");
    expect(follow([refused, due, refused]).state).toEqual({ kind: "refused", error: no });
  });

  it.each([
    ["an answer", [openedAt(0), ended(1), due]],
    ["another failure", [failed, due]],
  ] as const)("a live connection counts refusals from zero after %s", (_, between) => {
    expect(follow([refused, due, ...between, refused]).state.kind).toBe("waiting");
  });

  it("a refused live connection connects again when the person or the network returns", () => {
    for (const kind of ["wake", "online", "restart"] as const) {
      expect(follow([refused, due, refused, { kind }]).state.kind).toBe("connecting");
    }
  });

  it("a live connection that another window replaced reconnects only when a person turns to it", () => {
    const replaced = follow([openedAt(0), { kind: "replaced" }]);

    for (const event of [ended(1), failed, refused, due, { kind: "online" }, { kind: "rest" }] as const) {
      expect(afterEvent(replaced, event).state).toEqual({ kind: "replaced" });
    }
    for (const kind of ["focused", "wake", "restart"] as const) {
      expect(afterEvent(replaced, { kind }).state.kind).toBe("connecting");
    }
  });

  it("a resting live connection stays at rest until it is woken", () => {
    const resting = follow([openedAt(0), { kind: "rest" }]);

    for (const event of [ended(1), failed, refused, due, { kind: "online" }, { kind: "focused" }] as const) {
      expect(afterEvent(resting, event).state).toEqual({ kind: "resting" });
    }
    expect(afterEvent(resting, { kind: "wake" }).state.kind).toBe("connecting");
  });

  it("a live connection that is woken keeps its running request, and shortens the next pause", () => {
    const afterTwoFailures = follow([failed, due, failed, due]);

    const woken = afterEvent(afterTwoFailures, { kind: "wake" });

    expect(woken.state).toBe(afterTwoFailures.state);
    expect(afterEvent(woken, failed).state).toEqual({ kind: "waiting", delayMs: 400 });
  });

  it("a live connection starts anew when a person asks for it, even with a request under way", () => {
    const open = follow([failed, due, openedAt(0)]);

    const again = afterEvent(open, { kind: "restart" });

    expect(again).toEqual(firstAttempt);
    expect(again.state).not.toBe(firstAttempt.state);
  });
});
