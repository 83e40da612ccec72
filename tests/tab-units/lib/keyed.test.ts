import { expect, it } from "vitest";
import { keyed } from "../../../tab/src/lib/keyed.ts";

const keys = (names: readonly string[]) => keyed(names, (name) => name).map(({ key }) => key);

it("gives items that show the same different keys", () => {
  expect(new Set(keys(["Kim", "Kim", "1 Kim", "Bo"])).size).toBe(4);
});

it("keeps an item's key when others come before it, go, or change places", () => {
  const [, bo] = keys(["Kim", "Bo"]);

  expect(keys(["Cia", "Bo", "Kim"])[1]).toBe(bo);
  expect(keys(["Bo"])[0]).toBe(bo);
});
