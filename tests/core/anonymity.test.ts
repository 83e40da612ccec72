import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ballotId,
  MIN_FOR_FIGURES,
  MIN_FOR_WORDS,
  nearlyAll,
  pollKey,
  seal,
  sealText,
  shardOf,
  tooFewToShow,
  unseal,
  unsealText,
} from "#bot/core/anonymity.ts";

const aKey = () => pollKey(randomBytes(32));
const key = aKey();
const someChoices = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });

describe("the anonymity thresholds", () => {
  it("figures are shown from five answers, and words from ten", () => {
    expect([MIN_FOR_FIGURES, MIN_FOR_WORDS]).toEqual([5, 10]);
    expect([0, 1, 4, 5, 6].map(tooFewToShow)).toEqual([true, true, true, false, false]);
  });

  it("nearlyAll finds an option exactly when all answers, or all but one, chose it", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 10 }), (totals) => {
        const answers = totals.reduce((sum, total) => sum + total, 0);
        fc.pre(answers >= MIN_FOR_FIGURES);

        const index = nearlyAll(totals, answers);

        const most = Math.max(...totals);
        expect(index !== undefined).toBe(most >= answers - 1);
        if (index !== undefined) {
          expect(totals[index]).toBe(most);
        }
      }),
    );
  });
});

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

describe("the document of a voter's ballot", () => {
  it("ballotId is unique and stable for each voter, does not contain the voter's id and depends on the key", () => {
    const voters = Array.from({ length: 500 }, (_, i) => `voter-${i}`);
    const ids = voters.map((voter) => ballotId(key, voter));

    expect(new Set(ids).size).toBe(voters.length);
    expect(voters.map((voter) => ballotId(key, voter))).toEqual(ids);
    expect(ids.some((id) => voters.some((voter) => id.includes(voter)))).toBe(false);
    expect(ballotId(aKey(), "voter-0")).not.toBe(ids[0]);
  });

  it("shardOf is stable for each voter, and spreads voters over all shards", () => {
    const shards = Array.from({ length: 800 }, (_, i) => shardOf(key, `voter-${i}`, 8));

    expect(shards).toEqual(Array.from({ length: 800 }, (_, i) => shardOf(key, `voter-${i}`, 8)));
    for (let shard = 0; shard < 8; shard++) {
      expect(shards.filter((one) => one === shard).length).toBeGreaterThan(50);
    }
  });
});
