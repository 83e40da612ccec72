import { expect, it } from "vitest";
import { timeLeft } from "../../../../tab/src/features/rounds/lazy/time-left.ts";

it.each([
  [180_000, "3:00"],
  [179_001, "3:00"],
  [179_000, "2:59"],
  [65_000, "1:05"],
  [1, "0:01"],
  [0, undefined],
  [-5_000, undefined],
])("timeLeft says what is left of %d ms in minutes and seconds", (leftMs, said) => {
  expect(timeLeft(leftMs)).toBe(said);
});
