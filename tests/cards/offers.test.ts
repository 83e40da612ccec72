import { describe, expect, it } from "vitest";
import { paragraph } from "#bot/cards/blocks.ts";
import { button } from "#bot/cards/buttons.ts";
import { adaptiveCard, MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import { type Locale, locales } from "#bot/core/context.ts";
import type { Offered } from "#bot/core/offer.ts";
import type { Card } from "#bot/core/outbox.ts";
import { publicKudosCard } from "#bot/features/kudos/cards/kudos-card.ts";
import { kudosTexts } from "#bot/features/kudos/texts.ts";
import { owedCard } from "#bot/features/polls/cards/decide-card.ts";
import { pollCard } from "#bot/features/polls/cards/poll-card.ts";
import { MAX_OPTION_LENGTH, MAX_QUESTION_LENGTH, MAX_WHY_LENGTH, type Poll } from "#bot/features/polls/contract.ts";
import { pollTexts } from "#bot/features/polls/texts.ts";
import { translator } from "#bot/i18n/translate.ts";

const wide = "漢".repeat(1000);

/** `count` offers, each with the longest draft that its host's subject allows. */
const offersOf = (count: number, draft: object = { words: wide.slice(0, 500) }): readonly Offered[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `offer${n}`,
    label: { sv: `Erbjudande ${n}`, en: `Offer ${n}` },
    verb: `wave/open${n}`,
    draft,
  }));

interface Action {
  readonly type: string;
  readonly title?: string;
  readonly card?: { readonly actions?: readonly Action[] };
}

const actionsOf = (card: Card): readonly Action[] => (card as { actions?: readonly Action[] }).actions ?? [];
const titlesOf = (actions: readonly Action[] | undefined) => (actions ?? []).map(({ title }) => title);
const behindMore = (card: Card) =>
  titlesOf(actionsOf(card).find(({ type }) => type === "Action.ShowCard")?.card?.actions);
const bytesOf = (card: Card) => Buffer.byteLength(JSON.stringify(card));

const decided: Poll = {
  schema: 1,
  id: "p".repeat(22),
  teamId: "19:team@thread.tacv2",
  conversationId: "19:channel@thread.tacv2",
  asker: { id: "anna", name: wide.slice(0, 256) },
  question: wide.slice(0, MAX_QUESTION_LENGTH),
  options: Array.from({ length: 10 }, (_, i) => `${i} ${wide.slice(0, MAX_OPTION_LENGTH - 3)}`),
  edition: 0,
  mode: "vote",
  most: 1,
  isAnonymous: false,
  results: "atClose",
  eligible: 500,
  shards: 8,
  openedAt: "2026-02-02T08:00:00.000Z",
  closesAt: "2026-02-03T15:00:00.000Z",
  answerBy: "2026-02-05T15:00:00.000Z",
  state: "decided",
  outcome: wide.slice(0, MAX_OPTION_LENGTH),
  why: wide.slice(0, MAX_WHY_LENGTH),
  decidedBy: { id: "cia", name: wide.slice(0, 256) },
  result: { shows: "totals", answers: 5000, totals: Array.from({ length: 10 }, () => 500) },
  revision: 0,
  changedAt: "2026-02-02T08:00:00.000Z",
};

/** Each host's card with its longest content, and the number of its own buttons. */
const hosts = {
  kudos: {
    own: 2,
    card: (locale: Locale, offers: readonly Offered[]) => {
      const people = Array.from({ length: 20 }, (_, i) => ({ id: `${i}`.padStart(36, "0"), name: wide.slice(0, 256) }));
      const line = {
        kudosId: "k".repeat(22),
        kind: "milestone" as const,
        sender: { id: "anna", name: wide.slice(0, 256) },
        recipients: people,
        wholeTeam: false,
        words: wide.slice(0, 500),
        value: wide.slice(0, 40),
        givenAt: "",
      };
      return publicKudosCard({ line, offers, haveJoined: true }, translator(kudosTexts, locale));
    },
  },
  decidedQuestion: {
    own: 1,
    card: (locale: Locale, offers: readonly Offered[]) =>
      pollCard(
        { poll: decided, now: new Date(decided.changedAt), zone: "Europe/Stockholm", answers: 500, offers },
        translator(pollTexts, locale),
      ),
  },
  reminder: {
    own: 1,
    card: (locale: Locale, offers: readonly Offered[]) => owedCard(decided, offers, translator(pollTexts, locale)),
  },
} as const;

