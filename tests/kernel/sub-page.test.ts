import fc from "fast-check";
import { expect, it } from "vitest";
import { subPageId, subPageNamed } from "#bot/kernel/sub-page.ts";

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const idLetters = [..."ABCXYZabcxyz0189_-"];
const teamLetters = [...idLetters, ".", ":", "@", "="];

const kind = fc
  .tuple(fc.constantFrom(...letters), fc.string({ unit: fc.constantFrom(...letters, "-"), maxLength: 31 }))
  .map(([first, rest]) => `${first}${rest}`);
const id = fc.string({ unit: fc.constantFrom(...idLetters), minLength: 22, maxLength: 22 });
const teamId = fc.string({ unit: fc.constantFrom(...teamLetters), minLength: 1, maxLength: 200 });

it("parses a link to a page of any kind as it was formatted, with and without a team", () => {
  fc.assert(
    fc.property(kind, id, teamId, (kind, id, teamId) => {
      expect(subPageNamed(subPageId({ kind, id }))).toEqual({ kind, id });
      expect(subPageNamed(subPageId({ kind, id, teamId }))).toEqual({ kind, id, teamId });
    }),
  );
});

it("parses whatever text arrives without an error, and only into what formats to the same text", () => {
  const part = fc.constantFrom("question", ":", "@", "a".repeat(22), "19:team@thread.tacv2", "../x", "%", " ", "Å");
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join("")),
      ),
      (text) => {
        const page = subPageNamed(text);
        expect(page === undefined || subPageId(page) === text).toBe(true);
      },
    ),
  );
});

it("parses links that earlier versions wrote on cards and shared", () => {
  const pollId = "Ab3_-cdefghijklmnopqrs";

  expect(subPageNamed(`question:${pollId}`)).toEqual({ kind: "question", id: pollId });
  expect(subPageNamed(`question:${pollId}@19:x@thread.tacv2`)).toEqual({
    kind: "question",
    id: pollId,
    teamId: "19:x@thread.tacv2",
  });
});

it.each([
  undefined,
  "",
  "question:",
  "question:../x",
  "question:gone",
  `Question:${"a".repeat(22)}`,
  `que stion:${"a".repeat(22)}`,
  `:${"a".repeat(22)}`,
  `${"k".repeat(33)}:${"a".repeat(22)}`,
  `question:${"a".repeat(23)}`,
  `question:${"a".repeat(22)}@`,
  `question:${"a".repeat(22)}@../x`,
  `question:${"a".repeat(22)}\n`,
])("ignores a link that no feature can have written: %j", (text) => {
  expect(subPageNamed(text)).toBeUndefined();
});
