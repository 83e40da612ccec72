import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import type { Locale } from "#bot/core/context.ts";
import type { Card } from "#bot/core/outbox.ts";
import { decideCard, decidedCard, owedCard } from "#bot/features/polls/cards/decide-card.ts";
import { askedCard, type FormView, formCard, usedFormCard } from "#bot/features/polls/cards/form-card.ts";
import { mineCard } from "#bot/features/polls/cards/mine-card.ts";
import type { PollView } from "#bot/features/polls/cards/open-body.ts";
import { pollCard } from "#bot/features/polls/cards/poll-card.ts";
import { takenBackCard, youTookBackCard } from "#bot/features/polls/cards/taken-back-card.ts";
import { votersCard } from "#bot/features/polls/cards/voters-card.ts";
import type { Poll } from "#bot/features/polls/contract.ts";
import { pollTexts } from "#bot/features/polls/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { hostileTexts } from "../../support/cards.ts";
import { longestTexts, now, type PollTexts, storedPoll, typesIn, zone } from "./stored-poll.ts";

const locales = ["sv", "en"] as const;

/** Every card of the polls feature, with the most content it can have. */
function allCards(text: PollTexts, locale: Locale): Readonly<Record<string, Card>> {
  const t = translator(pollTexts, locale);
  const five = storedPoll(text).options.slice(0, 5);
  const view = (poll: Poll, more: Partial<PollView> = {}): PollView => ({ poll, now, zone, answers: 500, ...more });
  const tie = { shows: "totals", answers: 5000, totals: Array.from({ length: 10 }, () => 500) } as const;
  const nearly = { shows: "nearlyAll" as const, answers: 500, options: [0, 1, 2, 3, 4] } satisfies Poll["result"];
  const closed = storedPoll(text, { mode: "vote", state: "closed", isAnonymous: false, result: tie });
  const bound = storedPoll(text, {
    mode: "vote",
    state: "closed",
    result: { ...tie, totals: [9, ...tie.totals.slice(1)] },
  });
  const decided = storedPoll(text, {
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
    options: storedPoll(text).options.join("\n"),
    mode: "vote",
    most: "5",
    isTooFew: false,
    answers: "named",
    results: "live",
    closesOn: "2026-02-05",
    closesAt: "12:30",
    about: text.why,
  };
  const mine = {
    poll: storedPoll(text),
    answer: five,
    isOpen: true,
    isDecider: false,
    mayRun: true,
    isOwn: true,
    isOwed: true,
  };
  const decide = (poll: Poll) => decideCard({ poll, outcomes: poll.options, now, zone }, t);
  return {
    withButtons: pollCard(view(storedPoll(text, { options: five }), { status: "saved" }), t),
    withAList: pollCard(view(storedPoll(text)), t),
    live: pollCard(
      view(storedPoll(text, { most: 5, isAnonymous: false, results: "live" }), {
        soFar: tie.totals,
        status: "savedNamed",
      }),
      t,
    ),
    consent: pollCard(view(storedPoll(text, { mode: "consent", options: five.slice(0, 2) })), t),
    counting: pollCard(view(storedPoll(text, { state: "closing" })), t),
    tie: pollCard(view(closed), t),
    nearlyAll: pollCard(view(storedPoll(text, { state: "closed", result: nearly })), t),
    tooFew: pollCard(view(storedPoll(text, { state: "closed", result: { shows: "nothing", answers: 4 } })), t),
    moreTime: pollCard(view({ ...closed, state: "moreTime" }), t),
    decided: pollCard(view(decided), t),
    who: votersCard({ poll: closed, voters: closed.options.map(() => Array.from({ length: 50 }, () => text.name)) }, t),
    form: formCard(form, t),
    dialog: formCard({ ...form, door: "dialog" }, t),
    usedForm: usedFormCard(t),
    asked: askedCard("p".repeat(22), "i morgon 16:00", t),
    ownWithButtons: pollCard(view(storedPoll(text, { mode: "vote", options: five }), { isOwn: true }), t),
    ownToDecide: pollCard(view(storedPoll(text), { isOwn: true }), t),
    takenBack: takenBackCard(storedPoll(text), t),
    youTookBack: youTookBackCard(storedPoll(text), true, t),
    mine: mineCard({ ...mine, mayChangeOptions: true, optionsChanged: true }, t),
    decide: decide(closed),
    decideBound: decide(bound),
    decideLater: decide({ ...closed, state: "moreTime" }),
    told: decidedCard({ poll: decided, delivery: "told" }, t),
    notTold: decidedCard({ poll: decided, delivery: "unreachable" }, t),
    owed: owedCard(closed, [], t),
  };
}

/** The buttons on a card, without the automatic refresh. */
const buttonsOn = (card: Card) => typesIn({ ...card, refresh: undefined }, "Action.");

/** The most buttons shown together: those of the card, or those of a row in its body. */
function mostTogether(card: Card): number {
  const rows = [Object(card), ...typesIn(card, "ActionSet")].map(({ actions }) => [actions ?? []].flat().length);
  return Math.max(...rows);
}

const hostile = [...hostileTexts, "1. Bulle", "www.evil.example a@evil.example"];

describe.each(locales)("poll cards in %s", (locale) => {
  const longest = allCards(longestTexts("漢".repeat(1000)), locale);
  const escaped = allCards(longestTexts('\\"'.repeat(1000)), locale);

  it.each(Object.keys(longest))(
    "%s stays below the size limit with the longest texts, and within the number of actions that Teams allows",
    (name) => {
      for (const card of [longest[name], escaped[name]]) {
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MAX_BYTES);
        expect(mostTogether(card as Card)).toBeLessThanOrEqual(MAX_ACTIONS);
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
    for (const card of Object.values(allCards(longestTexts(text), locale))) {
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
    Object.entries(allCards(longestTexts("Bulle"), "sv")).map(([name, card]) => [name, buttonsOn(card).length]),
  );
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 500 }), fc.string({ unit: "grapheme", maxLength: 200 }));
  fc.assert(
    fc.property(text, (userText) => {
      for (const [name, card] of Object.entries(allCards(longestTexts(userText), "sv"))) {
        expect(buttonsOn(card).length).toBe(expected[name]);
        expect(JSON.stringify(card)).not.toMatch(/<\/?at\b/i);
      }
    }),
    { numRuns: 60 },
  );
});
