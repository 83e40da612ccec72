import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import type { Locale } from "#bot/core/context.ts";
import type { Card } from "#bot/core/delivery.ts";
import { decideCard, decidedCard, owedCard } from "#bot/features/polls/cards/decide-card.ts";
import { askedCard, type FormView, formCard, usedFormCard } from "#bot/features/polls/cards/form-card.ts";
import { mineCard } from "#bot/features/polls/cards/mine-card.ts";
import { type PollView, pollCard } from "#bot/features/polls/cards/poll-card.ts";
import { votersCard } from "#bot/features/polls/cards/voters-card.ts";
import { MAX_OPTION_LENGTH, MAX_QUESTION_LENGTH, MAX_WHY_LENGTH, type Poll } from "#bot/features/polls/contract.ts";
import { pollTexts } from "#bot/features/polls/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { hostileTexts, objectsIn } from "../../support/cards.ts";

const locales = ["sv", "en"] as const;
const now = new Date("2026-02-02T09:00:00+01:00");
const zone = "Europe/Stockholm";

/** User text, cut to the maximum length of each field. */
interface Written {
  readonly name: string;
  readonly question: string;
  /** The text of each option; the option's number precedes it. */
  readonly option: string;
  readonly why: string;
}

const written = (text: string): Written => ({
  name: text.slice(0, 256),
  question: text.slice(0, MAX_QUESTION_LENGTH),
  option: text.slice(0, MAX_OPTION_LENGTH - 3),
  why: text.slice(0, MAX_WHY_LENGTH),
});

function aPoll({ name, question, option }: Written, more: Partial<Poll> = {}): Poll {
  return {
    schema: 1,
    id: "p".repeat(22),
    teamId: "19:team@thread.tacv2",
    conversationId: "19:channel@thread.tacv2",
    asker: { id: "anna", name },
    question,
    options: Array.from({ length: 10 }, (_, i) => `${i} ${option}`),
    edition: 0,
    mode: "advice",
    most: 1,
    isAnonymous: true,
    results: "atClose",
    eligible: 500,
    shards: 8,
    openedAt: now.toISOString(),
    closesAt: "2026-02-03T15:00:00.000Z",
    answerBy: "2026-02-05T15:00:00.000Z",
    state: "open",
    revision: 0,
    changedAt: now.toISOString(),
    ...more,
  };
}

/** Every card of the polls feature, with the most content it can have. */
function allCards(text: Written, locale: Locale): Readonly<Record<string, Card>> {
  const t = translator(pollTexts, locale);
  const five = aPoll(text).options.slice(0, 5);
  const view = (poll: Poll, more: Partial<PollView> = {}): PollView => ({ poll, now, zone, answers: 500, ...more });
  const tie = { shows: "totals", answers: 5000, totals: Array.from({ length: 10 }, () => 500) } as const;
  const nearly = { shows: "nearlyAll" as const, answers: 500, options: [0, 1, 2, 3, 4] } satisfies Poll["result"];
  const closed = aPoll(text, { mode: "vote", state: "closed", isAnonymous: false, result: tie });
  const bound = aPoll(text, { mode: "vote", state: "closed", result: { ...tie, totals: [9, ...tie.totals.slice(1)] } });
  const decided = aPoll(text, {
    ...closed,
    state: "decided",
    outcome: text.option,
    why: text.why,
    decidedBy: { id: "cia", name: text.name },
  });
  const form: FormView = {
    teamId: "19:".padEnd(200, "x"),
    nonce: "n".repeat(40),
    askerId: "a".repeat(36),
    door: "message",
    question: text.question,
    options: aPoll(text).options.join("\n"),
    mode: "vote",
    most: "5",
    isTooFew: false,
    answers: "named",
    results: "live",
    closesOn: "2026-02-05",
    closesAt: "12:30",
    about: text.why,
    error: text.why,
  };
  const mine = { poll: aPoll(text), answer: five, isOpen: true, isDecider: false, mayRun: true, isOwed: true };
  const decide = (poll: Poll) => decideCard({ poll, outcomes: poll.options, now, zone }, t);
  return {
    withButtons: pollCard(view(aPoll(text, { options: five }), { status: "saved" }), t),
    withAList: pollCard(view(aPoll(text)), t),
    live: pollCard(
      view(aPoll(text, { most: 5, isAnonymous: false, results: "live" }), { soFar: tie.totals, status: "savedNamed" }),
      t,
    ),
    consent: pollCard(view(aPoll(text, { mode: "consent", options: five.slice(0, 2) })), t),
    counting: pollCard(view(aPoll(text, { state: "closing" })), t),
    tie: pollCard(view(closed), t),
    nearlyAll: pollCard(view(aPoll(text, { state: "closed", result: nearly })), t),
    tooFew: pollCard(view(aPoll(text, { state: "closed", result: { shows: "nothing", answers: 4 } })), t),
    moreTime: pollCard(view({ ...closed, state: "moreTime" }), t),
    decided: pollCard(view(decided), t),
    who: votersCard({ poll: closed, voters: closed.options.map(() => Array.from({ length: 50 }, () => text.name)) }, t),
    form: formCard(form, t),
    dialog: formCard({ ...form, door: "dialog" }, t),
    usedForm: usedFormCard(t),
    asked: askedCard("i morgon 16:00", t),
    mine: mineCard({ ...mine, mayChangeOptions: true, optionsChanged: true }, t),
    decide: decide(closed),
    decideBound: decide(bound),
    decideLater: decide({ ...closed, state: "moreTime" }),
    told: decidedCard(decided, t),
    owed: owedCard(closed, [], t),
  };
}

const typesIn = (card: unknown, start: string) => objectsIn(card).filter(({ type }) => `${type}`.startsWith(start));

