import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_INCR_FIELDS } from "#bot/core/document-store.ts";
import { AppError } from "#bot/core/errors.ts";
import {
  MAX_CHOICES,
  MAX_OPTIONS,
  PollDraft,
  PollMode,
  type PollResult,
  ResultsShow,
  type ShownResult,
} from "#bot/features/polls/contract.ts";
import { eligibleAmong, isDraftAnonymous, maxChoices, optionsFor, shardsFor } from "#bot/features/polls/rules/draft.ts";
import { parseQuestion } from "#bot/features/polls/rules/parse-question.ts";
import {
  answersGiven,
  boundOutcome,
  checkChoices,
  emptyShard,
  leadingOptions,
  mayRunPoll,
  outcomeOf,
  resultOf,
  resultShown,
  settledOptions,
  tallyChange,
  totalsOf,
} from "#bot/features/polls/rules/poll.ts";

const RUNS = process.env.SOAK ? 20_000 : 500;

/** The result, or the code of the refusal. */
function refusalOf<T>(run: () => T): string | T {
  try {
    return run();
  } catch (error) {
    if (error instanceof AppError) {
      return error.code;
    }
    throw error;
  }
}

/** The ballots of a poll: the number of options, and the choices of up to a dozen people. */
const someBallots = fc
  .record({ options: fc.integer({ min: 2, max: MAX_OPTIONS }), most: fc.integer({ min: 1, max: MAX_CHOICES }) })
  .chain(({ options, most }) =>
    fc.record({
      options: fc.constant(options),
      ballots: fc.array(
        fc.uniqueArray(fc.integer({ min: 0, max: options - 1 }), { minLength: 1, maxLength: Math.min(most, options) }),
        { maxLength: 12 },
      ),
    }),
  );

const countOf = (ballots: readonly (readonly number[])[], option: number) =>
  ballots.filter((ballot) => ballot.includes(option)).length;

const anonymous = { mode: "advice", isAnonymous: true } as const;
const named = { mode: "advice", isAnonymous: false } as const;

