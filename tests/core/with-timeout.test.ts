import { expect, it } from "vitest";
import { withTimeout } from "#bot/core/with-timeout.ts";

const never = new Promise<never>(() => undefined);
const fail = (): never => {
  throw new Error("too slow");
};

it("resolves to what the work resolves to, where that comes in time", async () => {
  expect(await withTimeout(Promise.resolve("done"), 60_000, fail)).toBe("done");
});

it("rejects with the work's own error, where that comes in time", async () => {
  await expect(withTimeout(Promise.reject(new Error("broken")), 60_000, fail)).rejects.toThrow("broken");
});

it("gives up after the time with what the caller returns", async () => {
  expect(await withTimeout(never, 1, () => "late")).toBe("late");
});

it("gives up after the time with the error that the caller throws", async () => {
  await expect(withTimeout(never, 1, fail)).rejects.toThrow("too slow");
});

it("drops a rejection that comes after the time", async () => {
  const work = Promise.withResolvers<never>();

  const result = await withTimeout(work.promise, 1, () => "late");
  work.reject(new Error("after all"));
  // An unhandled rejection would fail the run.
  await new Promise((resolve) => setImmediate(resolve));

  expect(result).toBe("late");
});

it("asks for no timeout of work that has ended", async () => {
  let timeouts = 0;

  await withTimeout(Promise.resolve(), 1, () => timeouts++);
  await new Promise((resolve) => setTimeout(resolve, 20));

  expect(timeouts).toBe(0);
});
