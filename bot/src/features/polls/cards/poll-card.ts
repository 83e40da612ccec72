import { type Block, escapeMarkdown, heading, note, paragraph, quote } from "../../../cards/blocks.ts";
import { type Button, button } from "../../../cards/buttons.ts";
import { adaptiveCard, MAX_REFRESHED_MEMBERS } from "../../../cards/card.ts";
import { choiceField } from "../../../cards/fields.ts";
import { shortName, truncated } from "../../../cards/names.ts";
import { tallyRow } from "../../../cards/tally.ts";
import type { Offered } from "../../../core/offer.ts";
import type { Card } from "../../../core/outbox.ts";
import { tooFewToShow } from "../../../core/too-few-to-show.ts";
import { formatDay, formatTime } from "../../../i18n/format-time.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { type AnswerCount, type Poll, pollVerbs } from "../contract.ts";
import {
  decidedByOther,
  figuresShow,
  hasNames,
  isAskersToDecide,
  isOwed,
  isPollOpen,
  isTie,
  leadingOptions,
  resultShown,
} from "../rules/poll.ts";
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
  /** The actor asked it: their view has the way to take it back, and no way to answer where they decide. */
  readonly isOwn?: boolean;
  /** The actor has answered with this click. */
  readonly status?: "saved" | "savedNamed";
}

/** The card in the channel, at every stage of the poll. */
export function pollCard(view: PollView, t: T): Card {
  const { poll } = view;
  const takesAnswers = isPollOpen(poll, view.now);
  const asks = t("asks", { name: shortName(poll.asker.name) });
  return adaptiveCard({
    locale: t.locale,
    fallbackText: `${asks}: ${escapeMarkdown(poll.question)}`,
    body: [note(asks), heading(poll.question), ...(takesAnswers ? openBody(view, t) : closedBody(view, t))],
    actions: takesAnswers ? openActions(view, t) : closedActions(poll, t),
    ...(view.offers ? { offers: view.offers } : {}),
    refresh: { verb: pollVerbs.card, data: { pollId: poll.id }, everybody: poll.eligible < MAX_REFRESHED_MEMBERS },
  });
}

/** Replaces the card of an erased poll: no name, no words. */
export const erasedCard = (t: T): Card =>
  adaptiveCard({ locale: t.locale, fallbackText: t("erased"), body: [note(t("erased"))], actions: [] });

/** More option buttons than this would displace the card's own button. */
const MAX_BUTTONS = 5;

const hasButtons = ({ poll: { options, most }, isOwn }: PollView) =>
  most === 1 && options.length <= (isOwn ? MAX_BUTTONS - 1 : MAX_BUTTONS);

const isDecidersView = ({ poll, isOwn = false }: PollView) => isOwn && isAskersToDecide(poll, poll.asker);

function openBody(view: PollView, t: T): readonly Block[] {
  const { poll, soFar } = view;
  return [
    paragraph(decisionRule(view, t)),
    ...optionBody(view, t),
    ...(soFar ? tally(poll, soFar) : []),
    ...(view.answers === undefined ? [] : [note(answersSoFar(view.answers, t))]),
    ...(view.status ? [paragraph(t(view.status), { color: "Good" })] : []),
    note(`${openness(poll, t)} ${t("neverHaveTo")}`),
  ];
}

function optionBody(view: PollView, t: T): readonly Block[] {
  if (isDecidersView(view)) {
    return [paragraph(view.poll.options.join(" · "))];
  }
  return hasButtons(view) ? [] : [optionList(view.poll, t)];
}

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

/** Shown before anybody answers. */
function openness(poll: Poll, t: T): string {
  if (poll.isAnonymous) {
    return t("anonymous");
  }
  if (figuresShow(poll) === "live") {
    return t("namedLive");
  }
  if (figuresShow(poll) === "afterMyVote") {
    return t("namedAfterMine");
  }
  return t(tooFewToShow(poll.eligible) ? "tooFewForAnonymous" : "named");
}

const optionList = ({ options, most }: Poll, t: T): Block =>
  choiceField({
    id: "choices",
    label: most > 1 ? t("chooseUpTo", { count: most }) : t("chooseOne"),
    isMultiSelect: most > 1,
    style: "expanded",
    options: options.map((option, index) => ({ title: escapeMarkdown(option), value: String(index) })),
  });