/** The buttons on a card, without the automatic refresh. */
const buttonsOn = (card: Card) => typesIn({ ...card, refresh: undefined }, "Action.");

const hostile = [...hostileTexts, "1. Bulle", "www.evil.example a@evil.example"];

describe.each(locales)("poll cards in %s", (locale) => {
  const longest = allCards(written("漢".repeat(1000)), locale);
  const escaped = allCards(written('\\"'.repeat(1000)), locale);

  it.each(Object.keys(longest))(
    "%s stays below the size limit with the longest texts, and within the number of actions that Teams allows",
    (name) => {
      for (const card of [longest[name], escaped[name]]) {
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MAX_BYTES);
        expect(buttonsOn(card as Card).length).toBeLessThanOrEqual(MAX_ACTIONS);
      }
    },
  );

  it.each(Object.keys(longest))(
    "%s declares its language, the text of a notification, and a label for each field",
    (name) => {
      const card = longest[name] as Card;

      expect(card).toMatchObject({ lang: locale, version: "1.5", fallbackText: expect.stringMatching(/\S/) });
      for (const field of typesIn(card, "Input.")) {
        expect(field.label).toMatch(/\S/);
      }
      for (const action of [...typesIn(card, "Action.Execute"), ...typesIn(card, "Action.Submit")]) {
        expect(action.data).toMatchObject({ schema: 1 });
        expect(String(action.verb ?? Object(action.data).verb)).toMatch(/^(polls|people)\/[\w-]+$/);
      }
    },
  );

  it.each(hostile)("every poll card shows %j as it was written, and puts it in no markdown field", (text) => {
    for (const card of Object.values(allCards(written(text), locale))) {
      const json = JSON.stringify(card);
      expect(json).not.toMatch(/<\/?at\b/i);
      for (const { text: markdown } of typesIn(card, "TextBlock")) {
        expect(String(markdown)).not.toMatch(/[\\*_[\]`~<>#{}|&\n]|:\/\/|www\.|@|^\d+\./);
      }
      expect(Buffer.byteLength(json)).toBeLessThan(MAX_BYTES);
    }
  });
});

it("no user text breaks a poll card or adds a button to it", () => {
  const expected = Object.fromEntries(
    Object.entries(allCards(written("Bulle"), "sv")).map(([name, card]) => [name, buttonsOn(card).length]),
  );
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 500 }), fc.string({ unit: "grapheme", maxLength: 200 }));
  fc.assert(
    fc.property(text, (userText) => {
      for (const [name, card] of Object.entries(allCards(written(userText), "sv"))) {
        expect(buttonsOn(card).length).toBe(expected[name]);
        expect(JSON.stringify(card)).not.toMatch(/<\/?at\b/i);
      }
    }),
    { numRuns: 60 },
  );
});

describe("votersCard", () => {
  const t = translator(pollTexts, "sv");
  const named = (counts: readonly number[]) => {
    const options = counts.map((_, i) => `Val ${i}`);
    const poll = aPoll(written("Vad?"), { options, isAnonymous: false, state: "closed" });
    const voters = counts.map((count, i) => Array.from({ length: count }, (_, j) => `Voter ${i}-${j}.`));
    return JSON.stringify(votersCard({ poll, voters }, t)).match(/Voter \d+-\d+\./g)?.length ?? 0;
  };

  it.each([[[3, 4]], [[20, 20]], [[0, 0, 30]], [[8, 8, 8, 8, 8, 8, 8, 8, 8, 8]]])(
    "names every voter in a team with votes per option of %j",
    (counts) => {
      expect(named(counts)).toBe(counts.reduce((sum, count) => sum + count, 0));
    },
  );

  it("names some voters of every option when there are hundreds", () => {
    expect(named([500, 3])).toBeGreaterThan(30);
    expect(named([500, 3])).toBeLessThan(100);
    expect(named(Array(10).fill(100))).toBeGreaterThanOrEqual(50);
  });
});

it("no channel card of an open poll shows a figure other than the number of answers, unless results are live", () => {
  const t = translator(pollTexts, "sv");
  for (const isAnonymous of [true, false]) {
    for (const results of ["atClose", "afterMyVote"] as const) {
      const poll = aPoll(written("Vad?"), { isAnonymous, results, eligible: 12 });
      const words = objectsIn(pollCard({ poll, now, zone, answers: 7 }, t)).map(({ text }) => text);
      expect(words.filter((one) => /\d/.test(String(one)) && !/svar|Stänger|bestämmer/.test(String(one)))).toEqual([]);
    }
  }
});

it("decideCard lets the answer be put off from today in the team's time zone, whatever the date elsewhere", () => {
  const t = translator(pollTexts, "sv");
  const poll = aPoll(written("Vad?"), { state: "closed", result: { shows: "nothing", answers: 0 } });
  const firstDay = (at: string, where: string) => {
    const card = decideCard({ poll, outcomes: poll.options, now: new Date(at), zone: where }, t);
    return typesIn(card, "Input.Date")[0]?.min;
  };

  expect(firstDay("2026-02-03T16:30:00-08:00", "America/Los_Angeles")).toBe("2026-02-03");
  expect(firstDay("2026-02-03T00:30:00+01:00", zone)).toBe("2026-02-03");
});

it("the refresh list of a poll card does not reveal who has answered", () => {
  const t = translator(pollTexts, "sv");
  const refreshOf = (eligible: number) =>
    (pollCard({ poll: aPoll(written("Vad?"), { eligible }), now, zone, answers: 3 }, t) as { refresh?: object })
      .refresh;

  expect(refreshOf(12)).not.toHaveProperty("userIds");
  expect(refreshOf(200)).toMatchObject({ userIds: [] });
});
