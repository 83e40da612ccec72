import { describe, expect, it } from "vitest";
import { TryLater, Undeliverable } from "#bot/core/outbox.ts";
import { aRefreshQueue } from "./a-refresh-queue.ts";

describe("the card refresh queue", () => {
  it("updates a card at once, and once more two seconds later, however many requests arrive in between", async () => {
    const { ask, pass, times } = aRefreshQueue();

    for (let i = 0; i < 200; i++) {
      ask("card");
    }
    await pass(1_000);
    ask("card");
    ask("card");
    await pass(10_000);

    expect(times()).toEqual([0, 2_000]);
  });

  it("redraws again from a fresh read when a request comes during a redraw", async () => {
    const services = { value: 0, seen: [] as number[] };
    const made = aRefreshQueue(async () => {
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

  it("retries after the delay that Teams asks for, and merges the requests that arrive in between", async () => {
    let failures = 1;
    const { ask, pass, times } = aRefreshQueue(async () => {
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
    const { ask, pass, times, events } = aRefreshQueue(async () => {
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
    const { ask, pass, drawn } = aRefreshQueue(async (name) => {
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
    const { ask, pass, times, events } = aRefreshQueue(async (name) => {
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
    const { ask, pass, redraws, drawn } = aRefreshQueue(() => new Promise((resolve) => finish.push(resolve)));
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
