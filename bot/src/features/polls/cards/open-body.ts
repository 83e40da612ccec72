import { type Block, conditions, escapeMarkdown, group, note, paragraph } from "../../../cards/blocks.ts";
import { type Button, button, buttonRow } from "../../../cards/buttons.ts";
import { MAX_ACTIONS } from "../../../cards/card.ts";
import { choiceField } from "../../../cards/fields.ts";
import { shortName } from "../../../cards/names.ts";
import { tallyRow } from "../../../cards/tally.ts";
import type { Offered } from "../../../core/offer.ts";
import { tooFewToShow } from "../../../core/too-few-to-show.ts";
import { commonTexts } from "../../../i18n/common.ts";
import { formatDay, formatTime } from "../../../i18n/format-time.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import { type AnswerCount, type Poll, pollVerbs } from "../contract.ts";
import { figuresShow, isAskersToDecide } from "../rules/poll.ts";
import type { PollText } from "../texts.ts";

type T = Translate<PollText>;

/** What everybody may know of a poll, and in an actor's own view the actor's part. */
export interface PollView {
  readonly poll: Poll;
  readonly now: Date;
  readonly zone: string;
  /** Undefined when a closed poll does not show it. */
  readonly answers: AnswerCount | undefined;
  /** Figures of a named poll that shows them while it is open. */
  readonly soFar?: readonly number[] | undefined;
  /** Buttons that other features add to the card once the poll is decided. */
  readonly offers?: readonly Offered[];
  /** The actor asked it: their view has a button to take it back, and no buttons to answer if they decide. */
  readonly isOwn?: boolean;
  /** The actor has answered with this click. */
  readonly status?: "saved" | "savedNamed";
}

/**
 * What an open poll's card shows after the question: the ways to answer, then one line of conditions, whose "Mer" opens
 * the rest.
 */
export function openBody(view: PollView, t: T): readonly Block[] {
  const { poll, answers } = view;
  const more = translator(commonTexts, t.locale)("more");
  const soFar = answers === undefined ? [] : [answersSoFar(answers, t)];
  return [
    ...(isDecidersView(view) ? decidersBody(view) : answerBody(view, t)),
    ...(view.status ? [paragraph(t(view.status), { color: "Good" })] : []),
    conditions(
      [decisionRule(view, t), t(poll.isAnonymous ? "anonymous" : "open"), ...soFar].join(" "),
      more,
      CONDITIONS,
    ),
    group(CONDITIONS, [note(`${openness(poll, t)} ${t("neverHaveTo")}`)], false),
  ];
}

const CONDITIONS = "conditions";

/** The buttons below the conditions. */
export const openActions = ({ poll, isOwn = false }: PollView, t: T): readonly Button[] => [
  mineButton(poll.id, t("mine")),
  ...(isOwn ? [takeBackButton(poll.id, t)] : []),
];

/** Undo, never confirm: it acts at once, and offers to ask again. */
export const takeBackButton = (pollId: string, t: T): Button =>
  button({ title: t("takeBack"), verb: pollVerbs.takeBack, data: { pollId }, ignoresInputs: true });

export const mineButton = (pollId: string, title: string): Button =>
  button({ title, verb: pollVerbs.mine, data: { pollId }, ignoresInputs: true });

const isDecidersView = ({ poll, isOwn = false }: PollView) => isOwn && isAskersToDecide(poll, poll.asker);

/** The asker who decides does not answer. */
const decidersBody = ({ poll: { options }, soFar, answers }: PollView): readonly Block[] =>
  soFar ? tally(options, { totals: soFar, answers }) : [paragraph(options.join(" · "))];

/**
 * The ways to answer. With live figures each option is listed once, with its figure: a button with its bar, or a line of
 * the list, which has no place for bars.
 */
function answerBody(view: PollView, t: T): readonly Block[] {
  const { poll, soFar } = view;
  const { options, most } = poll;
  const hasButtons = options.length <= MAX_ACTIONS - openActions(view, t).length;
  const send = buttonRow(button({ title: t("answer"), verb: pollVerbs.vote, data: voteData(poll), primary: true }));
  if (most > 1 || !hasButtons) {
    return [optionList(poll, soFar, t), send];
  }
  return soFar
    ? tallyRows(options, { totals: soFar, answers: view.answers }).map((row, option) =>
        tallyRow({ ...row, label: buttonRow(optionButton(poll, option)) }),
      )
    : [buttonRow(...options.map((_, option) => optionButton(poll, option)))];
}

function voteData({ id: pollId, edition, isAnonymous }: Poll) {
  return { pollId, edition, ...(isAnonymous ? { promised: "anonymous" } : {}) };
}

const optionButton = (poll: Poll, option: number): Button =>
  button({
    title: escapeMarkdown(poll.options[option] ?? ""),
    verb: pollVerbs.vote,
    data: { ...voteData(poll), choices: String(option) },
  });

const optionList = ({ options, most }: Poll, soFar: readonly number[] | undefined, t: T): Block =>
  choiceField({
    id: "choices",
    label: most > 1 ? t("chooseUpTo", { count: most }) : t("chooseOne"),
    isMultiSelect: most > 1,
    style: "expanded",
    options: options.map((option, index) => ({
      title: escapeMarkdown(soFar ? `${option} (${soFar[index] ?? 0})` : option),
      value: String(index),
    })),
  });

const answersSoFar = (answers: AnswerCount, t: T): string =>
  answers === "fewerThanFive" ? t("answeredByFew") : t("answered", { count: answers });

function decisionRule({ poll, now, zone }: PollView, t: T): string {
  const closesAt = new Date(poll.closesAt);
  const time = formatTime(closesAt, t.locale, zone, now);
  if (poll.mode === "vote") {
    return t("mostVotesWins", { time });
  }
  if (poll.mode === "consent") {
    return t("goAheadUnless", { time });
  }
  const day = formatDay(new Date(poll.answerBy), t.locale, zone, now);
  return t("decidesBy", { time, name: shortName(poll.asker.name), day });
}

/** Who will see what; shown before anybody answers. */
function openness(poll: Poll, t: T): string {
  if (poll.isAnonymous) {
    return t("anonymousMore");
  }
  if (figuresShow(poll) === "live") {
    return t("openLive");
  }
  if (figuresShow(poll) === "afterMyVote") {
    return t("openAfterMine");
  }
  return t(tooFewToShow(poll.eligible) ? "openByFew" : "openMore");
}

/** The figures by option, and how many answered. */
interface Figures {
  readonly totals: readonly number[];
  readonly answers: AnswerCount | undefined;
}

/** The rows of a result. */
export const tally = (options: readonly string[], figures: Figures): readonly Block[] =>
  tallyRows(options, figures).map(tallyRow);

/** A bar is full when all who answered chose the option. */
function tallyRows(options: readonly string[], { totals, answers }: Figures) {
  const highest = Math.max(1, ...totals);
  const all = Math.max(highest, typeof answers === "number" ? answers : 0);
  return options.map((label, option) => {
    const figure = totals[option] ?? 0;
    return { label, caption: String(figure), share: figure / all, isFirst: figure === highest };
  });
}
