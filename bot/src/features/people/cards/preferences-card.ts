import { heading, note, paragraph } from "../../../cards/blocks.ts";
import { button } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, switchField } from "../../../cards/fields.ts";
import type { Card } from "../../../core/outbox.ts";
import { commonTexts } from "../../../i18n/common.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import { NONE, type PersonSettings } from "../../../kernel/contract.ts";
import type { ReminderChoice } from "../api.ts";
import { peopleVerbs } from "../contract.ts";
import type { PeopleText } from "../texts.ts";
import { zoneOptions } from "./zone-options.ts";

export type T = Translate<PeopleText>;

/**
 * Posted in a channel instead of content that only the actor may read: one button, which opens it for the actor only.
 */
export const linkCard = (to: "myPreferences" | "myData", t: T): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: t(to),
    body: [note(t("onlyYou"))],
    actions: [button({ title: t(to), verb: to === "myData" ? peopleVerbs.myData : peopleVerbs.preferences })],
  });

/** The form for the person's settings. `status` is shown first: the result of the last action. */
export function preferencesCard(
  settings: PersonSettings,
  reminders: readonly ReminderChoice[],
  t: T,
  status?: "saved",
): Card {
  const { wish = NONE, locale = NONE, zone = NONE } = settings;
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("preferences"),
    body: [
      heading(t("preferences")),
      ...(status ? [paragraph(t(status))] : []),
      choiceField({ id: "wish", label: t("wish"), options: wishes(t), value: wish, style: "expanded" }),
      choiceField({ id: "locale", label: t("language"), options: languages(t), value: locale }),
      choiceField({
        id: "zone",
        label: t("zone"),
        options: [{ title: t("zoneOfTeam"), value: NONE }, ...zoneOptions(settings.zone)],
        value: zone,
      }),
      ...reminders.map(({ kind, label, isOn }) => switchField({ id: kind, label, isOn: isOn })),
    ],
    actions: [
      button({ title: t("save"), verb: peopleVerbs.savePreferences, primary: true }),
      button({ title: t("myData"), verb: peopleVerbs.myData, ignoresInputs: true }),
    ],
  });
}

const wishes = (t: T) => [
  { title: t("wishOpenly"), value: "openly" },
  { title: t("wishBetweenUs"), value: "betweenUs" },
  { title: t("wishInPerson"), value: "inPerson" },
  { title: t("wishNone"), value: NONE },
];

const languages = (t: T) => [
  { title: t("languageOfTeams"), value: NONE },
  { title: t("swedish"), value: "sv" },
  { title: t("english"), value: "en" },
];

/** Shown right after one tap on a reminder: an undo instead of a confirmation. */
export function reminderCard(kind: string, isOn: boolean, t: T): Card {
  const message = t(isOn ? "remindersOn" : "remindersOff");
  const undo = isOn ? peopleVerbs.remindersOff : peopleVerbs.remindersOn;
  return adaptiveCard({
    locale: t.locale,
    fallbackText: message,
    body: [paragraph(message)],
    actions: [
      button({ title: translator(commonTexts, t.locale)("undo"), verb: undo, data: { kind } }),
      button({ title: t("myPreferences"), verb: peopleVerbs.preferences }),
    ],
  });
}

/** A sentence without actions. */
export const sentenceCard = (message: string, t: T): Card =>
  adaptiveCard({ locale: t.locale, fallbackText: message, body: [note(message)], actions: [] });
