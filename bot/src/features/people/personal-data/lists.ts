import type { Services } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import type { DataList, DataReader } from "../../../core/personal-data.ts";
import { translator } from "../../../i18n/translate.ts";
import type { PersonSettings, Wish } from "../../../kernel/contract.ts";
import { remindersOf } from "../rules/preferences.ts";
import { type PeopleText, peopleTexts } from "../texts.ts";
import { exportPerson } from "./export.ts";

/** The person's own choices, teams and reminders. What has no words (addresses, ids, pointers) is one line of counts. */
export const personLists =
  (all: () => readonly Feature[]) =>
  async (services: Services, personId: string, reader: DataReader): Promise<readonly DataList[]> => {
    const t = translator(peopleTexts, reader.locale);
    const { settings, teams, namedIn, reminded, others } = await exportPerson(services, personId);
    return [
      { title: t("myPreferences"), lines: settingLines(settings, all(), reader) },
      {
        title: t("listTeams"),
        lines: teams
          .filter(({ name }) => name !== "")
          .map(({ name, isLeader }) => (isLeader ? t("listLed", { name }) : name)),
      },
      {
        title: t("listReminders"),
        lines: reminded.map(({ week, reminders }) => t("listReminded", { week, count: reminders })),
      },
      {
        title: t("listOther"),
        lines: [
          ...(namedIn.length === 0 ? [] : [t("listNamedIn", { count: namedIn.length })]),
          ...(others.length === 0 ? [] : [t("listRecords", { count: others.length })]),
        ],
      },
    ];
  };

/** Only what the person has chosen. */
function settingLines(
  { wish, locale, zone, optOuts }: PersonSettings,
  features: readonly Feature[],
  reader: DataReader,
): readonly string[] {
  const t = translator(peopleTexts, reader.locale);
  const reminders = remindersOf(features);
  return [
    ...(wish ? [t("settingLine", { setting: t("wish"), value: t(wishText[wish]) })] : []),
    ...(locale
      ? [t("settingLine", { setting: t("language"), value: t(locale === "sv" ? "swedish" : "english") })]
      : []),
    ...(zone ? [t("settingLine", { setting: t("zone"), value: zone })] : []),
    ...optOuts.map((kind) => t("listOff", { reminder: reminders.get(kind)?.[reader.locale] ?? kind })),
  ];
}

const wishText: Readonly<Record<Wish, PeopleText>> = {
  openly: "wishOpenly",
  betweenUs: "wishBetweenUs",
  inPerson: "wishInPerson",
};
