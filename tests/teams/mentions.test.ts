import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mentionsOf } from "#bot/teams/mentions.ts";

const person = (name: string, i = 0) => ({ id: `id-${i}`, name });
const member = (name: string, i = 0) => ({
  ...person(name, i),
  userId: `29:${i}`,
  isGuest: false,
  isExternal: false,
});

describe("mentions beside a card", () => {
  it("name each person in the conversation as Teams knows them, and nobody who has left it", () => {
    const mentions = mentionsOf([person("Bo Berg", 1), person("Cia Ceder", 2)], [member("Bo Berg", 1)]);

    expect(mentions).toEqual({
      text: "<at>Bo Berg</at>",
      textFormat: "xml",
      entities: [{ type: "mention", text: "<at>Bo Berg</at>", mentioned: { id: "29:1", name: "Bo Berg" } }],
    });
    expect(mentionsOf([person("Bo Berg", 1)], [])).toBeUndefined();
  });

  it("escape a name, and number namesakes", () => {
    const names = ["A & <b>B</b>", "Bo Berg", "Bo Berg"];

    const mentions = mentionsOf(names.map(person), names.map(member));

    expect(mentions?.text).toBe("<at>A &amp; &lt;b&gt;B&lt;/b&gt;</at>, <at>Bo Berg</at>, <at>Bo Berg (2)</at>");
  });

  it("have in each entity exactly the text of its mention, whatever the names", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1, maxLength: 5 }), (names) => {
        const mentions = mentionsOf(names.map(person), names.map(member));

        expect(mentions?.text).toBe(mentions?.entities.map(({ text }) => text).join(", "));
        for (const { text } of mentions?.entities ?? []) {
          expect(text).toMatch(/^<at>[^<>]+<\/at>$/s);
        }
      }),
    );
  });
});
