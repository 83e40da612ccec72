import { type Block, escapeMarkdown, group, heading, note, paragraph } from "../../../cards/blocks.ts";
import { button, buttonRow, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { shortName } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { type Poll, pollVerbs } from "../contract.ts";
import type { PollText } from "../texts.ts";
import { optionsField } from "./form-card.ts";
import { takeBackButton } from "./open-body.ts";
import { pageButton } from "./page-button.ts";

type T = Translate<PollText>;

export interface MineView {
  readonly poll: Poll;
  /** The actor's choices as option texts; undefined when there are none or they are no longer known. */
  readonly answer: readonly string[] | undefined;
  readonly isOpen: boolean;
  readonly isDecider: boolean;
  readonly mayRun: boolean;
  /** The actor asked it, and may take it back. */
  readonly isOwn: boolean;
  /** The poll has closed, and another person decides the outcome. */
  readonly isOwed: boolean;
  readonly mayChangeOptions: boolean;
  readonly optionsChanged: boolean;
  readonly page?: string | undefined;
}

/** The actor's own answer, and for those who run the poll its actions. For the actor only. */
export function mineCard(view: MineView, t: T): Card {
  const { poll, mayRun, isOpen } = view;
  const data = { pollId: poll.id };
  const canChange = mayRun && isOpen && view.mayChangeOptions;
  return adaptiveCard({
    locale: t.locale,
    fallbackText: escapeMarkdown(poll.question),
    body: [
      heading(poll.question),
      ...(view.optionsChanged ? [paragraph(t("optionsChanged"), { color: "Good" })] : []),
      paragraph(myPart(view, t)),
      ...(view.isOwed ? [note(t("notYoursToTell", { name: shortName(poll.asker.name) }))] : []),
      ...(canChange ? [group(OPTIONS, optionFields(poll, t), false)] : []),
    ],
    actions: [
      button({ title: t("back"), verb: pollVerbs.card, data, ignoresInputs: true }),
      ...(canChange ? [toggle(t("changeOptions"), OPTIONS)] : []),
      ...(view.isOwn && isOpen ? [takeBackButton(poll.id, t)] : []),
      ...(mayRun && isOpen ? [button({ title: t("closeNow"), verb: pollVerbs.close, data, ignoresInputs: true })] : []),
      ...pageButton(view.page, t),
    ],
  });
}

const OPTIONS = "changeOptions";

function myPart({ answer, isDecider, isOpen, poll }: MineView, t: T): string {
  if (isDecider) {
    return t("youDecide");
  }
  if (answer) {
    return t("myAnswer", { options: answer.join(", ") });
  }
  return t(poll.isAnonymous && !isOpen ? "answerGone" : "noAnswer");
}

const optionFields = (poll: Poll, t: T): readonly Block[] => [
  optionsField(poll.options.join("\n"), t),
  buttonRow(button({ title: t("saveOptions"), verb: pollVerbs.changeOptions, data: { pollId: poll.id } })),
];
