import { type Button, button, buttonRow, type Door, sendButton, toggle } from "../../cards/buttons.ts";
import { aCard } from "../../cards/card.ts";
import { choiceField, type Option, peopleField, switchField, textField } from "../../cards/inputs.ts";
import { type Block, group, heading, note, paragraph, plain, quote } from "../../cards/text.ts";
import type { Person } from "../../core/context.ts";
import type { Card } from "../../core/delivery.ts";
import { commonTexts } from "../../i18n/common.ts";
import { sayNames } from "../../i18n/names.ts";
import { type Translate, translator } from "../../i18n/translate.ts";
import type { ThanksLine } from "../pulse/contract.ts";
import { type KudosKind, kudosVerbs, LONGEST_WORDS, type Reach, WHOLE_TEAM } from "./contract.ts";
import type { KudosText } from "./texts.ts";

type T = Translate<KudosText>;

export interface FormView {
  readonly teamId: string;
  readonly nonce: string;
  readonly askerId: string;
  readonly door: Door;
  /** Whom to choose from; undefined where they are too many for a list. */
  readonly members: readonly Person[] | undefined;
  /** The team's values; `id` is what a form sends, for a value may hold anything. */
  readonly values: readonly { readonly id: string; readonly name: string }[];
  readonly recipients: readonly string[];
  readonly wholeTeam: boolean;
  readonly words: string | undefined;
  readonly kind: KudosKind;
  readonly value: string;
  /** The message it is about, for the one who writes: it is not sent along. */
  readonly about: string | undefined;
  /** Why what was sent could not be accepted. */
  readonly error: string | undefined;
}

/** The form, in a dialog or in the chat. The two buttons say where the thanks go, so that nothing else must be chosen. */
export function formCard(form: FormView, t: T): Card {
  const { teamId, nonce, askerId, door } = form;
  const send = (audience: "team" | "private") =>
    sendButton(door, {
      title: t(audience === "team" ? "inChannel" : "inPrivate"),
      verb: kudosVerbs.give,
      data: { teamId, nonce, askerId, door, audience },
    });
  return aCard({
    locale: t.locale,
    fallbackText: t("formFallback"),
    body: [
      heading(t("formTitle")),
      ...(form.error === undefined ? [] : [paragraph(form.error, { color: "Attention" })]),
      whomField(form, t),
      ...(form.about === undefined ? [] : [note(t("about")), quote(shortened(form.about, LONGEST_ABOUT))]),
      textField({
        id: "words",
        label: t("yourWords"),
        value: plain(form.words ?? t("starter")),
        placeholder: t("wordsHint"),
        maxLength: LONGEST_WORDS,
        lines: "many",
        required: { otherwise: t("wordsHint") },
      }),
      group(MORE, moreFields(form, t), form.error !== undefined),
      note(t("wishFirst")),
    ],
    actions: [send("team"), send("private"), toggle(translator(commonTexts, t.locale)("moreChoices"), MORE)],
  });
}

const MORE = "more";

function whomField(form: FormView, t: T): Block {
  const chosen = [...(form.wholeTeam && form.members ? [WHOLE_TEAM] : []), ...form.recipients].join(",");
  const field = { id: "recipients", label: t("whom"), value: chosen, placeholder: t("whomHint") };
  if (!form.members) {
    return peopleField(field);
  }
  const options: Option[] = form.members.map(({ id, name }) => ({ title: shortName(name), value: id }));
  return choiceField({
    ...field,
    many: true,
    style: "filtered",
    options: [...options, { title: t("everybody"), value: WHOLE_TEAM }],
  });
}

function moreFields(form: FormView, t: T): readonly Block[] {
  const kinds = (["thanks", "progress", "milestone"] as const).map((kind) => ({ title: t(kind), value: kind }));
  const values = form.values.map(({ id, name }) => ({ title: plain(name), value: id }));
  return [
    choiceField({ id: "kind", label: t("kind"), options: kinds, value: form.kind }),
    ...(form.members ? [] : [switchField({ id: "wholeTeam", label: t("thankWholeTeam"), on: form.wholeTeam })]),
    ...(values.length === 0
      ? []
      : [
          choiceField({
            id: "value",
            label: t("value"),
            options: [{ title: t("noValue"), value: "" }, ...values],
            value: form.value,
          }),
        ]),
  ];
}

