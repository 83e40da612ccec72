import { formatNames } from "../../../i18n/names.ts";
import { translator } from "../../../i18n/translate.ts";
import type { Poll } from "../contract.ts";
import { settledOptions } from "../rules/poll.ts";
import { pollTexts } from "../texts.ts";

/**
 * The possible outcomes: the options, after them the several that a vote has settled together, and for consent whether
 * to go ahead. In the team's language.
 */
export function outcomesOf(
  poll: Pick<Poll, "mode" | "options" | "result" | "most">,
  locale: "sv" | "en",
): readonly string[] {
  const t = translator(pollTexts, locale);
  if (poll.mode === "consent") {
    return [t("goAhead"), t("wait")];
  }
  const settled = settledOptions(poll).map((option) => poll.options[option] ?? "");
  return settled.length > 1 ? [...poll.options, formatNames(settled, locale)] : poll.options;
}
