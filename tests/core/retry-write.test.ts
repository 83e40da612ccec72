import { expect, it } from "vitest";
import { Unavailable } from "#bot/core/document-store.ts";
import { LOST, retryWrite } from "#bot/core/retry-write.ts";

it("repeats an attempt until it is not lost, and returns its result", async () => {
  const results = [LOST, LOST, LOST, LOST, LOST, "written"] as const;
  let attempts = 0;

  const result = await retryWrite(20, async () => results[attempts++] ?? "too many");

  expect(result).toBe("written");
  expect(attempts).toBe(results.length);
});

it("returns undefined from an attempt that has nothing to do", async () => {
  expect(await retryWrite(20, async () => undefined)).toBeUndefined();
});

it("gives up as unavailable after the attempts that it may make", async () => {
  let attempts = 0;

  const lost = retryWrite(7, async () => {
    attempts++;
    return LOST;
  });

  await expect(lost).rejects.toThrow(Unavailable);
  expect(attempts).toBe(7);
});

it("does not repeat an attempt that throws", async () => {
  let attempts = 0;

  const failed = retryWrite(7, async () => {
    attempts++;
    throw new Error("a bug");
  });

  await expect(failed).rejects.toThrow("a bug");
  expect(attempts).toBe(1);
});