/** Stands in a channel instead of a form whose words or recipients others may not read there. */
export function draftCard(draft: { teamId: string; draftId: string; askerId: string }, t: T): Card {
  return aCard({
    locale: t.locale,
    fallbackText: t("draftTitle"),
    body: [heading(t("draftTitle")), note(t("draftWaits"))],
    actions: [button({ title: t("openDraft"), verb: kudosVerbs.openDraft, data: draft, primary: true })],
  });
}

/** What is left of a form for everybody: no names, and the way to the receipt for the one who sent it. */
export function usedFormCard(kudosId: string, t: T): Card {
  return aCard({
    locale: t.locale,
    fallbackText: t("formUsed"),
    body: [
      note(t("formUsed")),
      buttonRow(button({ title: t("myReceipt"), verb: kudosVerbs.receipt, data: { kudosId } })),
    ],
  });
}

export interface ReceiptView {
  readonly kudosId: string;
  readonly isShown: boolean;
  readonly isRemoved: boolean;
  readonly reached: Readonly<Record<Reach, readonly string[]>>;
  /** Who gets the words although the channel does not. */
  readonly heldBackFor: readonly string[];
}

/** What became of it, said to the sender alone. */
export function receiptCard({ kudosId, isShown, isRemoved, reached, heldBackFor }: ReceiptView, t: T): Card {
  const say = (key: KudosText, people: readonly string[]) =>
    people.length === 0 ? [] : [paragraph(t(key, { names: names(people, t), count: people.length }))];
  const lines = isRemoved
    ? [paragraph(t("removedByYou"))]
    : [
        ...(isShown ? [paragraph(t("sentInChannel"))] : []),
        ...say("theyChoose", reached.asked),
        ...say("sentPrivately", reached.private),
        ...say("ratherInPerson", reached.inPerson),
        ...say("wordsHeldBack", heldBackFor),
      ];
  return aCard({
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

/** The card in the channel. `haveJoined` is the view of somebody who said thanks too: it carries no number for anybody. */
export function publicCard(line: ThanksLine, t: T, haveJoined = false): Card {
  const data = { kudosId: line.kudosId };
  const common = translator(commonTexts, t.locale);
  const join = haveJoined
    ? button({ title: common("undo"), verb: kudosVerbs.undoAlso, data })
    : button({ title: t("alsoThank"), verb: kudosVerbs.alsoThank, data });
  const title = whoThanksWhom(line, t);
  return aCard({
    locale: t.locale,
    fallbackText: plain(title),
    body: [
      heading(title),
      line.words === undefined ? note(t("wordsBetweenThem")) : quote(line.words),
      ...valueLine(line.value, t),
      ...(haveJoined ? [note(t("youAlsoThank"))] : []),
    ],
    actions: [join, button({ title: common("moreChoices"), verb: kudosVerbs.mine, data })],
  });
}

function whoThanksWhom(line: ThanksLine, t: T): string {
  const sender = shortName(line.sender.name);
  const common = translator(commonTexts, t.locale);
  const to = line.wholeTeam
    ? common("wholeTeam")
    : names(
        line.recipients.map(({ name }) => name),
        t,
      );
  if (to === "") {
    return t(line.kind === "milestone" ? "milestoneAlone" : "progressAlone", { sender });
  }
  return t(withWhom[line.kind], { sender, names: to });
}

const withWhom = { thanks: "thanked", progress: "progressWith", milestone: "milestoneWith" } as const;
const withYou = { thanks: "privateThanks", progress: "privateProgress", milestone: "privateMilestone" } as const;

/** What stands where something was taken away: no name, no words. */
export const removedCard = (t: T): Card =>
  aCard({ locale: t.locale, fallbackText: t("removed"), body: [note(t("removed"))] });

export interface ForYouView {
  readonly kudosId: string;
  readonly kind: KudosKind;
  readonly sender: string;
  readonly words: string;
  readonly value: string | undefined;
  readonly reach: Reach;
  readonly wordsArePublic: boolean;
}

/** The thanks as they reach somebody from Gnista directly. `answered` is the view right after they said whether it shows. */
export function forYouCard(view: ForYouView, t: T, answered?: "nowShown" | "nowKept"): Card {
  const data = { kudosId: view.kudosId };
  const common = translator(commonTexts, t.locale);
  const more = button({ title: common("moreChoices"), verb: kudosVerbs.mine, data });
  const sender = shortName(view.sender);
  const isAsked = view.reach === "asked";
  const title = t(withYou[view.kind], { sender });
  return aCard({
    locale: t.locale,
    fallbackText: plain(title),
    body: [
      heading(title),
      quote(view.words),
      ...valueLine(view.value, t),
      ...(isAsked ? [paragraph(t("mayItShow", { sender }))] : []),
      ...(answered ? [note(t(answered))] : []),
      ...(view.reach === "private" && !answered ? [note(t("justBetweenYou"))] : []),
      ...(view.reach === "shown" && !view.wordsArePublic ? [note(t("wordsForYou"))] : []),
    ],
    actions: isAsked
      ? [
          button({ title: t("show"), verb: kudosVerbs.showThanks, data, primary: true }),
          button({ title: t("keep"), verb: kudosVerbs.keepBetweenUs, data }),
          more,
        ]
      : [more],
  });
}

export interface MineView extends ForYouView {
  readonly title: { readonly line: ThanksLine } | "forYou";
  readonly isSender: boolean;
  /** Undefined where it is not the viewer's to know. */
  readonly alsoThanked: readonly string[] | undefined;
  readonly canShow: boolean;
  readonly canLeave: boolean;
}

/** What the viewer may know of it, and do with it. For the sender and those who were thanked alone. */
export function mineCard(view: MineView, t: T): Card {
  const data = { kudosId: view.kudosId };
  const title =
    view.title === "forYou"
      ? t(withYou[view.kind], { sender: shortName(view.sender) })
      : whoThanksWhom(view.title.line, t);
  const also = view.alsoThanked ?? [];
  return aCard({
    locale: t.locale,
    fallbackText: t("mineTitle"),
    body: [
      heading(title),
      quote(view.words),
      ...valueLine(view.value, t),
      ...(view.isSender || view.reach === "left"
        ? []
        : [note(t(view.reach === "shown" ? "shownInChannel" : "hidden"))]),
      ...(also.length === 0 ? [] : [paragraph(t("alsoThanked", { names: names(also, t) }))]),
    ],
    actions: [
      ...(view.canShow ? [button({ title: t("show"), verb: kudosVerbs.showThanks, data })] : []),
      ...(view.canLeave && view.reach === "shown"
        ? [button({ title: t("keep"), verb: kudosVerbs.keepBetweenUs, data })]
        : []),
      ...(view.canLeave ? [button({ title: t("removeMe"), verb: kudosVerbs.remove, data })] : []),
      ...(view.isSender ? [takeBack(view.kudosId, false, t)] : []),
    ],
  });
}

/** Right after it was removed: undo instead of a question before. */
export function takenAwayCard(kudosId: string, said: "removedByYou" | "youLeft", t: T): Card {
  return aCard({
    locale: t.locale,
    fallbackText: t(said),
    body: [paragraph(t(said))],
    actions: [takeBack(kudosId, true, t)],
  });
}

const valueLine = (value: string | undefined, t: T): readonly Block[] =>
  value === undefined ? [] : [note(t("forValue", { value }))];

/** Keeps a card with twenty of the longest names under its limit, in title, notification and speech. */
const LONGEST_NAME = 60;
const LONGEST_ABOUT = 300;
/** Of a large team's thanks: nobody reads more, and the card stays small. */
const MOST_NAMES = 40;

const names = (people: readonly string[], t: T): string =>
  sayNames([...people.slice(0, MOST_NAMES).map(shortName), ...(people.length > MOST_NAMES ? ["…"] : [])], t.locale);

const shortName = (name: string): string => shortened(name, LONGEST_NAME);

/** Cut between characters, with nothing in it that would turn or hide the text around it. */
function shortened(text: string, longest: number): string {
  const visible = plain(
    text.toWellFormed().replace(/[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, " "),
  );
  const characters = [...visible];
  return characters.length <= longest ? visible : `${characters.slice(0, longest - 1).join("")}…`;
}
