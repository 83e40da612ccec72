import { translator } from "../../../i18n/translate.ts";
import type { Poll } from "../contract.ts";
import { pollTexts } from "../texts.ts";

/** The possible outcomes: the options, and for consent whether to go ahead. In the team's language. */
export function outcomesOf(poll: Pick<Poll, "mode" | "options">, locale: "sv" | "en"): readonly string[] {
  const t = translator(pollTexts, locale);
  return poll.mode === "consent" ? [t("goAhead"), t("wait")] : poll.options;
}
