import { expect, it } from "vitest";
import { TryLater } from "#bot/core/outbox.ts";
import { interruptible, systemClock } from "#bot/teams/clock.ts";

/** A clock whose sleeps end when the test wakes it. */
function aScheduler() {
  const wakes: (() => void)[] = [];
  const sleep = () => new Promise<void>((resolve) => wakes.push(resolve));
  return { clock: interruptible({ now: () => 7, chance: () => 0.5, sleep }), wake: () => wakes.shift()?.() };
}

it("a server that stops ends every wait for Teams with TryLater, also the waits that begin after it", async () => {
  const { clock } = aScheduler();
  const waits = [clock.sleep(2_000), clock.sleep(20_000)];

  clock.interrupt();

  for (const wait of [...waits, clock.sleep(1)]) {
    await expect(wait).rejects.toThrow(TryLater);
  }
});

it("a wait that ended before the stop succeeds, and the wrapped clock's time and random numbers are used", async () => {
  const { clock, wake } = aScheduler();
  const wait = clock.sleep(2_000);

  wake();
  await wait;
  clock.interrupt();

  await expect(wait).resolves.toBeUndefined();
  expect([clock.now(), clock.chance()]).toEqual([7, 0.5]);
});

it("the system clock counts from the same moment in every instance, and never runs backwards", () => {
  const times = Array.from({ length: 1_000 }, () => systemClock.now());

  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(60_000);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});
