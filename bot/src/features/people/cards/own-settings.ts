import { heading, note, paragraph } from "../../../cards/blocks.ts";
import { type Button, button } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, switchField } from "../../../cards/fields.ts";
import { abbreviatedNames } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import { commonTexts } from "../../../i18n/common.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import { NONE, type PersonSettings } from "../../../kernel/contract.ts";
import type { ReminderChoice, StoredAboutMe } from "../api.ts";
import { peopleVerbs } from "../contract.ts";
import type { PeopleText } from "../texts.ts";
import { zoneOptions } from "./zone-options.ts";

type T = Translate<PeopleText>;

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
      ...reminders.map(({ kind, label, isOn }) => switchField({ id: kind, label, on: isOn })),
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

/** What is stored about the reader and about a team, in one line per feature, and the way to the whole export. */
export const myDataCard = (view: StoredAboutMe & { readonly teams: readonly string[] }, t: T): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: t("myData"),
    body: [
      heading(t("myData")),
      note(t("whatIsStored")),
      ...view.stored.map((line) => paragraph(line)),
      ...(view.storedOfTeam.length === 0 ? [] : [note(t("storedOfTeam"))]),
      ...view.storedOfTeam.map((line) => paragraph(line)),
      ...(view.teams.length === 0
        ? []
        : [paragraph(t("yourTeams", { names: abbreviatedNames(view.teams, t.locale) }))]),
    ],
    actions: [
      button({ title: t("exportData"), verb: peopleVerbs.exportData, data: { part: 0 }, primary: true }),
      button({ title: t("myPreferences"), verb: peopleVerbs.preferences }),
      button({ title: t("erase"), verb: peopleVerbs.aboutErasing }),
    ],
  });

/** What erasing removes, and what it cannot remove. Its button is Gnista's only one without undo. */
export const eraseCard = (nonce: string, t: T): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: t("erase"),
    body: [heading(t("erase")), paragraph(t("erasing")), paragraph(t("erasingNot"))],
    actions: [
      button({ title: t("exportFirst"), verb: peopleVerbs.exportData, data: { part: 0 }, primary: true }),
      button({ title: t("eraseNow"), verb: peopleVerbs.erase, data: { nonce } }),
      button({ title: t("myData"), verb: peopleVerbs.myData }),
    ],
  });

/** A sentence without actions. */
export const sentenceCard = (message: string, t: T): Card =>
  adaptiveCard({ locale: t.locale, fallbackText: message, body: [note(message)], actions: [] });

/** One part of the export, as text that can be copied. */
export function exportCard({ parts, part }: { readonly parts: readonly string[]; readonly part: number }, t: T): Card {
  const title = t("exportTitle", { part: part + 1, parts: parts.length });
  const pageButton = (key: "next" | "back", to: number): Button[] =>
    parts[to] === undefined ? [] : [button({ title: t(key), verb: peopleVerbs.exportData, data: { part: to } })];
  return adaptiveCard({
    locale: t.locale,
    fallbackText: title,
    body: [heading(title), paragraph(parts[part] ?? "")],
    actions: [
      ...pageButton("back", part - 1),
      ...pageButton("next", part + 1),
      button({ title: t("myData"), verb: peopleVerbs.myData }),
    ],
  });
}
