import { expect, it } from "vitest";
import { keyed } from "../../../tab/src/lib/keyed.ts";

const keys = (names: readonly string[]) => keyed(names, (name) => name).map(({ key }) => key);

it("keyed gives equal items different keys", () => {
  expect(new Set(keys(["Kim", "Kim", "1 Kim", "Bo"])).size).toBe(4);
});

it("keyed keeps an item's key when other items are added before it, removed or moved", () => {
  const [, bo] = keys(["Kim", "Bo"]);

  expect(keys(["Cia", "Bo", "Kim"])[1]).toBe(bo);
  expect(keys(["Bo"])[0]).toBe(bo);
});
