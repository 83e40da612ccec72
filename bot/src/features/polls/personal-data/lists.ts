import type { Services } from "../../../core/context.ts";
import type { DataList, DataReader } from "../../../core/personal-data.ts";
import { formatShortDay } from "../../../i18n/format-time.ts";
import { formatNames } from "../../../i18n/names.ts";
import { translator } from "../../../i18n/translate.ts";
import { pollTexts } from "../texts.ts";
import { type ExportedPoll, exportQuestions } from "./export.ts";

/** The person's questions, answers with their name, and outcomes, newest first. */
export async function questionLists(
  services: Services,
  personId: string,
  reader: DataReader,
): Promise<readonly DataList[]> {
  const t = translator(pollTexts, reader.locale);
  const polls = (await exportQuestions(services, personId)).toReversed();
  const line = lineFor(reader);
  const of = (wanted: ExportedPoll["role"]) => polls.filter(({ role }) => role === wanted).map(line);
  return [
    { title: t("listAsked"), lines: of("asker") },
    { title: t("listAnswered"), lines: of("voter") },
    { title: t("listDecided"), lines: of("decider") },
    { title: t("listTakenBack"), lines: of("takenBack") },
  ];
}

function lineFor({ locale, zone }: DataReader): (poll: ExportedPoll) => string {
  const t = translator(pollTexts, locale);
  const listed = (options: readonly string[]) => formatNames(options, locale);
  const optionsOf = (options: readonly string[] = []) =>
    options.length === 0 ? [] : [t("listOptions", { options: listed(options) })];
  const outcomeOf = ({
    outcome,
    why,
  }: {
    readonly outcome?: string | undefined;
    readonly why?: string | undefined;
  }) => [...(outcome ? [t("decided", { outcome })] : []), ...(why ? [t("why", { why })] : [])];
  const partsOf = (poll: ExportedPoll): readonly string[] => {
    switch (poll.role) {
      case "asker":
        return [poll.question, ...optionsOf(poll.options), ...outcomeOf(poll)];
      case "decider":
        return [`${poll.asker}: ${poll.question}`, ...outcomeOf(poll)];
      case "voter":
        return [
          `${poll.asker}: ${poll.question}`,
          ...(poll.choices.length === 0 ? [] : [t("myAnswer", { options: listed(poll.choices) })]),
        ];
      case "takenBack":
        return [poll.question ?? t("erasedWords"), ...optionsOf(poll.options)];
    }
  };
  return (poll) => [formatShortDay(new Date(poll.openedAt), locale, zone), ...partsOf(poll)].join(" · ");
}
