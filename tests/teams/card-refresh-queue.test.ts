import { describe, expect, it } from "vitest";
import { TryLater, Undeliverable } from "#bot/core/delivery.ts";
import type { LogFields } from "#bot/core/log.ts";
import { openCardRefreshQueue } from "#bot/teams/card-refresh-queue.ts";

interface Wait {
  readonly until: number;
  wake(): void;
}

/** A card refresh queue on a fake clock that stands still until `pass`. */
function trial(run: (name: string) => Promise<void> = async () => {}) {
  let now = 0;
  let waits: Wait[] = [];
  const drawn: { name: string; at: number }[] = [];
  const events: string[] = [];
  const note = (event: string, _: LogFields = {}) => void events.push(event);
  const redraws = openCardRefreshQueue({
    async run(tenantId, job, pk, id) {
      const name = [tenantId, job, pk, id].join(" ");
      drawn.push({ name, at: now });
      await run(name);
    },
    log: { debug: note, info: note, warn: note, error: note },
    timing: {
      now: () => now,
      chance: () => 0,
      sleep: (ms) => new Promise((wake) => waits.push({ until: now + ms, wake })),
    },
  });
  const quiet = () => new Promise((resolve) => setImmediate(resolve));

  return {
    redraws,
    drawn,
    events,
    ask: (id: string, conversationId = "c", tenantId = "t") =>
      redraws.deliverFor(tenantId).redraw("polls/redraw", conversationId, "poll|1", id),
    times: () => drawn.map(({ at }) => at),
    async pass(ms: number) {
      const end = now + ms;
      await quiet();
      for (let next = earliest(waits); next && next.until <= end; next = earliest(waits)) {
        now = next.until;
        waits = waits.filter((wait) => wait !== next);
        next.wake();
        await quiet();
      }
      now = end;
      await quiet();
    },
  };
}

const earliest = (waits: readonly Wait[]) => waits.toSorted((a, b) => a.until - b.until)[0];

describe("the card refresh queue", () => {
  it("redraws a card at once, and once more two seconds later however many requests come meanwhile", async () => {
    const { ask, pass, times } = trial();

    for (let i = 0; i < 200; i++) {
      ask("card");
    }
    await pass(1_000);
    ask("card");
    ask("card");
    await pass(10_000);

    expect(times()).toEqual([0, 2_000]);
  });

  it("keeps two seconds between redraws of different cards in one conversation, and drops none", async () => {
    const { ask, pass, drawn } = trial();

    ask("a");
    ask("b");
    ask("c");
    await pass(10_000);

    expect(drawn).toEqual([
      { name: "t polls/redraw poll|1 a", at: 0 },
      { name: "t polls/redraw poll|1 b", at: 2_000 },
      { name: "t polls/redraw poll|1 c", at: 4_000 },
    ]);
  });

  it("redraws cards of different conversations and tenants independently", async () => {
    const { ask, pass, times } = trial();

    ask("a", "c1");
    ask("a", "c2");
    ask("a", "c1", "t2");
    await pass(0);

    expect(times()).toEqual([0, 0, 0]);
  });

  it("slows to one redraw per ten seconds after a busy minute, and speeds up again after a quiet one", async () => {
    const { ask, pass, times } = trial();
    for (let second = 0; second < 120; second++) {
      ask("card");
      await pass(1_000);
    }
    const busy = times();

    await pass(90_000);
    ask("card");
    await pass(1_000);
    ask("card");
    await pass(5_000);

    const gaps = busy.slice(1).map((at, i) => at - (busy[i] ?? 0));
    expect(new Set(gaps.filter((_, i) => (busy[i + 1] ?? 0) <= 60_000))).toEqual(new Set([2_000]));
    expect(new Set(gaps.filter((_, i) => (busy[i] ?? 0) >= 60_000))).toEqual(new Set([10_000]));
    const [first = 0, second = 0] = times().slice(-2);
    expect(second - first).toBe(2_000);
    // An hour at this pace leaves most of Teams' 1,800 sends to posts.
    expect(busy.length).toBeLessThan(45);
  });

  it("redraws again from a fresh read when a request comes during a redraw", async () => {
    const services = { value: 0, seen: [] as number[] };
    const made = trial(async () => {
      services.seen.push(services.value);
      if (services.value === 0) {
        services.value = 1;
        made.ask("card");
      }
    });

    made.ask("card");
    await made.pass(5_000);

    expect(services.seen).toEqual([0, 1]);
  });

  it("retries after the delay that Teams asks for, and merges requests that come meanwhile", async () => {
    let failures = 1;
    const { ask, pass, times } = trial(async () => {
      if (failures-- > 0) {
        throw new TryLater(30_000);
      }
    });

    ask("card");
    await pass(5_000);
    ask("card");
    await pass(60_000);

    expect(times()).toEqual([0, 30_000]);
  });

  it("backs off exponentially up to twenty seconds, then gives up and logs it", async () => {
    const { ask, pass, times, events } = trial(async () => {
      throw new TryLater();
    });

    ask("card");
    await pass(600_000);

    const gaps = times()
      .slice(1)
      .map((at, i) => at - (times()[i] ?? 0));
    expect(gaps).toEqual([2_000, 4_000, 8_000, 16_000, 20_000]);
    expect(events).toEqual(["redraw.given-up"]);
  });

  it("drops a card that is Undeliverable, and redraws the others", async () => {
    const { ask, pass, drawn } = trial(async (name) => {
      if (name.endsWith(" gone")) {
        throw new Undeliverable("gone");
      }
    });

    ask("gone");
    ask("here");
    await pass(60_000);

    expect(drawn.map(({ name }) => name.split(" ").at(-1))).toEqual(["gone", "here"]);
  });

  it("logs a bug in a redraw and retries it", async () => {
    let isBroken = true;
    const { ask, pass, times, events } = trial(async (name) => {
      if (isBroken && name.endsWith(" bad")) {
        isBroken = false;
        throw new TypeError("x");
      }
    });

    ask("bad");
    await pass(10_000);

    expect(events).toEqual(["redraw.failed"]);
    expect(times()).toEqual([0, 2_000]);
  });

  it("idle() resolves when nothing waits; stop() redraws waiting cards at once and ignores later requests", async () => {
    const finish: (() => void)[] = [];
    const { ask, pass, redraws, drawn } = trial(() => new Promise((resolve) => finish.push(resolve)));
    let isIdle = false;
    ask("a");
    ask("b");
    void redraws.idle().then(() => {
      isIdle = true;
    });
    await pass(0);

    const stopped = redraws.stop();
    ask("c");
    finish.shift()?.();
    await pass(0);
    finish.shift()?.();
    await stopped;
    await pass(60_000);

    expect(drawn).toEqual([
      { name: "t polls/redraw poll|1 a", at: 0 },
      { name: "t polls/redraw poll|1 b", at: 0 },
    ]);
    expect(isIdle).toBe(true);
  });
});
