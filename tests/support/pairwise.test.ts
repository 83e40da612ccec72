import { expect, it } from "vitest";
import { fullProduct, pairwise } from "./pairwise.ts";

const axes = {
  page: Array.from({ length: 13 }, (_, number) => `page ${number}`),
  theme: ["default", "dark", "contrast"],
  width: [1280, 768, 320],
  language: ["sv-SE", "en-GB"],
};

const names = Object.keys(axes) as (keyof typeof axes)[];
const pairs = names.flatMap((first, at) => names.slice(at + 1).map((second) => [first, second] as const));

it.each(pairs)("pairwise rows combine each %s with each %s", (first, second) => {
  const met = new Set(pairwise(axes).map((row) => JSON.stringify([row[first], row[second]])));

  expect(met.size).toBe(axes[first].length * axes[second].length);
});

it("pairwise rows are far fewer than the full product", () => {
  expect(fullProduct(axes)).toHaveLength(13 * 3 * 3 * 2);
  expect(pairwise(axes).length).toBeLessThanOrEqual(45);
});

it("pairwise rows use no pair of themes and widths far more often than another", () => {
  const rows = pairwise(axes);
  const times = axes.theme.flatMap((theme) =>
    axes.width.map((width) => rows.filter((row) => row.theme === theme && row.width === width).length),
  );

  expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(4);
});
