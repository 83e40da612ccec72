import { describe, expect, it } from "vitest";
import { aRefreshQueue } from "./a-refresh-queue.ts";

describe("the card refresh queue", () => {
  it("keeps two seconds between redraws of different cards in one conversation, and drops none", async () => {
    const { ask, pass, drawn } = aRefreshQueue();

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

  it("updates cards of different conversations and tenants independently", async () => {
    const { ask, pass, times } = aRefreshQueue();

    ask("a", "c1");
    ask("a", "c2");
    ask("a", "c1", "t2");
    await pass(0);

    expect(times()).toEqual([0, 0, 0]);
  });

  it("slows to one redraw per ten seconds after a busy minute, and speeds up again after a quiet one", async () => {
    const { ask, pass, times } = aRefreshQueue();
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
});
