import { expect, it } from "vitest";
import { isPlain, labelOf, texts, translator } from "#bot/i18n/translate.ts";

it("a translated message never parses its arguments as a message or a tag", () => {
  const t = translator(texts({ sv: { said: "{name} <b>sa</b>" }, en: { said: "{name} <b>said</b>" } }), "sv");

  expect(t("said", { name: "{name} <at>x</at> '#" })).toBe("{name} <at>x</at> '# <b>sa</b>");
});

it("a translator says which language it speaks, and a label holds both languages", () => {
  const words = texts({ sv: { hello: "Hej" }, en: { hello: "Hello" } });

  expect([translator(words, "sv")("hello"), translator(words, "en")("hello")]).toEqual(["Hej", "Hello"]);
  expect(translator(words, "en").locale).toBe("en");
  expect(labelOf(words, "hello")).toEqual({ sv: "Hej", en: "Hello" });
});

it("a message chooses its words by the rules of its own language, also when both languages share the message", () => {
  const said = "{n, plural, one {# svar} other {# svar}} {share, number}";
  const words = texts({ sv: { said }, en: { said } });

  expect(translator(words, "sv")("said", { n: 1, share: 1234.5 })).toBe("1 svar 1\u00a0234,5");
  expect(translator(words, "en")("said", { n: 1, share: 1234.5 })).toBe("1 svar 1,234.5");
});

it.each([
  ["Hej", true],
  ["100 % klart", true],
  ["{name}", false],
  ["it''s", false],
  ["#", false],
  ["<b>", false],
])("isPlain tells whether %j is shown as it is written", (text, plain) => {
  expect(isPlain(text)).toBe(plain);
});
