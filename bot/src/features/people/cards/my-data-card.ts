import { heading, note, paragraph } from "../../../cards/blocks.ts";
import { type Button, button } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { abbreviatedNames } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import type { StoredAboutMe } from "../api.ts";
import { peopleVerbs } from "../contract.ts";
import type { T } from "./preferences-card.ts";

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
