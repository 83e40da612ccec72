import fc from "fast-check";
import { expect, it } from "vitest";
import { nameMatchesPrefix } from "#bot/kernel/name-matches-prefix.ts";

it.each([
  ["Åsa Öberg", "asa"],
  ["Åsa Öberg", "ÖB"],
  ["Åsa Öberg", "ob as"],
  ["Anna-Karin Ek", "kar"],
  ["Øyvind Lie (extern)", "ext"],
  ["Asa\u0308 Lind", "asä"],
])("the name %s is found by %s", (name, typed) => {
  expect(nameMatchesPrefix(name, typed)).toBe(true);
});

it.each([
  ["Åsa Öberg", "berg"],
  ["Åsa Öberg", "asa ek"],
  ["Åsa Öberg", ""],
  ["Åsa Öberg", " - "],
])("the name %s is not found by '%s'", (name, typed) => {
  expect(nameMatchesPrefix(name, typed)).toBe(false);
});

it("a name is found by any beginning of any of its words, in any order", () => {
  const word = fc.stringMatching(/^[a-zåäö]{2,8}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat({ max: 7 }), (words, length) => {
      const typed = words.toReversed().map((one) => one.slice(0, 1 + length));

      expect(nameMatchesPrefix(words.join(" "), typed.join(" "))).toBe(true);
    }),
  );
});
