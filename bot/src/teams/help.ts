import { aCard } from "../cards/card.ts";
import { heading, note, paragraph } from "../cards/text.ts";
import type { Slice } from "../core/actions.ts";
import type { Locale } from "../core/context.ts";
import type { Card } from "../core/delivery.ts";
import { translator } from "../i18n/translate.ts";
import { teamsTexts } from "./texts.ts";

/** What answers a greeting, a call for help and everything that was not understood: what goes, and how. */
export function helpCard(
  slices: readonly Slice[],
  locale: Locale,
  { wasUnderstood }: { wasUnderstood: boolean },
): Card {
  const t = translator(teamsTexts, locale);
  const first = wasUnderstood ? t("hello") : t("notUnderstood");
  const commands = slices.flatMap(({ commands }) => commands ?? []);
  return aCard({
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
