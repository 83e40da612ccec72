import { type Block, escapeMarkdown, group, heading, note, paragraph, quote } from "../../../cards/blocks.ts";
import { button, link, toggle } from "../../../cards/buttons.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { choiceField, dayField, textField, timeField } from "../../../cards/fields.ts";
import { truncated } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import { commonTexts } from "../../../i18n/common.ts";
import { type Translate, translator } from "../../../i18n/translate.ts";
import {
  MAX_CHOICES,
  MAX_OPTION_LENGTH,
  MAX_OPTIONS,
  MAX_QUESTION_LENGTH,
  type PollDraft,
  PollMode,
  pollVerbs,
  ResultsShow,
} from "../contract.ts";
import { pollErrors } from "../errors.ts";
import type { PollText } from "../texts.ts";
import { takeBackButton } from "./open-body.ts";

type T = Translate<PollText>;

export interface FormView {
  readonly teamId: string;
  readonly nonce: string;
  readonly askerId: string;
  readonly door: PollDraft["door"];
  readonly question: string;
  /** One per line. */
  readonly options: string;
  readonly mode: PollMode;
  readonly most: string;
  /** There are too few members for anonymous answers, for any asker and in any mode, so they are not offered. */
  readonly isTooFew: boolean;
  readonly answers: "auto" | "anonymous" | "named";
  readonly results: ResultsShow;
  readonly closesOn: string;
  readonly closesAt: string;
  /** The message the poll is about, shown to the author of the form only: it is not sent. */
  readonly about: string | undefined;
}

/** The form. Only the question is required; everything else has a default under "Fler val". */
export function formCard(form: FormView, t: T): Card {
  const { teamId, nonce, askerId, door } = form;
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("formFallback"),
    body: [
      heading(t("formTitle")),
      ...(form.about === undefined ? [] : [note(t("about")), quote(truncated(form.about, MAX_ABOUT_LENGTH))]),
      textField({
        id: "question",
        label: t("question"),
        value: escapeMarkdown(form.question),
        placeholder: t("questionHint"),
        maxLength: MAX_QUESTION_LENGTH,
        requiredMessage: pollErrors.QUESTION_MISSING[t.locale],
      }),
      optionsField(form.options, t),
      group(MORE, moreFields(form, t), false),
    ],
    actions: [
      button({ title: t("send"), verb: pollVerbs.ask, data: { teamId, nonce, askerId, door }, primary: true }),
      toggle(translator(commonTexts, t.locale)("moreChoices"), MORE),
    ],
  });
}

/** In characters: enough to recognise the message. */
const MAX_ABOUT_LENGTH = 300;
const MORE = "more";

export const optionsField = (options: string, t: T): Block =>
  textField({
    id: "options",
    label: t("options"),
    value: escapeMarkdown(options),
    placeholder: t("optionsHint"),
    maxLength: MAX_OPTIONS * (MAX_OPTION_LENGTH + 1),
    isMultiline: true,
  });

function moreFields(form: FormView, t: T): readonly Block[] {
  const choices = (titles: Readonly<Record<string, string>>) =>
    Object.entries(titles).map(([value, title]) => ({ title, value }));
  return [
    choiceField({
      id: "mode",
      label: t("mode"),
      options: choices(titlesOf(modes, PollMode.options, t)),
      value: form.mode,
    }),
    form.isTooFew
      ? note(t("tooFewForAnonymous"))
      : choiceField({
          id: "answers",
          label: t("answers"),
          options: choices(titlesOf(answers, ["auto", "anonymous", "named"], t)),
          value: form.answers,
        }),
    choiceField({
      id: "results",
      label: t("results"),
      options: choices(titlesOf(results, ResultsShow.options, t)),
      value: form.results,
    }),
    choiceField({
      id: "most",
      label: t("most"),
      options: Array.from({ length: MAX_CHOICES }, (_, i) => ({
        title: i === 0 ? t("mostOne") : t("mostMany", { count: i + 1 }),
        value: String(i + 1),
      })),
      value: form.most,
    }),
    dayField({ id: "closesOn", label: t("closesOn"), ...(form.closesOn ? { value: form.closesOn } : {}) }),
    timeField({ id: "closesAt", label: t("closesTime"), ...(form.closesAt ? { value: form.closesAt } : {}) }),
    note(t("closesHint")),
  ];
}

const modes = { advice: "modeAdvice", vote: "modeVote", consent: "modeConsent" } as const;
const answers = { auto: "answersAuto", anonymous: "answersAnonymous", named: "answersNamed" } as const;
const results = { atClose: "resultsAtClose", afterMyVote: "resultsAfterMyVote", live: "resultsLive" } as const;

const titlesOf = <K extends string>(words: Readonly<Record<K, PollText>>, keys: readonly K[], t: T) =>
  Object.fromEntries(keys.map((key) => [key, t(words[key])]));

/** Replaces a used form in a chat, and tells a thread of a question asked from it: for everybody, without its words. */
export const usedFormCard = (t: T, postUrl?: string): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: t("formUsed"),
    body: [note(t("formUsed"))],
    actions: postUrl === undefined ? [] : [link(t("back"), postUrl)],
  });

/** Shown where the card is not: in place of a used form, in the personal chat. */
export function askedCard(pollId: string, time: string, t: T): Card {
  const message = t("asked", { time });
  return adaptiveCard({
    locale: t.locale,
    fallbackText: message,
    body: [paragraph(message)],
    actions: [takeBackButton(pollId, t)],
  });
}

type OneMore = Pick<FormView, "teamId" | "nonce" | "askerId" | "door" | "question" | "options">;

/** Answers the same words again soon. In a channel everybody reads it, so it does not show the words. */
export const askedBeforeCard = (oneMore: OneMore, url: string | undefined, t: T): Card =>
  adaptiveCard({
    locale: t.locale,
    fallbackText: t("askedBefore"),
    body: [paragraph(t("askedBefore"))],
    actions: [
      ...(url === undefined ? [] : [link(t("back"), url)]),
      button({ title: t("oneMore"), verb: pollVerbs.ask, data: oneMore }),
    ],
  });