function openActions(view: PollView, t: T): readonly Button[] {
  const { poll, isOwn = false } = view;
  return [
    ...(isDecidersView(view) ? [] : voteButtons(view, t)),
    mineButton(poll.id, t("mine")),
    ...(isOwn ? [takeBackButton(poll.id, t)] : []),
  ];
}

function voteButtons(view: PollView, t: T): readonly Button[] {
  const { poll } = view;
  const promised = poll.isAnonymous ? ({ promised: "anonymous" } as const) : {};
  const data = { pollId: poll.id, edition: poll.edition, ...promised };
  return hasButtons(view)
    ? poll.options.map((option, index) =>
        button({ title: escapeMarkdown(option), verb: pollVerbs.vote, data: { ...data, choices: String(index) } }),
      )
    : [button({ title: t("answer"), verb: pollVerbs.vote, data, primary: true })];
}

/** Undo, never confirm: it acts at once, and offers to ask again. */
export const takeBackButton = (pollId: string, t: T): Button =>
  button({ title: t("takeBack"), verb: pollVerbs.takeBack, data: { pollId }, ignoresInputs: true });

export const mineButton = (pollId: string, title: string): Button =>
  button({ title, verb: pollVerbs.mine, data: { pollId }, ignoresInputs: true });

function closedBody(view: PollView, t: T): readonly Block[] {
  return [...outcomeBody(view, t), ...resultBody(view.poll, t)];
}

function outcomeBody({ poll, now, zone }: PollView, t: T): readonly Block[] {
  if (poll.state === "decided") {
    const { outcome = "", why = "" } = poll;
    const other = decidedByOther(poll);
    return [
      paragraph(t("decided", { outcome }), { weight: "Bolder", size: "Medium" }),
      quote(t("why", { why })),
      ...(other ? [note(t("decidedByOther", { name: shortName(other.name) }))] : []),
    ];
  }
  if (!isOwed(poll)) {
    return [paragraph(t("counting"))];
  }
  const day = formatDay(new Date(poll.answerBy), t.locale, zone, now);
  return [paragraph(t(poll.state === "moreTime" ? "moreTime" : "closed", { name: shortName(poll.asker.name), day }))];
}

/** The public part of the answers. */
export function resultBody(poll: Poll, t: T): readonly Block[] {
  const { options } = poll;
  const result = resultShown(poll);
  if (!result) {
    return [];
  }
  if (result.shows === "unreadable") {
    return [note(t("unreadable"))];
  }
  if (result.shows === "objections") {
    return [paragraph(t(result.isAny ? "somebodyObjects" : "nobodyObjected"))];
  }
  if (result.shows === "nothing") {
    return [note(t("tooFew"))];
  }
  const countNote = note(t("answersGiven", { count: result.answers }));
  if (result.answers === 0) {
    return [countNote];
  }
  if (result.shows === "nearlyAll") {
    const chosen = result.options.map((option) => options[option] ?? "").join(", ");
    return [paragraph(t("nearlyAll", { options: chosen })), countNote];
  }
  const leading = leadingOptions(result).map((option) => options[option] ?? "");
  return [
    ...tally(poll, result.totals),
    ...(isTie(poll) ? [note(t("tie", { options: leading.join(", ") }))] : []),
    countNote,
  ];
}

function tally(poll: Poll, totals: readonly number[]): readonly Block[] {
  const highest = Math.max(1, ...totals);
  return poll.options.map((label, option) => {
    const figure = totals[option] ?? 0;
    return tallyRow({ label, caption: String(figure), share: figure / highest, isFirst: figure === highest });
  });
}

function closedActions(poll: Poll, t: T): readonly Button[] {
  const votersButton = button({ title: t("who"), verb: pollVerbs.who, data: { pollId: poll.id } });
  return [...(isOwed(poll) ? [mineButton(poll.id, t("tellNow"))] : []), ...(hasNames(poll) ? [votersButton] : [])];
}

/** One line, for texts that do not repeat the whole question. */
export const abbreviated = (question: string): string => truncated(question, 120);

/** The reply in the thread: the outcome, or before it the day to which it was put off. */
export function replyText(poll: Poll, zone: string, t: T): string {
  if (poll.state === "decided") {
    const { outcome = "", why = "" } = poll;
    return t("decidedReply", { outcome, why });
  }
  // Without "tomorrow": the reply is read for days.
  const day = formatDay(new Date(poll.answerBy), t.locale, zone, new Date(0));
  return t("moreTime", { name: shortName(poll.asker.name), day });
}
