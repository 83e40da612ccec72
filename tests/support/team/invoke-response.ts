import { REFUSED } from "#bot/cards/refusal-block.ts";
import { objectsIn } from "../cards.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly card?: unknown;
  readonly text?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** A response as it came over HTTP, and who received it. */
export interface InvokeRecord {
  readonly who: string;
  readonly body: string;
}

/** Parses a response as a client does. */
export function parseAnswer(raw: string): Omit<Answer, "status"> {
  const body = asJson(raw) as { type?: string; value?: unknown; task?: { type?: string; value?: unknown } } | undefined;
  const { type, value, task } = body ?? {};
  if (type === "application/vnd.microsoft.card.adaptive") {
    return { body, card: value, ...refusedIn(value) };
  }
  if (type === "application/vnd.microsoft.activity.message") {
    return { body, text: String(value) };
  }
  if (type === "application/vnd.microsoft.error") {
    const error = value as { code: string; message: string };
    return { body, error, text: error.message };
  }
  if (task?.type === "message") {
    return { body, text: String(task.value) };
  }
  const card = (task?.value as { card?: { content?: unknown } } | undefined)?.card?.content;
  return card === undefined ? { body } : { body, card, ...refusedIn(card) };
}

/** Why the form was refused, when the card is a form that came back. */
function refusedIn(card: unknown): Pick<Answer, "error" | "text"> {
  const block = objectsIn(card).find(({ id }) => typeof id === "string" && id.startsWith(REFUSED));
  if (!block) {
    return {};
  }
  const message = objectsIn(block).flatMap(({ text }) => (typeof text === "string" ? [text] : []))[0] ?? "";
  return { error: { code: String(block.id).slice(REFUSED.length), message }, text: message };
}

export function asJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw === "" ? undefined : raw;
  }
}
