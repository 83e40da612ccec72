import { expect, it } from "vitest";
import { withTimeout } from "#bot/core/with-timeout.ts";

const never = new Promise<never>(() => undefined);
const fail = (): never => {
  throw new Error("too slow");
};

it("withTimeout resolves with the work's result if it ends in time", async () => {
  expect(await withTimeout(Promise.resolve("done"), 60_000, fail)).toBe("done");
});

it("withTimeout rejects with the work's error if it fails in time", async () => {
  await expect(withTimeout(Promise.reject(new Error("broken")), 60_000, fail)).rejects.toThrow("broken");
});

it("withTimeout resolves with the caller's value after the timeout", async () => {
  expect(await withTimeout(never, 1, () => "late")).toBe("late");
});

it("withTimeout rejects with the caller's error after the timeout", async () => {
  await expect(withTimeout(never, 1, fail)).rejects.toThrow("too slow");
});

it("withTimeout ignores a rejection after the timeout", async () => {
  const work = Promise.withResolvers<never>();

  const result = await withTimeout(work.promise, 1, () => "late");
  work.reject(new Error("after all"));
  // An unhandled rejection would fail the run.
  await new Promise((resolve) => setImmediate(resolve));

  expect(result).toBe("late");
});

it("withTimeout does not call the timeout's callback once the work has ended", async () => {
  let timeouts = 0;

  await withTimeout(Promise.resolve(), 1, () => timeouts++);
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(timeouts).toBe(0);
});
