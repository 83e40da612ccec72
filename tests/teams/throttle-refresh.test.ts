import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { throttleRefresh } from "#bot/teams/throttle-refresh.ts";

const PACE_MS = 2_000;

function slotClaimer() {
  const folder = mkdtempSync(join(tmpdir(), "gnista-turns-"));
  const store = openEmbedded({ file: join(folder, "gnista.sqlite") });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return (now: number, conversationId = "c") => throttleRefresh(store, { conversationId, paceMs: PACE_MS, now });
}

it("gives three instances together one redraw per two seconds in a conversation", async () => {
  const claim = slotClaimer();
  const drawn: number[] = [];

  for (let now = 1_000_000; now < 1_020_000; now += 250) {
    const waits = await Promise.all(Array.from({ length: 3 }, () => claim(now)));
    drawn.push(...waits.filter((wait) => wait === 0).map(() => now));
  }

  expect(drawn).toEqual(Array.from({ length: 10 }, (_, i) => 1_000_000 + i * PACE_MS));
});

it("returns the milliseconds until the conversation's next redraw, and 0 for another conversation", async () => {
  const claim = slotClaimer();
  await claim(1_000_000);

  expect(await claim(1_000_500)).toBe(1_500);
  expect(await claim(1_000_500, "another")).toBe(0);
});

it("ignores a redraw time from an instance whose clock runs ahead", async () => {
  const claim = slotClaimer();
  await claim(1_000_000 + 3_600_000);

  expect(await claim(1_000_000)).toBe(0);
});
