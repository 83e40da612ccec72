import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TryLater } from "#bot/core/outbox.ts";
import { openRateLimiter, SEND_LIMITS, waitMs } from "#bot/teams/rate-limiter.ts";
import { idOf, TEAM } from "../support/a-team.ts";
import { anOutbox, hello, inChannel } from "./an-outbox.ts";

describe("the rate limiter", () => {
  it("keeps Teams' limits and the order of posts within a conversation, while other conversations go on", async () => {
    const { team, outbox } = await anOutbox();

    await team.skippingWaits(() =>
      Promise.all([
        ...Array.from({ length: 70 }, (_, i) => outbox.post(inChannel, { text: String(i) })),
        outbox.post({ kind: "person", personId: idOf("bo"), teamId: TEAM }, hello),
      ]),
    );

    const posts = team.channelPosts();
    expect(posts.map(({ text }) => text)).toEqual(Array.from({ length: 70 }, (_, i) => String(i)));
    const times = posts.map(({ versions }) => versions[0]?.atMs ?? 0);
    for (const { max: most, withinMs } of SEND_LIMITS) {
      // Posts sent at even intervals reach Teams less evenly, more so on a busy machine.
      const crowded = times.filter((at, i) => i >= most && at - (times[i - most] ?? 0) < withinMs - 300);
      expect(crowded).toEqual([]);
    }
    expect(team.personalPosts("bo")).toHaveLength(1);
  });

  it("never sends more within a window of time than its limit, at any times of request", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, (requestGaps) => {
        const sent: number[] = [];
        let now = 0;
        for (const gap of requestGaps) {
          now += gap;
          now += waitMs(sent, now);
          expect(waitMs(sent, now)).toBe(0);
          sent.push(now);
        }

        for (const { max: most, withinMs } of SEND_LIMITS) {
          const crowded = sent.some((at, i) => i >= most && at - (sent[i - most] ?? 0) < withinMs);
          expect(crowded).toBe(false);
        }
      }),
    );
  });

  it("rejects with TryLater when a conversation has used up its sends of the hour, and lets others send", async () => {
    let now = 0;
    const sleep = async (ms: number) => {
      now += ms;
    };
    const pace = openRateLimiter({ now: () => now, sleep, chance: () => 0 });
    for (let i = 0; i < 1_800; i++) {
      await pace.run("a", async () => i);
    }

    const refused = pace.run("a", async () => 0);

    await expect(refused).rejects.toThrow(TryLater);
    expect(await pace.run("b", async () => 1)).toBe(1);
  });
});
