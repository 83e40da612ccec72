import { type Block, escapeMarkdown, heading, note, paragraph, quote } from "../../../cards/blocks.ts";
import { type Button, button, link } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { abbreviatedNames, shortName } from "../../../cards/names.ts";
import type { Offered } from "../../../core/offer.ts";
import type { Card } from "../../../core/outbox.ts";
import { commonTexts } from "../../../i18n/common.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import { kernelVerbs } from "../../../kernel/contract.ts";
import { type KudosKind, kudosVerbs, type Reach, type ThanksEntry } from "../contract.ts";
import type { KudosText } from "../texts.ts";

type T = Translate<KudosText>;

export interface ReceiptView {
  readonly kudosId: string;
  readonly isShown: boolean;
  readonly isRemoved: boolean;
  readonly reached: Readonly<Record<Reach, readonly string[]>>;
  /** Recipients who get the words although the channel does not show them. */
  readonly heldBackFor: readonly string[];
}

/** The outcome of the act, for the sender only. */
export function receiptCard({ kudosId, isShown, isRemoved, reached, heldBackFor }: ReceiptView, t: T): Card {
  const say = (key: KudosText, people: readonly string[]) =>
    people.length === 0 ? [] : [paragraph(t(key, { names: abbreviatedNames(people, t.locale), count: people.length }))];
  const lines = isRemoved
    ? [paragraph(t("removedByYou"))]
    : [
        ...(isShown ? [paragraph(t("sentInChannel"))] : []),
        ...say("theyChoose", reached.asked),
        ...say("sentPrivately", reached.private),
        ...say("ratherInPerson", reached.inPerson),
        ...say("wordsHeldBack", heldBackFor),
      ];
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t(isRemoved ? "removedByYou" : "sent"),
    body: [...(isRemoved ? [] : [heading(t("sent"))]), ...lines],
    actions: [takeBack(kudosId, isRemoved, t)],
  });
}

function takeBack(kudosId: string, isRemoved: boolean, t: T): Button {
  const common = translator(commonTexts, t.locale);
  return isRemoved
    ? button({ title: common("undo"), verb: kudosVerbs.restore, data: { kudosId } })
    : button({ title: t("removeAll"), verb: kudosVerbs.remove, data: { kudosId } });
}

export interface PublicKudosView {
  readonly line: ThanksEntry;
  /** Buttons that other features add to the card. */
  readonly offers: readonly Offered[];
  /** The view of a person who joined the thanks: it shows no number to anybody. */
  readonly haveJoined?: boolean;
}

/** The card in the channel. */
export function publicKudosCard({ line, offers, haveJoined = false }: PublicKudosView, t: T): Card {
  const data = { kudosId: line.kudosId };
  const common = translator(commonTexts, t.locale);
  const join = haveJoined
    ? button({ title: common("undo"), verb: kudosVerbs.undoAlso, data })
    : button({ title: t("alsoThank"), verb: kudosVerbs.alsoThank, data });
  const title = thanksTitle(line, t);
  return adaptiveCard({
    locale: t.locale,
    fallbackText: escapeMarkdown(title),
    body: [
      heading(title),
      line.words === undefined ? note(t("wordsBetweenThem")) : wordsBlock(line.words, t),
      ...valueLine(line.value, t),
      ...(haveJoined ? [note(t("youAlsoThank"))] : []),
    ],
    actions: [join, button({ title: common("moreChoices"), verb: kudosVerbs.mine, data })],
    offers,
  });
}

function thanksTitle(line: ThanksEntry, t: T): string {
  const sender = shortName(line.sender.name);
  const common = translator(commonTexts, t.locale);
  const to = line.wholeTeam
    ? common("wholeTeam")
    : abbreviatedNames(
        line.recipients.map(({ name }) => name),
        t.locale,
      );
  if (to === "") {
    return t(line.kind === "milestone" ? "milestoneAlone" : "progressAlone", { sender });
  }
  return t(withWhom[line.kind], { sender, names: to });
}

const withWhom = { thanks: "thanked", progress: "progressWith", milestone: "milestoneWith" } as const;
const withYou = { thanks: "privateThanks", progress: "privateProgress", milestone: "privateMilestone" } as const;

/**
 * Replaces a card that was removed: no name, no words. With `undo`, in the channel, the person who removed it can
 * restore it: their own view disappears as soon as this card is there.
 */
export const removedCard = (t: T, undo?: { readonly kudosId: string }): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: t("removed"),
    body: [note(t("removed"))],
    actions: undo ? [takeBack(undo.kudosId, true, t)] : [],
  });

export interface ForYouView {
  readonly kudosId: string;
  readonly kind: KudosKind;
  readonly sender: string;
  /** The link to a chat with the sender. */
  readonly chat?: string | undefined;
  readonly words: string;
  readonly value: string | undefined;
  readonly reach: Reach;
  readonly wordsArePublic: boolean;
}

/** The recipient's latest choice about their name, and how to change it if it is remembered for the next time. */
export interface Answered {
  readonly status: "nowShown" | "nowKept" | "shownThisOne" | "keptThisOne";
  /** "Write settings here" is true in the personal chat alone: a channel's message must mention Gnista. */
  readonly isPersonalChat: boolean;
}

