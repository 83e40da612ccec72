import { note } from "../../../cards/blocks.ts";
import { button } from "../../../cards/buttons.ts";
import { adaptiveCard, MAX_REFRESHED_MEMBERS } from "../../../cards/card.ts";
import { shortName } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { type Poll, pollVerbs } from "../contract.ts";
import type { PollText } from "../texts.ts";

type T = Translate<PollText>;

export const takenBackText = ({ asker }: Poll, t: T): string => t("takenBack", { name: shortName(asker.name) });

/** Replaces the card of a poll that was taken back: no words, no answers, no action. */
export function takenBackCard(poll: Poll, t: T): Card {
  const text = takenBackText(poll, t);
  return adaptiveCard({ locale: t.locale, fallbackText: text, body: [note(text)], refresh: refreshOf(poll) });
}

/** The same for its asker alone, with a button that opens a form with the words. */
export function youTookBackCard(poll: Poll, mayAskAgain: boolean, t: T): Card {
  const text = t("youTookBack");
  return adaptiveCard({
    locale: t.locale,
    fallbackText: text,
    body: [note(text)],
    actions: mayAskAgain ? [button({ title: t("askAgain"), verb: pollVerbs.askAgain, data: { pollId: poll.id } })] : [],
    refresh: refreshOf(poll),
  });
}

const refreshOf = ({ id, eligible }: Poll) => ({
  verb: pollVerbs.card,
  data: { pollId: id },
  everybody: eligible < MAX_REFRESHED_MEMBERS,
});
