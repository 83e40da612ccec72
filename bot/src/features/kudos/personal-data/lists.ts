import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange, scanPartition } from "../../../core/document-store.ts";
import type { DataList, DataReader } from "../../../core/personal-data.ts";
import { formatShortDay } from "../../../i18n/format-time.ts";
import { formatNames } from "../../../i18n/names.ts";
import { translator } from "../../../i18n/translate.ts";
import { userPartition } from "../../../kernel/settings.ts";
import { type KudosKind, StoredDraft } from "../contract.ts";
import { kudosTexts } from "../texts.ts";
import { type ExportedThanks, exportThanks } from "./export.ts";

/** The person's thanks, newest first, and the forms that they began. */
export async function thanksLists(
  services: Services,
  personId: string,
  reader: DataReader,
): Promise<readonly DataList[]> {
  const t = translator(kudosTexts, reader.locale);
  const thanks = (await exportThanks(services, personId)).toReversed();
  const line = lineFor(reader);
  const of = (wanted: ExportedThanks["role"]) => thanks.filter(({ role }) => role === wanted).map(line);
  return [
    { title: t("listReceived"), lines: of("recipient") },
    { title: t("listGiven"), lines: of("sender") },
    { title: t("listJoined"), lines: of("also") },
    { title: t("listDrafts"), lines: await drafts(services, personId) },
  ];
}

function lineFor({ locale, zone }: DataReader): (thanks: ExportedThanks) => string {
  const t = translator(kudosTexts, locale);
  const kindOf = (kind: KudosKind) => (kind === "thanks" ? [] : [t(kind)]);
  return (thanks) => {
    const day = formatShortDay(new Date(thanks.givenAt), locale, zone);
    if (thanks.role === "also") {
      return [day, ...kindOf(thanks.kind), thanks.sender].join(SEPARATOR);
    }
    const who = thanks.role === "recipient" ? thanks.sender : formatNames(recipientsOf(thanks, t("everybody")), locale);
    return [
      day,
      ...kindOf(thanks.kind),
      [who, thanks.words].filter(Boolean).join(": "),
      ...(thanks.value ? [t("forValue", { value: thanks.value })] : []),
      ...(thanks.isWithdrawn ? [t("listRemoved")] : []),
    ]
      .filter(Boolean)
      .join(SEPARATOR);
  };
}

const SEPARATOR = " · ";

const recipientsOf = (
  { wholeTeam, recipients }: Extract<ExportedThanks, { role: "sender" }>,
  everybody: string,
): readonly string[] => [...(wholeTeam ? [everybody] : []), ...recipients];

async function drafts(services: Services, personId: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const item of scanPartition(services.store, userPartition(personId), prefixRange("draft|"))) {
    const { words, hint } = readDocument(StoredDraft, item).data;
    lines.push([hint?.name, words].filter(Boolean).join(": "));
  }
  return lines.filter((line) => line !== "");
}
