import { describe, expect, it } from "vitest";
import { OTHER, outcomeOf } from "../../../../tab/src/features/polls/lazy/answer-draft.ts";
import { areSame, choicesWith } from "../../../../tab/src/features/polls/lazy/choices.ts";
import { asAsked, nothingBegun } from "../../../../tab/src/features/polls/lazy/question-draft.ts";

describe("the draft of a poll", () => {
  const everywhere = { advice: true, vote: true, consent: true };

  it("asAsked sends the options as a list without blank lines", () => {
    const poll = asAsked({ ...nothingBegun, options: "Bulle\n\n  \nFrukt\n" }, { mayBeAnonymous: everywhere });

    expect(poll.options).toEqual(["Bulle", "Frukt"]);
    expect(asAsked(nothingBegun, { mayBeAnonymous: everywhere }).options).toEqual([]);
  });

  it("asAsked leaves out a choice of anonymity that the form does not offer for the mode", () => {
    const draft = { ...nothingBegun, mode: "advice", answers: "anonymous" } as const;

    expect(asAsked(draft, { mayBeAnonymous: everywhere }).answers).toBe("anonymous");
    expect(asAsked(draft, { mayBeAnonymous: { ...everywhere, advice: false } }).answers).toBe("auto");
  });
});

describe("the draft of a decision", () => {
  const outcomes = ["Ja", "Nej"];

  it("outcomeOf names the chosen outcome by its index", () => {
    expect(outcomeOf({ outcomes }, { chosen: "1", other: "unsent" })).toEqual({
      outcome: "Nej",
      told: { outcome: "1" },
    });
  });

  it("outcomeOf uses the person's own words if they chose to write them", () => {
    expect(outcomeOf({ outcomes }, { chosen: OTHER, other: "Kanske" })).toEqual({
      outcome: "Kanske",
      told: { outcome: "", other: "Kanske" },
    });
  });

  it("outcomeOf keeps the outcome that a vote has settled, whatever the draft holds", () => {
    for (const chosen of ["1", OTHER, ""]) {
      expect(outcomeOf({ outcomes, bound: 0 }, { chosen, other: "Kanske" })).toEqual({
        outcome: "Ja",
        told: { outcome: "0" },
      });
    }
  });
});

describe("several choices", () => {
  it("choicesWith adds an option, removes it when it is pressed again, and refuses one too many", () => {
    expect(choicesWith([], 2, 2)).toEqual([2]);
    expect(choicesWith([2], 0, 2)).toEqual([2, 0]);
    expect(choicesWith([2, 0], 2, 2)).toEqual([0]);
    expect(choicesWith([2, 0], 1, 2)).toBeUndefined();
  });

  it("areSame ignores the order of choices", () => {
    expect(areSame([2, 0], [0, 2])).toBe(true);
    expect(areSame([2], [0, 2])).toBe(false);
    expect(areSame([2, 1], [0, 2])).toBe(false);
  });
});