const cases = locales.flatMap((locale) =>
  Object.keys(hosts).map((host) => [host as keyof typeof hosts, locale] as const),
);

describe.each(cases)("the card of %s in %s", (host, locale) => {
  const { own, card } = hosts[host];
  const label = (n: number) => (locale === "sv" ? `Erbjudande ${n}` : `Offer ${n}`);

  it("a host's card shows as many offers as Teams has room for, by rank, after its own buttons", () => {
    const room = MAX_ACTIONS - own;
    const full = card(locale, offersOf(room, {}));

    expect(titlesOf(actionsOf(full)).slice(own)).toEqual(Array.from({ length: room }, (_, n) => label(n)));
    expect(behindMore(full)).toEqual([]);
  });

  it("a host's card shows six buttons when there are eight offers, the last of them More with the remaining offers", () => {
    const full = card(locale, offersOf(8, {}));
    const shown = MAX_ACTIONS - own - 1;

    expect(actionsOf(full)).toHaveLength(MAX_ACTIONS);
    expect(titlesOf(actionsOf(full)).slice(own)).toEqual([
      ...Array.from({ length: shown }, (_, n) => label(n)),
      locale === "sv" ? "Mer" : "More",
    ]);
    expect(behindMore(full)).toEqual(Array.from({ length: 8 - shown }, (_, n) => label(shown + n)));
  });

  it("a host's card stays below the size limit with eight offers of the greatest length, by leaving out the last ones and keeping its own buttons", () => {
    const none = card(locale, []);
    const full = card(locale, offersOf(8, { words: '\\"漢'.repeat(1000) }));

    expect(bytesOf(full)).toBeLessThan(MAX_BYTES);
    expect(actionsOf(full).slice(0, own)).toEqual(actionsOf(none));
    expect(actionsOf(full).length).toBeLessThanOrEqual(MAX_ACTIONS);
  });

  it("a host's card shows its own buttons alone when there are no offers", () => {
    expect(actionsOf(card(locale, []))).toHaveLength(own);
  });
});

describe("adaptiveCard with offers", () => {
  const t = { locale: "sv", fallbackText: "Kort", body: [paragraph("Kort")] } as const;
  const own = (count: number) =>
    Array.from({ length: count }, (_, n) => button({ title: `Egen ${n}`, verb: "own/act", data: {} }));

  it("a card with six buttons of its own shows no offer", () => {
    expect(titlesOf(actionsOf(adaptiveCard({ ...t, actions: own(6), offers: offersOf(8) })))).toEqual(
      Array.from({ length: 6 }, (_, n) => `Egen ${n}`),
    );
  });

  it("a card with room for one more button puts the offers behind More, at most six", () => {
    const full = adaptiveCard({ ...t, actions: own(5), offers: offersOf(8, {}) });

    expect(titlesOf(actionsOf(full)).at(-1)).toBe("Mer");
    expect(behindMore(full)).toHaveLength(MAX_ACTIONS);
  });

  it("an offer's button sends only the offer's draft, with the card schema's version, and no input of the card", () => {
    const [offer] = actionsOf(adaptiveCard({ ...t, offers: offersOf(1, { person: "bo", schema: 7 }) }));

    expect(offer).toMatchObject({
      type: "Action.Execute",
      verb: "wave/open0",
      data: { person: "bo", schema: 1 },
      associatedInputs: "none",
    });
  });
});
