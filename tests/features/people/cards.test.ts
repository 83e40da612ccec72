import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import type { Card } from "#bot/core/outbox.ts";
import { askLeadCard, firstCard, handedOverTo, messageCard } from "#bot/features/people/cards/first-card.ts";
import { exportCard, myDataCard } from "#bot/features/people/cards/my-data-card.ts";
import { linkCard, preferencesCard, reminderCard } from "#bot/features/people/cards/preferences-card.ts";
import { teamCard, teamForm } from "#bot/features/people/cards/team-card.ts";
import { MAX_VALUE_LENGTH, MAX_VALUES } from "#bot/features/people/contract.ts";
import { listable } from "#bot/features/people/queries/team-view.ts";
import { listPages } from "#bot/features/people/rules/list-pages.ts";
import { reminderChoices, remindersOf } from "#bot/features/people/rules/preferences.ts";
import { peopleTexts } from "#bot/features/people/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { objectsIn } from "../../support/cards.ts";

const locales = ["sv", "en"] as const;

/** Every card of the feature at its largest: multi-byte characters, the longest texts, the largest lists. */
function allCards(locale: "sv" | "en"): Readonly<Record<string, Card>> {
  const t = translator(peopleTexts, locale);
  const teamId = "19:".padEnd(200, "x");
  const name = "名".repeat(256);
  const names = Array.from({ length: 200 }, () => name);
  const members = Array.from({ length: 101 }, (_, i) => ({
    id: `${i}`.padStart(36, "0"),
    name: `名名 ${i}`.repeat(4),
    isGuest: false,
    isExternal: false,
  }));
  const others = listable(members, "nobody", locale);
  const fitting = listable(members.slice(0, 100), "nobody", locale);
  const pages = listPages([{ title: "漢".repeat(60), lines: Array.from({ length: 90 }, () => '\\"漢'.repeat(250)) }]);
  const team = {
    teamId,
    leaders: names,
    values: Array.from({ length: MAX_VALUES }, () => "漢".repeat(MAX_VALUE_LENGTH)),
    locale,
    zone: "America/Argentina/ComodRivadavia",
    thisWeek: { week: "2026-W53", isPressed: true },
    nextWeek: { week: "2027-W01", isPressed: true },
    others: fitting,
  };
  const storedOfTeam = allFeatures.flatMap(({ retention }) => retention?.[locale] ?? []);
  const stored = allFeatures.flatMap(({ personalData }) => personalData?.summary?.[locale] ?? []);
  expect([others.length, fitting.length]).toEqual([0, 100]);
  return {
    doorCard: linkCard("myData", t),
    preferencesCard: preferencesCard(
      { schema: 1, zone: team.zone, optOuts: ["owedAnswer"] },
      reminderChoices(remindersOf(allFeatures), { schema: 1, optOuts: ["owedAnswer"] }, locale),
      t,
      "saved",
    ),
    reminderCard: reminderCard("owedAnswer", false, t),
    myDataCard: myDataCard({ stored, storedOfTeam, teams: names }, t),
    exportCard: exportCard({ pages, part: 1, fileAddress: `https://teams.example/${"x".repeat(2_000)}` }, t),
    askLeadCard: askLeadCard(
      { teamId, preview: t("addedGnista", { name }), when: "i morgon 10:00", others: fitting },
      t,
    ),
    firstCard: firstCard({ teamId, installer: name, leaders: names }, t),
    firstCardUnled: firstCard({ teamId, installer: name, leaders: [] }, t),
    saidCard: messageCard(handedOverTo(names, t), teamId, t),
    teamCard: teamCard(team, t),
    teamForm: teamForm(team, t, "saved"),
  };
}

describe.each(locales)("people cards in %s", (locale) => {
  const worst = allCards(locale);

  it.each(Object.keys(worst))(
    "%s stays within the size and action limits of Teams with the largest content",
    (card) => {
      const actions = objectsIn(worst[card]).filter(({ type }) => String(type).startsWith("Action."));

      expect(Buffer.byteLength(JSON.stringify(worst[card]))).toBeLessThan(MAX_BYTES);
      expect(actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
    },
  );

  it.each(Object.keys(worst))("%s declares its language and has a text for notifications", (card) => {
    expect(worst[card]).toMatchObject({ lang: locale, version: "1.5", fallbackText: expect.stringMatching(/\S/) });
  });
});
