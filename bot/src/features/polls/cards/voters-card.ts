import { button } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { abbreviatedNames } from "../../../cards/names.ts";
import { heading, note, paragraph } from "../../../cards/text.ts";
import type { Card } from "../../../core/delivery.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { type Poll, pollVerbs } from "../contract.ts";
import type { PollText } from "../texts.ts";

export interface VotersView {
  readonly poll: Poll;
  /** The voters' names by option. */
  readonly voters: readonly (readonly string[])[];
}

/** The voters by option, of a named poll that has closed. */
export function votersCard({ poll, voters }: VotersView, t: Translate<PollText>): Card {
  const most = mostNamed(voters);
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("whoTitle"),
    body: [
      note(t("whoTitle")),
      heading(poll.question),
      ...poll.options.map((option, index) => {
        const names = voters[index] ?? [];
        return paragraph(
          t("whoChose", { option, names: names.length === 0 ? t("nobody") : abbreviatedNames(names, t.locale, most) }),
        );
      }),
    ],
    actions: [button({ title: t("back"), verb: pollVerbs.card, data: { pollId: poll.id } })],
  });
}

/** Over all options: this many of the longest names fill a card. */
const MAX_NAMED = 80;
/** Per option: nobody reads more. */
const MAX_NAMED_EACH = 40;

function mostNamed(voters: VotersView["voters"]): number {
  const named = (most: number) => voters.reduce((sum, names) => sum + Math.min(names.length, most), 0);
  let most = MAX_NAMED_EACH;
  while (most > 1 && named(most) > MAX_NAMED) {
    most--;
  }
  return most;
}
