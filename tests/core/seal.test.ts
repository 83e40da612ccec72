import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pollKey } from "#bot/core/poll-key.ts";
import { seal, sealText, unseal, unsealText } from "#bot/core/seal.ts";

const aKey = () => pollKey(randomBytes(32));
const key = aKey();
const someChoices = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });

describe("a sealed ballot", () => {
  it("a sealed ballot opens to its choices with its own key, and with no other", () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        const sealed = seal(key, choices);

        expect(unseal(key, sealed)).toEqual(choices);
        expect(() => unseal(aKey(), sealed)).toThrow();
      }),
    );
  });

  it("a sealed ballot has the same length for all choices, and its text never repeats", () => {
    fc.assert(
      fc.property(someChoices, someChoices, (a, b) => {
        expect(seal(key, a)).toHaveLength(seal(key, b).length);
        expect(seal(key, a)).not.toBe(seal(key, a));
      }),
    );
  });

  it("a sealed ballot does not open after a change of any byte", () => {
    const bytes = Buffer.from(seal(key, [1]), "base64url");
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(key, changed.toString("base64url"))).toThrow();
    }
  });
});

describe("a sealed text that is bound to a document", () => {
  it("a bound text opens with its own binding, and with no other and none", () => {
    const choices = seal(key, [1], "poll|a|v|place");
    const words = sealText(key, "hej", "poll|a|v|place");

    expect(unseal(key, choices, "poll|a|v|place")).toEqual([1]);
    expect(unsealText(key, words, "poll|a|v|place")).toBe("hej");
    for (const elsewhere of ["poll|b|v|place", "poll|a|v|plac", "", undefined]) {
      expect(() => unseal(key, choices, elsewhere)).toThrow();
      expect(() => unsealText(key, words, elsewhere)).toThrow();
    }
  });

  it("a bound ballot is as long as an unbound one, and an unbound one opens with no binding", () => {
    expect(seal(key, [1], "a place")).toHaveLength(seal(key, [1]).length);
    expect(() => unseal(key, seal(key, [1]), "a place")).toThrow();
  });

  it("a sealed text does not open when it is truncated to any length", () => {
    const sealed = seal(key, [1], "a place");
    for (let length = 0; length < sealed.length; length++) {
      expect(() => unseal(key, sealed.slice(0, length), "a place")).toThrow();
    }
  });
});
