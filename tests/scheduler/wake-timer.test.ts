import { expect, it, onTestFinished, vi } from "vitest";
import { openWakeTimer } from "../../bot/src/scheduler/wake-timer.ts";

function aWakeTimer() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const rangAt: number[] = [];
  const start = performance.now();
  return { rangAt, ...openWakeTimer(() => rangAt.push(Math.round(performance.now() - start)), 30_000) };
}

it("the timer fires once, at the earliest of the times that were set", () => {
  const timer = aWakeTimer();

  for (const inMs of [900, 200, 500]) {
    timer.set(inMs);
  }
  vi.advanceTimersByTime(60_000);

  expect(timer.rangAt).toEqual([200]);
});

it("the timer fires at once for a time that is past, and after half a minute at the latest", () => {
  const timer = aWakeTimer();

  timer.set(-5_000);
  vi.advanceTimersByTime(0);
  timer.set(90 * 24 * 3600_000);
  vi.advanceTimersByTime(60_000);

  expect(timer.rangAt).toEqual([0, 30_000]);
});

it("the timer can be set again after it fired, for a later time than before", () => {
  const timer = aWakeTimer();

  timer.set(100);
  vi.advanceTimersByTime(100);
  timer.set(400);
  vi.advanceTimersByTime(400);

  expect(timer.rangAt).toEqual([100, 500]);
});

it("a cleared timer does not fire, and takes a later time than it had", () => {
  const timer = aWakeTimer();

  timer.set(100);
  timer.clear();
  vi.advanceTimersByTime(1_000);
  timer.set(300);
  vi.advanceTimersByTime(300);

  expect(timer.rangAt).toEqual([1_300]);
});