describe("the shown result of a consent poll", () => {
  const consent = (isAnonymous: boolean) => ({ mode: "consent", isAnonymous }) as const;

  it("shows only whether a consent poll has objections, and no count for an anonymous one, however many answered", () => {
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.boolean(), (without, objections, isAnonymous) => {
        const about = consent(isAnonymous);
        const result = resultOf(about, [without, objections], without + objections);

        expect(resultShown({ ...about, result })).toEqual({ shows: "objections", isAny: objections > 0 });
        expect(result.answers).toBe(isAnonymous ? 0 : without + objections);
        expect(answersGiven({ ...about, result })).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it.each<[string, PollResult, ShownResult]>([
    [
      "totals without objections",
      { shows: "totals", answers: 5, totals: [5, 0] },
      { shows: "objections", isAny: false },
    ],
    ["totals with one", { shows: "totals", answers: 9, totals: [8, 1] }, { shows: "objections", isAny: true }],
    ["nearly all who object", { shows: "nearlyAll", answers: 5, options: [1] }, { shows: "objections", isAny: true }],
    ["nearly all who do not", { shows: "nearlyAll", answers: 5, options: [0] }, { shows: "unreadable" }],
    ["too few", { shows: "nothing", answers: 3 }, { shows: "unreadable" }],
    ["none", { shows: "nothing", answers: 0 }, { shows: "objections", isAny: false }],
  ])("of a result that an older version stored, %s, is what it still tells", (_, result, shown) => {
    expect(resultShown({ mode: "consent", result })).toEqual(shown);
  });
});

describe("the shown result of a poll", () => {
  it("shows no number below five from a result that an older version stored", () => {
    const result = { shows: "nothing", answers: 3 } as const;

    expect(resultShown({ mode: "advice", result })).toEqual({ shows: "nothing" });
    expect(answersGiven({ ...anonymous, result })).toBe("fewerThanFive");
  });

  it("shows no figure of an anonymous poll with fewer than five answers, or when all or all but one agree", () => {
    fc.assert(
      fc.property(someBallots, ({ options, ballots }) => {
        const n = ballots.length;
        const totals = Array.from({ length: options }, (_, option) => countOf(ballots, option));
        const nearly = totals.flatMap((total, option) => (total >= n - 1 ? [option] : []));

        const result = resultOf(anonymous, totalsOf(ballots, options), n);

        if (n < 5) {
          expect(result).toEqual({ shows: "nothing", answers: 0 });
        } else if (nearly.length > 0) {
          expect(result).toEqual({ shows: "nearlyAll", answers: n, options: nearly });
        } else {
          expect(result).toEqual({ shows: "totals", answers: n, totals });
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("shows every figure of a named poll, however few answered", () => {
    fc.assert(
      fc.property(someBallots, ({ options, ballots }) => {
        const totals = Array.from({ length: options }, (_, option) => countOf(ballots, option));

        expect(resultOf(named, totalsOf(ballots, options), ballots.length)).toEqual({
          shows: "totals",
          answers: ballots.length,
          totals,
        });
      }),
      { numRuns: RUNS },
    );
  });

  it.each(Array.from({ length: 13 }, (_, n) => n))(
    "shows only that they agree, or nothing, when %i people agree anonymously",
    (n) => {
      const unanimous = resultOf(anonymous, [n, 0, 0], n);

      expect(unanimous).toEqual(
        n < 5 ? { shows: "nothing", answers: 0 } : { shows: "nearlyAll", answers: n, options: [0] },
      );
    },
  );

  it.each(Array.from({ length: 8 }, (_, n) => n + 5))("does not show that one of %i anonymous voters differs", (n) => {
    expect(resultOf(anonymous, [n - 1, 1, 0], n)).toEqual({ shows: "nearlyAll", answers: n, options: [0] });
    expect(resultOf(anonymous, [n - 2, 2, 0], n)).toEqual({ shows: "totals", answers: n, totals: [n - 2, 2, 0] });
  });
});

describe("the tally of a poll", () => {
  const someVotes = fc
    .record({ options: fc.integer({ min: 2, max: MAX_OPTIONS }), most: fc.integer({ min: 1, max: MAX_CHOICES }) })
    .chain(({ options, most }) =>
      fc.record({
        options: fc.constant(options),
        votes: fc.array(
          fc.record({
            voter: fc.integer({ min: 0, max: 6 }),
            choices: fc
              .uniqueArray(fc.integer({ min: 0, max: options - 1 }), {
                minLength: 1,
                maxLength: Math.min(most, options),
              })
              .map((decisionOf) => decisionOf.toSorted((a, b) => a - b)),
          }),
          { maxLength: 40 },
        ),
      }),
    );

  it("the tally equals a recount of the ballots after any votes and changes, within Cosmos DB's patch limit", () => {
    fc.assert(
      fc.property(someVotes, ({ options, votes }) => {
        const shard = { n: 0, by: {} as Record<string, number> };
        const ballots = new Map<number, readonly number[]>();

        for (const { voter, choices } of votes) {
          const by = tallyChange(false, ballots.get(voter), choices);
          expect(Object.keys(by).length).toBeLessThanOrEqual(MAX_INCR_FIELDS);
          for (const [path, change] of Object.entries(by)) {
            const option = path.replace("by.", "");
            if (path === "n") {
              shard.n += change;
            } else {
              shard.by[option] = (shard.by[option] ?? 0) + change;
            }
          }
          ballots.set(voter, choices);
        }

        expect(shard.n).toBe(ballots.size);
        for (let option = 0; option < options; option++) {
          expect(shard.by[option] ?? 0).toBe(countOf([...ballots.values()], option));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("the tally of an anonymous poll counts ballots and changes, and no options", () => {
    const poll = { options: ["a", "b", "c"] };

    expect(tallyChange(true, undefined, [2])).toEqual({ n: 1 });
    expect(tallyChange(true, [2], [0, 1])).toEqual({ changed: 1 });
    expect(emptyShard({ ...poll, isAnonymous: true })).toEqual({ schema: 1, n: 0, changed: 0 });
    expect(emptyShard({ ...poll, isAnonymous: false })).toMatchObject({ by: { 0: 0, 1: 0, 2: 0 } });
  });

  it.each([
    [0, 1],
    [50, 1],
    [51, 8],
    [1000, 8],
    [1001, 32],
    [10_000, 32],
  ])("the tally for %i voters has %i shards", (eligible, shards) => {
    expect(shardsFor(eligible)).toBe(shards);
  });
});

describe("who can answer a poll, and how", () => {
  const people = ["anna", "bo", "cia"].map((id) => ({ id, name: id }));
  const [anna = { id: "", name: "" }, bo = anna] = people;

  it.each([
    ["advice", 2],
    ["vote", 3],
    ["consent", 3],
  ] as const)("counts the asker among those who can answer only when the asker answers: %s", (mode, eligible) => {
    expect(eligibleAmong(people, anna, mode)).toBe(eligible);
  });

  it.each(["auto", "anonymous", "named"] as const)(
    "the setting %s makes answers anonymous only when five can answer and no result shows before the close",
    (answers) => {
      for (const results of ResultsShow.options) {
        for (let eligible = 0; eligible <= 12; eligible++) {
          const isPossible = eligible >= 5 && results === "atClose";
          const refused = eligible < 5 ? "TOO_FEW_FOR_ANONYMOUS" : "LIVE_RESULTS_NEED_NAMES";
          const expected = { named: false, auto: isPossible, anonymous: isPossible || refused }[answers];

          expect(refusalOf(() => isDraftAnonymous({ answers, results }, eligible))).toBe(expected);
        }
      }
    },
  );

  it.each([
    ["one of one", 1, [0], undefined],
    ["no choice", 1, [], "NO_CHOICE_MADE"],
    ["two of one", 1, [0, 1], "TOO_MANY_CHOICES"],
    ["three of two", 2, [0, 1, 2], "TOO_MANY_CHOICES"],
    ["as many as one may", 3, [0, 1, 2], undefined],
    ["one that there is not", 1, [3], "MALFORMED"],
  ])("checkChoices accepts or refuses %s", (_, most, choices, refused) => {
    expect(refusalOf(() => checkChoices(choices, { options: ["a", "b", "c"], most }))).toBe(refused);
  });

  it("lets only the asker and the leader manage a poll", () => {
    expect(mayRunPoll({ asker: anna }, anna, false)).toBe(true);
    expect(mayRunPoll({ asker: anna }, bo, true)).toBe(true);
    expect(mayRunPoll({ asker: anna }, bo, false)).toBe(false);
  });
});

describe("optionsFor", () => {
  const usual = ["Ja", "Nej", "Spelar ingen roll"];
  const many = (count: number) => Array.from({ length: count }, (_, i) => `val ${i}`);

  it.each([
    ["none means the mode's own", "advice", [], usual],
    ["consent has its own", "consent", [], usual],
    ["consent has no others", "consent", ["Bulle", "Frukt"], "CONSENT_HAS_ITS_OPTIONS"],
    ["two are enough", "vote", ["Bulle", "Frukt"], ["Bulle", "Frukt"]],
    ["ten are most", "vote", many(10), many(10)],
    ["one is none to choose from", "vote", ["Bulle"], "TOO_FEW_OPTIONS"],
    ["eleven are too many", "vote", many(11), "TOO_MANY_OPTIONS"],
    ["two that look alike are the same", "vote", ["Bulle", "bulle"], "OPTIONS_ALIKE"],
    ["two that look alike in other letters are the same", "vote", ["ﬁka", "FIKA"], "OPTIONS_ALIKE"],
  ] as const)("optionsFor accepts or refuses the options: %s", (_, mode, own, expected) => {
    expect(refusalOf(() => optionsFor(mode, own, usual))).toEqual(expected);
  });

  it.each(PollMode.options)(
    "allows at most as many choices as there are options, and a single objection: %s",
    (mode) => {
      for (let most = 1; most <= MAX_CHOICES; most++) {
        const isRefused = mode === "consent" && most > 1;
        expect(refusalOf(() => maxChoices({ mode, most }, ["a", "b", "c"]))).toBe(
          isRefused ? "CONSENT_IS_SINGLE" : Math.min(most, 3),
        );
      }
    },
  );
});

describe("parseQuestion", () => {
  it.each([
    ["Flytta mötet till 9?", "Flytta mötet till 9?", []],
    ["Vad tar vi till fikat: Bulle / Frukt", "Vad tar vi till fikat", ["Bulle", "Frukt"]],
    ["Vad tar vi till fikat?: Bulle/Frukt/Inget", "Vad tar vi till fikat?", ["Bulle", "Frukt", "Inget"]],
    ["Vad tar vi till fikat:\nBulle /\nFrukt", "Vad tar vi till fikat", ["Bulle", "Frukt"]],
    ["  Fika :  Bulle  /  Frukt / ", "Fika", ["Bulle", "Frukt"]],
    // Times.
    ["Flytta mötet till 9:00?", "Flytta mötet till 9:00?", []],
    ["Flytta mötet från 9:00 till 10:00?", "Flytta mötet från 9:00 till 10:00?", []],
    ["När ses vi: 9:00 / 10:00", "När ses vi", ["9:00", "10:00"]],
    ["När ses vi: 9:00/10:00", "När ses vi", ["9:00", "10:00"]],
    ["Ses vi 9:00: Ja / Nej", "Ses vi 9:00", ["Ja", "Nej"]],
    // Slashes that do not separate options.
    ["Ska vi ha bulle och/eller frukt?", "Ska vi ha bulle och/eller frukt?", []],
    ["Bulle och/eller frukt: Bulle / Frukt", "Bulle och/eller frukt", ["Bulle", "Frukt"]],
    ["Vad väljer vi: kaffe och/eller te / vatten", "Vad väljer vi", ["kaffe och/eller te", "vatten"]],
    ["Var lägger vi det: /", "Var lägger vi det: /", []],
    ["Lägger vi det här: /tmp", "Lägger vi det här: /tmp", []],
    ["Bulle / Frukt?", "Bulle / Frukt?", []],
    // URLs.
    ["Läsa https://exempel.se/a/b till i morgon?", "Läsa https://exempel.se/a/b till i morgon?", []],
    ["Är det här rätt: https://exempel.se/a/b", "Är det här rätt: https://exempel.se/a/b", []],
    ["Vilken: https://exempel.se/a / https://exempel.se/b", "Vilken", ["https://exempel.se/a", "https://exempel.se/b"]],
    // Colons.
    ["En sak: flytta mötet?", "En sak: flytta mötet?", []],
    ["En sak: vad tar vi: Bulle / Frukt", "En sak: vad tar vi", ["Bulle", "Frukt"]],
    [": Bulle / Frukt", "", ["Bulle", "Frukt"]],
  ])("parses %j into a question and its options", (said, question, options) => {
    expect(parseQuestion(said)).toMatchObject({ question, options });
  });

  it("parseQuestion loses no letter of any text", () => {
    const piece = fc.constantFrom("a", "ö", ":", ": ", "/", " / ", " ", "\n", "9:00", "https://x.se/y", "👍🏽");
    const letters = (text: string) => text.replaceAll(/[\s:/]/gu, "");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");

        const { question, options } = parseQuestion(text);

        expect(letters(question + options.join(""))).toBe(letters(text));
        expect(options).toEqual(options.map((option) => option.trim()).filter(Boolean));
        expect(options).not.toHaveLength(1);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("the outcome of a poll", () => {
  const totals = (...figures: number[]): PollResult => ({
    shows: "totals",
    answers: figures.reduce((sum, figure) => sum + figure, 0),
    totals: figures,
  });
  const none: PollResult = { shows: "nothing", answers: 3 };
  const nearly = (...options: number[]): PollResult => ({ shows: "nearlyAll", answers: 6, options });
  const outcomes = ["Bulle", "Frukt", "Inget"];
  const chosen = (outcome: string | undefined, other = "") => ({ outcome, other });

  it.each([
    ["before the close", undefined, []],
    ["of no answers", totals(0, 0, 0), []],
    ["with a winner", totals(1, 3, 0), [1]],
    ["in a tie of two", totals(2, 0, 2), [0, 2]],
    ["in a tie of all", totals(1, 1, 1), [0, 1, 2]],
    ["of too few", none, []],
    ["of what nobody can read", { shows: "unreadable", answers: 7 } as const, []],
    ["of nearly all", nearly(1), [1]],
    ["of nearly all for two", nearly(0, 1), [0, 1]],
  ])("leadingOptions returns only what may be known: %s", (_, result, leading) => {
    expect(leadingOptions(result)).toEqual(leading);
  });

  it.each(PollMode.options)("the outcome in mode %s is bound only by a clear winner of a vote", (mode) => {
    const bound = (result: PollResult) => boundOutcome({ mode, result, most: 1, options: outcomes });

    expect(bound(totals(1, 3, 0))).toBe(mode === "vote" ? 1 : undefined);
    expect(bound(nearly(1))).toBe(mode === "vote" ? 1 : undefined);
    for (const open of [totals(2, 2, 1), totals(0, 0, 0), none, nearly(0, 1)]) {
      expect(bound(open)).toBeUndefined();
    }
  });

  it.each([
    ["two that lead", 2, totals(1, 3, 2), [1, 2]],
    ["both of a tie that fits", 2, totals(2, 0, 2), [0, 2]],
    ["the first, where a tie for the second does not fit", 2, totals(1, 3, 1), [1]],
    ["none, where a tie for the first does not fit", 2, totals(2, 2, 2), []],
    ["no option without a vote", 3, totals(0, 3, 1), [1, 2]],
    ["nearly all", 2, nearly(0, 1), [0, 1]],
    ["no more than fit of nearly all", 2, nearly(0, 1, 2), []],
    ["none without a result", 3, none, []],
    ["one where each chooses one", 1, totals(1, 3, 2), [1]],
  ] as const)("a vote with several choices settles as many outcomes as fit: %s", (_, most, result, settled) => {
    expect(settledOptions({ mode: "vote", result, most })).toEqual(settled);
    expect(settledOptions({ mode: "advice", result, most })).toEqual([]);
  });

  const results = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }).map((figures) => totals(...figures)),
    fc.constant(none),
    fc.subarray([0, 1, 2], { minLength: 1 }).map((options) => nearly(...options)),
  );
  const choice = fc.constantFrom("0", "1", "2", "3", "9", undefined);

  it("the outcome is the chosen option or the asker's own text, unless a vote has settled it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PollMode.options),
        results,
        choice,
        fc.constantFrom("", "", "Kaka", "Frukt"),
        (mode, result, outcome, other) => {
          const poll = { mode, result, most: 1, options: outcomes };
          const leading = leadingOptions(result);
          const bound = mode === "vote" && leading.length === 1 ? leading[0] : undefined;
          const outcomeText = other || outcomes[Number(outcome ?? 9)];

          const refusal = refusalOf(() => outcomeOf(poll, outcomes, chosen(outcome, other)));

          if (!outcomeText) {
            expect(refusal).toBe("OUTCOME_MISSING");
          } else if (bound !== undefined && outcomeText !== outcomes[bound]) {
            expect(refusal).toBe("WINNER_IS_BOUND");
          } else {
            expect(refusal).toBe(outcomeText);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});

it("PollDraft applies the defaults when a client sends only a question", () => {
  const draft = PollDraft.parse({ teamId: "19:team@thread.tacv2", nonce: "n", question: "Flytta mötet?" });

  expect(draft).toEqual({
    teamId: "19:team@thread.tacv2",
    nonce: "n",
    door: "dialog",
    question: "Flytta mötet?",
    options: [],
    mode: "advice",
    most: 1,
    answers: "auto",
    results: "atClose",
    closesOn: "",
    closesAt: "",
  });
});
