import { heading, note, paragraph } from "../../../cards/blocks.ts";
import { button } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { abbreviatedNames } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
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
  const perOption = namesPerOption(voters);
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("whoTitle"),
    body: [
      note(t("whoTitle")),
      heading(poll.question),
      ...poll.options.map((option, index) => {
        const names = voters[index] ?? [];
        return paragraph(
          t("whoChose", {
            option,
            names: names.length === 0 ? t("nobody") : abbreviatedNames(names, t.locale, perOption),
          }),
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

function namesPerOption(voters: VotersView["voters"]): number {
  const total = (perOption: number) => voters.reduce((sum, names) => sum + Math.min(names.length, perOption), 0);
  let perOption = MAX_NAMED_EACH;
  while (perOption > 1 && total(perOption) > MAX_NAMED) {
    perOption--;
  }
  return perOption;
}
