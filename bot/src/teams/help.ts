import { heading, note, paragraph } from "../cards/blocks.ts";
import { adaptiveCard } from "../cards/card.ts";
import type { Locale } from "../core/context.ts";
import type { Feature } from "../core/feature.ts";
import type { Card } from "../core/outbox.ts";
import { translator } from "../i18n/translate.ts";
import { teamsTexts } from "./texts.ts";

/**
 * The answer to a greeting, a request for help and every unknown command: the available commands and their use. A
 * person who is in the channel but not in its team sees no command that is for the team.
 */
export function helpCard(
  features: readonly Feature[],
  locale: Locale,
  { wasUnderstood, isInTeam }: { readonly wasUnderstood: boolean; readonly isInTeam: boolean },
): Card {
  const t = translator(teamsTexts, locale);
  const first = wasUnderstood ? t("hello") : t("notUnderstood");
  const commands = features
    .flatMap(({ commands }) => commands ?? [])
    .filter(({ access }) => isInTeam || access !== "team");
  return adaptiveCard({
    locale,
    fallbackText: `${first} ${t("whatFor")}`,
    body: [
      heading(first),
      paragraph(t("whatFor")),
      note(t("howTo")),
      ...commands.flatMap(({ names: [sv, en], help }) => [
        paragraph(locale === "sv" ? sv : en, { weight: "Bolder" }),
        note(help[locale]),
      ]),
    ],
  });
}