/**
 * The thanks as Gnista sends them to a recipient directly. `answered` is the view right after the recipient has chosen
 * whether their name shows.
 */
export function forYouCard(view: ForYouView, t: T, answered?: Answered): Card {
  const data = { kudosId: view.kudosId };
  const common = translator(commonTexts, t.locale);
  const more = button({ title: common("moreChoices"), verb: kudosVerbs.mine, data });
  const sender = shortName(view.sender);
  const isAsked = view.reach === "asked";
  const title = t(withYou[view.kind], { sender });
  return adaptiveCard({
    locale: t.locale,
    fallbackText: escapeMarkdown(title),
    body: [
      heading(title),
      wordsBlock(view.words, t),
      ...valueLine(view.value, t),
      ...(isAsked ? [paragraph(t("mayItShow", { sender })), note(t("neverHaveTo"))] : []),
      ...(answered ? answerNotes(answered, t) : []),
      ...(view.reach === "private" && !answered ? [note(t("justBetweenYou"))] : []),
      ...(view.reach === "shown" && !view.wordsArePublic ? [note(t("wordsForYou"))] : []),
    ],
    actions: isAsked
      ? [
          button({ title: t("show"), verb: kudosVerbs.showThanks, data, primary: true }),
          button({ title: t("keep"), verb: kudosVerbs.keepBetweenUs, data }),
          ...writeTo(view, t),
          more,
        ]
      : [...writeTo(view, t), more],
  });
}

/** The button with which the recipient can answer the sender. */
const writeTo = ({ sender, chat }: Pick<ForYouView, "sender" | "chat">, t: T): readonly Button[] =>
  chat === undefined ? [] : [link(t("writeTo", { sender: shortName(sender) }), chat)];

export interface AnswerView extends Pick<ForYouView, "sender" | "chat"> {
  readonly teamId: string;
  readonly nonce: string;
}

/** Answers a `Tack!` that follows a private thank-you: it goes to the sender, not to Gnista. */
export function answerThanksCard({ sender, chat, teamId, nonce }: AnswerView, t: T): Card {
  const question = t("answerSender", { sender: shortName(sender) });
  const data = { teamId, command: "tack", text: "", nonce };
  return adaptiveCard({
    locale: t.locale,
    fallbackText: escapeMarkdown(question),
    body: [paragraph(question), ...(chat === undefined ? [note(t("answerDirectly"))] : [])],
    actions: [...writeTo({ sender, chat }, t), button({ title: t("thankSomebody"), verb: kernelVerbs.inTeam, data })],
  });
}

function answerNotes({ status, isPersonalChat }: Answered, t: T): readonly Block[] {
  const isRemembered = status === "nowShown" || status === "nowKept";
  return [note(t(status)), ...(isRemembered ? [note(t(isPersonalChat ? "changeHere" : "changeInChat"))] : [])];
}

export interface MineView extends ForYouView {
  readonly title: { readonly line: ThanksEntry } | "forYou";
  readonly isSender: boolean;
  /** Undefined where the viewer may not know it. */
  readonly alsoThanked: readonly string[] | undefined;
  readonly canShow: boolean;
  readonly canLeave: boolean;
}

/** What the viewer may know of the thanks and do with them. For the sender and the recipients only. */
export function mineCard(view: MineView, t: T): Card {
  const data = { kudosId: view.kudosId };
  const title =
    view.title === "forYou"
      ? t(withYou[view.kind], { sender: shortName(view.sender) })
      : thanksTitle(view.title.line, t);
  const also = view.alsoThanked ?? [];
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("mineTitle"),
    body: [
      heading(title),
      wordsBlock(view.words, t),
      ...valueLine(view.value, t),
      ...(view.isSender || view.reach === "left"
        ? []
        : [note(t(view.reach === "shown" ? "shownInChannel" : "hidden"))]),
      ...(also.length === 0 ? [] : [paragraph(t("alsoThanked", { names: abbreviatedNames(also, t.locale) }))]),
    ],
    actions: [
      ...(view.isSender ? [] : writeTo(view, t)),
      ...(view.canShow ? [button({ title: t("show"), verb: kudosVerbs.showThanks, data })] : []),
      ...(view.canLeave && view.reach === "shown"
        ? [button({ title: t("keep"), verb: kudosVerbs.keepBetweenUs, data })]
        : []),
      ...(view.canLeave ? [button({ title: t("removeMe"), verb: kudosVerbs.remove, data })] : []),
      ...(view.isSender ? [takeBack(view.kudosId, false, t)] : []),
    ],
  });
}

/** Shown right after the removal: an undo instead of a confirmation. */
export function withdrawnCard(kudosId: string, outcome: "removedByYou" | "youLeft", t: T): Card {
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t(outcome),
    body: [paragraph(t(outcome))],
    actions: [takeBack(kudosId, true, t)],
  });
}

const wordsBlock = (words: string, t: T): Block => (words === "" ? note(t("wordsErased")) : quote(words));

const valueLine = (value: string | undefined, t: T): readonly Block[] =>
  value === undefined ? [] : [note(t("forValue", { value }))];
