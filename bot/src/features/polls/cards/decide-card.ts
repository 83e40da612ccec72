import { type Block, escapeMarkdown, group, heading, note, paragraph } from "../../../cards/blocks.ts";
import { button, buttonRow, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, dayField, textField } from "../../../cards/fields.ts";
import { shortName } from "../../../cards/names.ts";
import type { Offered } from "../../../core/offer.ts";
import type { Card } from "../../../core/outbox.ts";
import { dayOf } from "../../../core/week.ts";
import { formatDay, formatDayName } from "../../../i18n/format-time.ts";
import type { Translate } from "../../../i18n/translate.ts";
import { MAX_OPTION_LENGTH, MAX_WHY_LENGTH, type OutcomeDelivery, type Poll, pollVerbs } from "../contract.ts";
import { boundOutcome, decidedByOther, isTie } from "../rules/poll.ts";
import { putOffDays } from "../rules/times.ts";
import type { PollText } from "../texts.ts";
import { mineButton } from "./open-body.ts";
import { pageButton } from "./page-button.ts";
import { abbreviated, resultBody } from "./poll-card.ts";

type T = Translate<PollText>;

export interface DecideView {
  readonly poll: Poll;
  /** The possible outcomes, in the team's language. */
  readonly outcomes: readonly string[];
  /** The reason that a vote has settled, in the team's language. The asker may edit it. */
  readonly why?: string | undefined;
  readonly now: Date;
  readonly zone: string;
  readonly page?: string | undefined;
}

/** The closed poll, as its asker gets it: a tap on the outcome, and one line of why. */
export function decideCard({ poll, outcomes, why, now, zone, page }: DecideView, t: T): Card {
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
      paragraph(t(poll.state === "moreTime" ? "moreTime" : "waitsFor", { name: shortName(poll.asker.name), day })),
      ...outcomeFields(poll, outcomes, bound, t),
      textField({
        id: "why",
        label: t("whyLabel"),
        placeholder: t("whyHint"),
        ...(why === undefined ? {} : { value: why }),
        maxLength: MAX_WHY_LENGTH,
        isMultiline: true,
      }),
      group(PUT_OFF, putOffFields(poll, { now, zone }, t), false),
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

/** Two days with one tap each. Their names are read when they are pressed, and the card may be days old by then. */
function putOffFields(poll: Poll, { now, zone }: Pick<DecideView, "now" | "zone">, t: T): readonly Block[] {
  const data = { pollId: poll.id };
  const days = putOffDays(now, zone).map(({ name, at }) =>
    button({
      title: formatDayName(at, t.locale, zone, now),
      verb: pollVerbs.moreTime,
      data: { ...data, day: name },
      ignoresInputs: true,
    }),
  );
  return [
    buttonRow(...days),
    dayField({ id: "day", label: t("untilDay"), min: dayOf(now, zone) }),
    buttonRow(button({ title: t("sayDay"), verb: pollVerbs.moreTime, data })),
  ];
}

export interface DecidedView {
  readonly poll: Poll;
  readonly delivery: OutcomeDelivery;
  readonly page?: string | undefined;
}

/** Replaces the decision form in the asker's chat, and says whether the outcome was posted in the channel. */
export function decidedCard({ poll, delivery, page }: DecidedView, t: T): Card {
  const { id: pollId, outcome = "", why = "" } = poll;
  const other = decidedByOther(poll);
  const status = t(DELIVERED[delivery]);
  const isLost = delivery === "unreachable";
  return adaptiveCard({
    locale: t.locale,
    fallbackText: status,
    body: [
      heading(poll.question),
      ...(other ? [paragraph(t("decidedByOther", { name: shortName(other.name) }), { color: "Good" })] : []),
      ...(other && !isLost ? [] : [paragraph(status, { color: isLost ? "Attention" : "Good" })]),
      paragraph(t("decidedReply", { outcome, why })),
    ],
    actions: [
      ...(isLost ? [button({ title: t("tryAgain"), verb: pollVerbs.tellAgain, data: { pollId }, primary: true })] : []),
      ...pageButton(page, t),
    ],
  });
}

const DELIVERED = { sending: "telling", told: "told", unreachable: "notTold" } as const;

/**
 * The one private reminder, with the buttons that other features add to reminders, such as the one that turns reminders
 * off.
 */
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
