import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedIn } from "#bot/core/names-said.ts";

describe("namedIn", () => {
  const team = ["Cia Ceder", "Björn Ek", "Pär Alm", "Bo Ek", "Lund, Åsa", "Anna-Karin Öst (Extern)", "José Díaz"].map(
    (name) => ({ id: name, name }),
  );
  const named = (words: string) => namedIn(words, team).map(({ name }) => name);

  it.each([
    ["Tack Cia!", ["Cia Ceder"]],
    ["CIA gjorde det", ["Cia Ceder"]],
    ["cias plan höll", ["Cia Ceder"]],
    ["Cia's plan", ["Cia Ceder"]],
    ["Cia-gänget", ["Cia Ceder"]],
    ["C\u200Di\u200Ca", ["Cia Ceder"]],
    ["Ｃｉａ", ["Cia Ceder"]],
    ["**Cia**", ["Cia Ceder"]],
    ["social media", []],
    ["speciella", []],
    ["tack bjorn", []],
    ["Tack Bjorn", ["Björn Ek"]],
    ["tack björn", ["Björn Ek"]],
    ["tack bjo\u0308rn", ["Björn Ek"]],
    ["om ett par dagar", []],
    ["Pärs förslag", ["Pär Alm"]],
    ["då bo där", []],
    ["tack för Bos jobb", ["Bo Ek"]],
    ["BO!", ["Bo Ek"]],
    ["tack bo  ek", ["Bo Ek"]],
    ["tack Åsa", ["Lund, Åsa"]],
    ["tack Åsa Lund", ["Lund, Åsa"]],
    ["tack Anna-Karin Öst", ["Anna-Karin Öst (Extern)"]],
    ["tack Jose", ["José Díaz"]],
    ["", []],
  ])("%j names %j", (words, expected) => {
    expect(named(words)).toEqual(expected);
  });

  it("finds a name wherever it stands as a word, whatever stands around it", () => {
    const around = fc.string({ unit: fc.constantFrom(..." .,!?:;()*_-~`'\"<>[]{}|#\n".split("")), maxLength: 12 });
    fc.assert(
      fc.property(around, around, fc.constantFrom("Cia", "cia", "CIA", "Cias", "Cia Ceder"), (before, after, name) => {
        expect(named(`${before}${name}${after}`)).toEqual(["Cia Ceder"]);
      }),
    );
  });

  it("reads any name and any words without stumbling", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, words) => {
        expect(Array.isArray(namedIn(words, [{ id: "x", name }]))).toBe(true);
      }),
    );
  });
});
