import { type Block, group, heading, note, paragraph } from "../../../cards/blocks.ts";
import { button, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, textField } from "../../../cards/fields.ts";
import type { Locale } from "../../../core/context.ts";
import type { Card } from "../../../core/outbox.ts";
import { formatNames } from "../../../i18n/names.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { MAX_VALUE_LENGTH, MAX_VALUES, peopleVerbs } from "../contract.ts";
import type { PeopleText } from "../texts.ts";
import { handOverFields, leaderSentence, type Others } from "./first-card.ts";
import { zoneOptions } from "./zone-options.ts";

type T = Translate<PeopleText>;

export interface TeamView {
  readonly teamId: string;
  readonly leaders: readonly string[];
  readonly values: readonly string[];
  readonly locale: Locale;
  readonly zone: string;
  readonly thisWeek: { readonly week: string; readonly isPressed: boolean };
  readonly nextWeek: { readonly week: string; readonly isPressed: boolean };
}

/** The team's settings. It contains nothing that a member may not know. */
export function teamCard(view: TeamView, t: T): Card {
  const { teamId, leaders, values, locale, zone, thisWeek, nextWeek } = view;
  const data = { teamId };
  const isLed = leaders.length > 0;
  const language = t(locale === "sv" ? "swedish" : "english");
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("teamFallback"),
    body: [
      heading(t("team")),
      paragraph(leaderSentence(leaders, t)),
      paragraph(values.length > 0 ? t("values", { values: formatNames(values, t.locale) }) : t("noValues")),
      note(t("languageAndZone", { language, zone })),
      ...quietLines(thisWeek.isPressed, nextWeek.isPressed, t),
    ],
    actions: [
      isLed
        ? button({ title: t("change"), verb: peopleVerbs.editTeam, data })
        : button({ title: t("takeLead"), verb: peopleVerbs.takeLead, data, primary: true }),
    ],
  });
}

const quietLines = (isNow: boolean, isNext: boolean, t: T): readonly Block[] => [
  ...(isNow ? [note(t("quietNow"))] : []),
  ...(isNext ? [note(t("quietNext"))] : []),
];

/** The leader's form. */
export function teamForm(view: TeamView & { readonly others: Others }, t: T, status?: "saved"): Card {
  const { teamId, values, locale, zone, thisWeek, nextWeek, others } = view;
  const data = { teamId };
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("teamFallback"),
    body: [
      heading(t("team")),
      ...(status ? [paragraph(t(status))] : []),
      textField({
        id: "values",
        label: t("teamValues"),
        value: values.join("\n"),
        maxLength: MAX_VALUES * (MAX_VALUE_LENGTH + 1),
        isMultiline: true,
      }),
      choiceField({
        id: "locale",
        label: t("teamLanguage"),
        options: [
          { title: t("swedish"), value: "sv" },
          { title: t("english"), value: "en" },
        ],
        value: locale,
      }),
      choiceField({ id: "zone", label: t("zone"), options: zoneOptions(zone), value: zone }),
      ...quietLines(thisWeek.isPressed, nextWeek.isPressed, t),
      ...(others.length === 0 ? [] : [group("somebodyElse", handOverFields(teamId, others, t), false)]),
    ],
    actions: [
      button({ title: t("save"), verb: peopleVerbs.saveTeam, data, primary: true }),
      weekButton(teamId, thisWeek, t(thisWeek.isPressed ? "unpressThis" : "pressThis")),
      weekButton(teamId, nextWeek, t(nextWeek.isPressed ? "unpressNext" : "pressNext")),
      ...(others.length === 0 ? [] : [toggle(t("handOver"), "somebodyElse")]),
      button({ title: t("stepDown"), verb: peopleVerbs.declineLead, data, ignoresInputs: true }),
    ],
  });
}

const weekButton = (teamId: string, { week, isPressed }: TeamView["thisWeek"], title: string) =>
  button({ title, verb: peopleVerbs.pressedWeek, data: { teamId, week, pressed: !isPressed }, ignoresInputs: true });
