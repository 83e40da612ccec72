import { expect, it } from "vitest";
import { keyedMutex } from "#bot/core/keyed-mutex.ts";

it("calls with the same name run one after the other, in the order of the calls", async () => {
  const inTurn = keyedMutex();
  const seen: string[] = [];
  const act = (nth: number, ms: number) => async () => {
    seen.push(`${nth} starts`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    seen.push(`${nth} ends`);
    return nth;
  };

  const results = await Promise.all([inTurn("a", act(1, 5)), inTurn("a", act(2, 0)), inTurn("a", act(3, 1))]);

  expect(results).toEqual([1, 2, 3]);
  expect(seen).toEqual([1, 2, 3].flatMap((nth) => [`${nth} starts`, `${nth} ends`]));
});

it("a call waits for no call with another name", async () => {
  const inTurn = keyedMutex();
  const { promise: blocked, resolve } = Promise.withResolvers<void>();
  const waiting = inTurn("a", () => blocked);

  expect(await inTurn("b", async () => "done")).toBe("done");

  resolve();
  await waiting;
});

it("a call that fails rejects for its own caller only, and does not block the next", async () => {
  const inTurn = keyedMutex();

  const failed = inTurn("a", () => Promise.reject(new Error("down")));
  const next = inTurn("a", async () => "done");

  await expect(failed).rejects.toThrow("down");
  expect(await next).toBe("done");
  expect(await inTurn("a", async () => "later")).toBe("later");
});
