import { type Button, button, buttonRow, link, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, dayField, textField } from "../../../cards/inputs.ts";
import { shortName } from "../../../cards/names.ts";
import { type Block, escapeMarkdown, group, heading, note, paragraph } from "../../../cards/text.ts";
import type { Card } from "../../../core/delivery.ts";
import type { Offered } from "../../../core/offer.ts";
import { dayOf } from "../../../core/week.ts";
import { formatDay } from "../../../i18n/dates.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { MAX_OPTION_LENGTH, MAX_WHY_LENGTH, type Poll, pollVerbs } from "../contract.ts";
import { boundOutcome, decidedByOther, isTie } from "../rules/poll.ts";
import type { PollText } from "../texts.ts";
import { abbreviated, mineButton, resultBody } from "./poll-card.ts";
import { optionsField } from "./poll-form.ts";

type T = Translate<PollText>;

export interface MineView {
  readonly poll: Poll;
  /** The actor's choices as option texts; undefined when there are none or they are no longer known. */
  readonly answer: readonly string[] | undefined;
  readonly isOpen: boolean;
  readonly isDecider: boolean;
  readonly mayRun: boolean;
  /** The poll has closed, and another person decides the outcome. */
  readonly isOwed: boolean;
  readonly mayChangeOptions: boolean;
  readonly optionsChanged: boolean;
  readonly page?: string | undefined;
}

/** Opens the poll in the tab, which has room for more than a card. Only on a card that one person sees. */
const pageButton = (page: string | undefined, t: T): readonly Button[] =>
  page === undefined ? [] : [link(t("openPage"), page)];

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

export interface DecideView {
  readonly poll: Poll;
  /** The possible outcomes, in the team's language. */
  readonly outcomes: readonly string[];
  readonly now: Date;
  readonly zone: string;
  readonly page?: string | undefined;
}

/** The closed poll, as its asker gets it: a tap on the outcome, and one line of why. */
export function decideCard({ poll, outcomes, now, zone, page }: DecideView, t: T): Card {
  const data = { pollId: poll.id };
  const bound = boundOutcome(poll);
  const day = formatDay(new Date(poll.answerBy), t.locale, zone, now);
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("decideFallback"),
    body: [
      note(t("decideTitle")),
      heading(poll.question),
      ...resultBody(poll, t),
      paragraph(t(poll.state === "moreTime" ? "moreTime" : "waitsFor", { day })),
      ...outcomeFields(poll, outcomes, bound, t),
      textField({
        id: "why",
        label: t("whyLabel"),
        placeholder: t("whyHint"),
        maxLength: MAX_WHY_LENGTH,
        lines: "many",
      }),
      group(PUT_OFF, putOffFields(poll, dayOf(now, zone), t), false),
    ],
    actions: [
      button({
        title: t("tell"),
        verb: pollVerbs.decide,
        data: bound === undefined ? data : { ...data, outcome: String(bound) },
        primary: true,
      }),
      ...(bound === undefined ? [toggle(t("other"), OTHER)] : []),
      toggle(t("needTime"), PUT_OFF),
      ...pageButton(page, t),
    ],
  });
}

const PUT_OFF = "putOff";
const OTHER = "somethingElse";

function outcomeFields(poll: Poll, outcomes: readonly string[], bound: number | undefined, t: T): readonly Block[] {
  if (bound !== undefined) {
    return [paragraph(t("settled", { outcome: outcomes[bound] ?? "" }), { weight: "Bolder" })];
  }
  return [
    ...(isTie(poll) ? [note(t("tieIsYours"))] : []),
    choiceField({
      id: "outcome",
      label: t("outcome"),
      style: "expanded",
      options: outcomes.map((outcome, index) => ({ title: escapeMarkdown(outcome), value: String(index) })),
    }),
    group(OTHER, [textField({ id: "other", label: t("otherWords"), maxLength: MAX_OPTION_LENGTH })], false),
  ];
}

const putOffFields = (poll: Poll, today: string, t: T): readonly Block[] => [
  dayField({ id: "day", label: t("untilDay"), min: today }),
  buttonRow(button({ title: t("sayDay"), verb: pollVerbs.moreTime, data: { pollId: poll.id } })),
];

/** Replaces the poll in the asker's chat once the team has been told. */
export function decidedCard(poll: Poll, t: T, page?: string): Card {
  const { outcome = "", why = "" } = poll;
  const other = decidedByOther(poll);
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("told"),
    body: [
      heading(poll.question),
      paragraph(other ? t("decidedByOther", { name: shortName(other.name) }) : t("told"), { color: "Good" }),
      paragraph(t("decidedReply", { outcome, why })),
    ],
    actions: pageButton(page, t),
  });
}

/** The one private reminder, with the buttons that other features add to reminders: the way to turn reminders off. */
export function owedCard(poll: Poll, offers: readonly Offered[], t: T): Card {
  const message = t("owed", { question: abbreviated(poll.question) });
  return adaptiveCard({
    locale: t.locale,
    fallbackText: message,
    body: [paragraph(message), note(t("owedWhy"))],
    actions: [mineButton(poll.id, t("tellNow"))],
    offers,
  });
}
