import type { Locale } from "../core/context.ts";
import type { Card } from "../core/outbox.ts";
import { visibleOnly } from "../core/visible-only.ts";
import { commonTexts } from "../i18n/common.ts";
import type { Refusal } from "../i18n/errors.ts";
import { translator } from "../i18n/translate.ts";
import { escapeMarkdown } from "./blocks.ts";
import { MAX_BYTES } from "./card.ts";
import { errorLine, refusalBlock } from "./refusal-block.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * The form with all that was sent, and the refusal at the field that must change; a folded part is open if it has
 * values. Works on any form: fields are found by their ids. Undefined when that would be too large for a card.
 */
export function refusedForm(form: Card, raw: unknown, refusal: Refusal, locale: Locale): Card | undefined {
  const sent = isObject(raw) ? raw : {};
  const filledIds = new Set<unknown>();
  let label: string | undefined;
  const block = refusalBlock(refusal);

  function withSentValues(element: Json): Json {
    if (isInput(element)) {
      const filled = withSent(element, sent[element.id]);
      if (filled.value !== element.value || element.id === refusal.field) {
        filledIds.add(element.id);
      }
      return filled;
    }
    return isFolded(element) && inputsIn(element.items).some(({ id }) => filledIds.has(id))
      ? { ...element, isVisible: true }
      : withNonce(element, sent.nonce);
  }

  /** The text is shown below its field, where Teams shows its own errors. */
  function withRefusal(elements: readonly unknown[]): readonly unknown[] {
    return elements.flatMap((element) => {
      if (!isInput(element) || element.id !== refusal.field) {
        return [element];
      }
      label = String(element.label ?? element.title);
      return [element, block];
    });
  }

  const card = JSON.parse(JSON.stringify(form), (_key, value: unknown) =>
    Array.isArray(value) ? withRefusal(value) : isObject(value) ? withSentValues(value) : value,
  ) as Card & { readonly body: readonly unknown[] };
  const t = translator(commonTexts, locale);
  const first = label === undefined || refusal.isNotice ? undefined : t("mend", { field: label });
  const [title, ...rest] = card.body;
  const above = label === undefined ? [block] : first === undefined ? [] : [errorLine(first)];
  const refusalText = escapeMarkdown(refusal.text);
  const whole: Card = {
    ...card,
    ...{ fallbackText: refusalText, speak: refusalText, body: [title, ...above, ...rest] },
  };
  return Buffer.byteLength(JSON.stringify(whole)) < MAX_BYTES ? whole : undefined;
}

/** The ids of a form's fields. */
export const inputsIn = (card: unknown): readonly Input[] => {
  const found: Input[] = [];
  JSON.stringify(card, (_key, value: unknown) => {
    if (isObject(value) && isInput(value)) {
      found.push(value);
    }
    return value;
  });
  return found;
};

interface Input extends Json {
  readonly type: string;
  readonly id: string;
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isInput = (value: unknown): value is Input =>
  isObject(value) && typeof value.type === "string" && value.type.startsWith("Input.") && typeof value.id === "string";

const isFolded = (element: Json): boolean => element.type === "Container" && element.isVisible === false;

/** In characters, longer than any field accepts: who sends more pasted it with a program. */
const MAX_TYPED_LENGTH = 2_000;

function withSent(input: Input, raw: unknown): Input {
  const sent = Array.isArray(raw) ? raw.join(",") : raw;
  if (typeof sent !== "string" && typeof sent !== "number" && typeof sent !== "boolean") {
    return input;
  }
  const text = escapeMarkdown(visibleOnly(String(sent).slice(0, MAX_TYPED_LENGTH)));
  return Array.isArray(input.choices) ? withChosen(input, text, input.choices) : { ...input, value: text };
}

/** Only what the form still offers can be chosen in it. */
function withChosen(input: Input, chosen: string, choices: readonly unknown[]): Input {
  const values = new Set(choices.map((choice) => (isObject(choice) ? choice.value : undefined)));
  if (input.isMultiSelect !== true) {
    return values.has(chosen) ? { ...input, value: chosen } : input;
  }
  const offered = chosen.split(",").filter((one) => values.has(one));
  return { ...input, value: offered.join(",") };
}

/** Sending the form again repeats the same act. */
function withNonce(element: Json, nonce: unknown): Json {
  const { data } = element;
  return isObject(data) && typeof data.nonce === "string" && typeof nonce === "string" && nonce.length <= 80
    ? { ...element, data: { ...data, nonce } }
    : element;
}
