import { expect, it } from "vitest";
import { Unavailable } from "#bot/core/document-store.ts";
import { LOST, retryWrite } from "#bot/core/retry-write.ts";

it("retryWrite repeats a lost attempt, and returns the result of the first one that is not lost", async () => {
  const results = [LOST, LOST, LOST, LOST, LOST, "written"] as const;
  let attempts = 0;

  const result = await retryWrite(20, async () => results[attempts++] ?? "too many");

  expect(result).toBe("written");
  expect(attempts).toBe(results.length);
});

it("retryWrite returns undefined from an attempt that has nothing to write", async () => {
  expect(await retryWrite(20, async () => undefined)).toBeUndefined();
});

it("retryWrite throws Unavailable after the given number of lost attempts", async () => {
  let attempts = 0;

  const lost = retryWrite(7, async () => {
    attempts++;
    return LOST;
  });

  await expect(lost).rejects.toThrow(Unavailable);
  expect(attempts).toBe(7);
});

it("retryWrite does not repeat an attempt that throws", async () => {
  let attempts = 0;

  const failed = retryWrite(7, async () => {
    attempts++;
    throw new Error("a bug");
  });

  await expect(failed).rejects.toThrow("a bug");
  expect(attempts).toBe(1);
});
