import { expect, it } from "vitest";
import { tallyRow } from "#bot/cards/tally.ts";
import { objectsIn } from "../support/cards.ts";

const row = { label: "Fika", caption: "3 av 4", share: 0.75, isFirst: false };
const rowOf = (more = {}) => objectsIn(JSON.parse(JSON.stringify(tallyRow({ ...row, ...more }))));
const barOf = (more = {}) => rowOf(more).find(({ type }) => type === "ProgressBar");

it("a row of a result shows the option and its figure in words, beside a bar of its share", () => {
  expect(rowOf().flatMap(({ type, text }) => (type === "TextRun" ? [text] : []))).toEqual(["Fika", "3 av 4"]);
  expect(barOf()).toMatchObject({ value: 75, max: 100 });
});

it.each([
  [0, 0],
  [1 / 3, 33],
  [1, 100],
  [1.5, 100],
  [-1, 0],
])("the bar of a share of %d is %d percent long", (share, value) => {
  expect(barOf({ share })).toMatchObject({ value });
});

it("only the row of the first option is bold", () => {
  const bold = (more: object) => rowOf(more).filter(({ weight }) => weight === "Bolder");

  expect(bold({ isFirst: true })).toHaveLength(2);
  expect(bold({ isFirst: false })).toEqual([]);
});

it("a client without progress bars leaves the bar out, and an option mentions nobody", () => {
  expect(barOf()).toMatchObject({ fallback: "drop" });
  expect(JSON.stringify(rowOf({ label: "<at>Alla</at>" }))).not.toContain("<at>");
});
