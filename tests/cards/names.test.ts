import { expect, it } from "vitest";
import { abbreviatedNames, shortName, truncated } from "#bot/cards/names.ts";

it("a list names people as the language does, and ends with an ellipsis when there are more", () => {
  const people = ["Anna", "Bo", "Cia"];

  expect(abbreviatedNames(people, "sv")).toBe("Anna, Bo och Cia");
  expect(abbreviatedNames(people, "sv", 2)).toBe("Anna, Bo och …");
  expect(abbreviatedNames([], "sv")).toBe("");
});

it("a list of a large team names forty people", () => {
  const people = Array.from({ length: 500 }, (_, nth) => `Person${nth}`);

  expect(abbreviatedNames(people, "sv").match(/Person/g)).toHaveLength(40);
});

it("a name of sixty characters is shown in full, and a longer one is cut to sixty", () => {
  expect(shortName("x".repeat(60))).toBe("x".repeat(60));
  expect(shortName("x".repeat(61))).toBe(`${"x".repeat(59)}…`);
});

it("a cut leaves no half character", () => {
  expect(truncated("👩👩👩", 2)).toBe("👩…");
  expect(truncated("a\uD83D", 5)).toBe("a\uFFFD");
});

it.each([
  ["a line break", "Anna\nBo"],
  ["a right-to-left override", "Anna\u202EBo"],
  ["an isolate", "Anna\u2066Bo"],
  ["a zero-width space", "Anna\u200BBo"],
  ["a soft hyphen", "Anna\u00ADBo"],
])("a name with %s cannot turn or hide the text around it", (_, name) => {
  expect(shortName(name)).toBe("Anna Bo");
});

it("a name cannot mention anybody", () => {
  expect(shortName("<at>Alla</at>")).toBe("‹at>Alla‹/at>");
});
