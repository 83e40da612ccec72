import { heading, note, paragraph } from "../../../cards/blocks.ts";
import { type Button, button, link } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { abbreviatedNames } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import type { DataList } from "../../../core/personal-data.ts";
import type { StoredAboutMe } from "../api.ts";
import { peopleVerbs } from "../contract.ts";
import type { T } from "./preferences-card.ts";

/** What is stored about the reader and about a team, in one line per feature, and a button for the whole export. */
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

/** One page of all that is stored about the reader, as lists, and a link to the file. */
export function exportCard({ pages, part, fileAddress }: ExportView, t: T): Card {
  const title = t("exportTitle", { part: part + 1, parts: pages.length });
  const lists = pages[part] ?? [];
  const pageButton = (key: "next" | "back", to: number): Button[] =>
    pages[to] === undefined ? [] : [button({ title: t(key), verb: peopleVerbs.exportData, data: { part: to } })];
  return adaptiveCard({
    locale: t.locale,
    fallbackText: title,
    body: [
      heading(title),
      ...(lists.length === 0 ? [paragraph(t("nothingStored"))] : []),
      ...lists.flatMap((list) => [heading(list.title), ...list.lines.map((line) => paragraph(line))]),
      note(t("fileIsInTab")),
    ],
    actions: [
      ...pageButton("back", part - 1),
      ...pageButton("next", part + 1),
      button({ title: t("myData"), verb: peopleVerbs.myData }),
      ...(fileAddress === undefined ? [] : [link(t("openTab"), fileAddress)]),
    ],
  });
}

interface ExportView {
  readonly pages: readonly (readonly DataList[])[];
  readonly part: number;
  /** The page that has the file. Undefined where no page address is configured, and for a person without a team. */
  readonly fileAddress?: string | undefined;
}
