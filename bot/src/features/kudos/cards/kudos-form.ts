import { type Block, escapeMarkdown, group, heading, note, quote } from "../../../cards/blocks.ts";
import { button, buttonRow, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, type Option, peopleField, switchField, textField } from "../../../cards/fields.ts";
import { shortName, truncated } from "../../../cards/names.ts";
import type { Person } from "../../../core/context.ts";
import type { Card } from "../../../core/outbox.ts";
import { commonTexts } from "../../../i18n/common.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import { type FormHint, type KudosDraft, kudosVerbs, MAX_WORDS_LENGTH, WHOLE_TEAM } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import type { KudosText } from "../texts.ts";

type T = Translate<KudosText>;

export interface FormView {
  readonly teamId: string;
  readonly nonce: string;
  readonly askerId: string;
  readonly door: KudosDraft["door"];
  /** The people to choose from; undefined when there are too many for a list. */
  readonly members: readonly Person[] | undefined;
  /** The team's values. A form sends `id`, since a value may contain any text. */
  readonly values: readonly { readonly id: string; readonly name: string }[];
  readonly recipients: readonly string[];
  readonly wholeTeam: boolean;
  readonly words: string | undefined;
  /** The message the thanks are for, shown to the author of the form only: it is not sent. */
  readonly about: string | undefined;
  /** Why somebody whom the command meant is not chosen. */
  readonly hint: FormHint | undefined;
}

/** The form, in a dialog or in the chat. Its two buttons choose the audience, so no other field is needed for that. */
export function kudosFormCard(form: FormView, t: T): Card {
  const { teamId, nonce, askerId, door } = form;
  const send = (audience: "team" | "private") =>
    button({
      title: t(audience === "team" ? "inChannel" : "inPrivate"),
      verb: kudosVerbs.give,
      data: { teamId, nonce, askerId, door, audience },
      primary: audience === "team",
    });
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("formFallback"),
    body: [
      heading(t("formTitle")),
      recipientsField(form, t),
      ...(form.hint === undefined ? [] : [note(hintText(form.hint, t))]),
      ...(form.about === undefined ? [] : [note(t("about")), quote(truncated(form.about, MAX_ABOUT_LENGTH))]),
      textField({
        id: "words",
        label: t("yourWords"),
        value: escapeMarkdown(form.words ?? t("starter")),
        placeholder: t("wordsHint"),
        maxLength: MAX_WORDS_LENGTH,
        isMultiline: true,
        requiredMessage: kudosErrors.WORDS_MISSING[t.locale],
      }),
      group(MORE, moreFields(form, t), false),
      note(t("wishFirst")),
    ],
    actions: [send("team"), send("private"), toggle(translator(commonTexts, t.locale)("moreChoices"), MORE)],
  });
}

const hintText = ({ kind, name }: FormHint, t: T): string => {
  const texts = {
    several: () => t("severalHaveName", { name }),
    unknown: () => t("nobodyHasName", { name }),
    group: () => t("groupUnknown", { name }),
    notHere: () => t("notHere", { name }),
    bot: () => t("programNotThanked"),
    self: () => t("notYourself"),
  };
  return texts[kind]();
};

/** In characters: enough to recognise the message. */
const MAX_ABOUT_LENGTH = 300;

const MORE = "more";

function recipientsField(form: FormView, t: T): Block {
  const chosen = [...(form.wholeTeam && form.members ? [WHOLE_TEAM] : []), ...form.recipients].join(",");
  const field = { id: "recipients", label: t("whom"), value: chosen, placeholder: t("whomHint") };
  if (!form.members) {
    return peopleField(field);
  }
  const options: Option[] = form.members.map(({ id, name }) => ({ title: shortName(name), value: id }));
  return choiceField({
    ...field,
    isMultiSelect: true,
    style: "filtered",
    options: [...options, { title: t("everybody"), value: WHOLE_TEAM }],
  });
}

function moreFields(form: FormView, t: T): readonly Block[] {
  const kinds = (["thanks", "progress", "milestone"] as const).map((kind) => ({ title: t(kind), value: kind }));
  const values = form.values.map(({ id, name }) => ({ title: escapeMarkdown(name), value: id }));
  return [
    choiceField({ id: "kind", label: t("kind"), options: kinds, value: "thanks" }),
    ...(form.members ? [] : [switchField({ id: "wholeTeam", label: t("thankWholeTeam"), isOn: form.wholeTeam })]),
    ...(values.length === 0
      ? []
      : [
          choiceField({
            id: "value",
            label: t("value"),
            options: [{ title: t("noValue"), value: "" }, ...values],
            value: "",
          }),
        ]),
  ];
}

/**
 * Stays in a channel permanently instead of a form that contains words or recipients. Its text is true before and after
 * the form is sent.
 */
export function draftCard(draft: { teamId: string; draftId: string; askerId: string }, t: T): Card {
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("draftTitle"),
    body: [heading(t("draftTitle")), note(t("draftWaits"))],
    actions: [button({ title: t("openDraft"), verb: kudosVerbs.openDraft, data: draft, primary: true })],
  });
}

/** Replaces a used form for everybody: no names, and a button that opens the receipt for its sender. */
export function usedFormCard(kudosId: string, t: T): Card {
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("formUsed"),
    body: [
      note(t("formUsed")),
      buttonRow(button({ title: t("myReceipt"), verb: kudosVerbs.receipt, data: { kudosId } })),
    ],
  });
}
