import { type Block, escapeMarkdown, heading, note, paragraph, quote } from "../../../cards/blocks.ts";
import { type Button, button } from "../../../cards/buttons.ts";
import { adaptiveCard, MAX_REFRESHED_MEMBERS } from "../../../cards/card.ts";
import { shortName, truncated } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import { formatDay } from "../../../i18n/format-time.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { type Poll, pollVerbs } from "../contract.ts";
import { decidedByOther, hasNames, isOwed, isPollOpen, isTie, leadingOptions, resultShown } from "../rules/poll.ts";
import type { PollText } from "../texts.ts";
import { mineButton, openActions, openBody, type PollView, tally } from "./open-body.ts";

type T = Translate<PollText>;

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
    ...tally(poll.options, result),
    ...(isTie(poll) ? [note(t("tie", { options: leading.join(", ") }))] : []),
    countNote,
  ];
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
