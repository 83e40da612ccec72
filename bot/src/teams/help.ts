import { heading, note, paragraph } from "../cards/blocks.ts";
import { button, buttonRow } from "../cards/buttons.ts";
import { adaptiveCard } from "../cards/card.ts";
import type { Locale } from "../core/context.ts";
import type { Feature } from "../core/feature.ts";
import type { Card } from "../core/outbox.ts";
import { translator } from "../i18n/translate.ts";
import { RUN_COMMAND } from "./run-command.ts";
import { teamsTexts } from "./texts.ts";

/**
 * The answer to a greeting, a request for help and every unknown command: the available commands, their use, and a button for each. A
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
        note(help[locale]),
        buttonRow(button({ title: capitalised(locale === "sv" ? sv : en), verb: RUN_COMMAND, data: { command: sv } })),
      ]),
    ],
  });
}

const capitalised = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
