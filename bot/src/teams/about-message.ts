import type { AboutMessage } from "../core/feature.ts";
import { personRef } from "../core/person-ref.ts";
import { fieldsOf, text } from "./fields.ts";
import { plainText } from "./plain-text.ts";

/** As long as anything a form shows of it. */
const LONGEST_ABOUT = 2_000;

/** The message the action was chosen on; what went along with "add Gnista" where Teams does not send it again. */
export function aboutIn(value: Readonly<Record<string, unknown>>): AboutMessage | undefined {
  const { messagePayload, data } = value;
  const kept = fieldsOf(fieldsOf(data).about);
  if (!messagePayload) {
    return text(kept.text) === undefined ? undefined : { from: personIn(kept.from), text: String(kept.text) };
  }
  const { body, from } = fieldsOf(messagePayload);
  const { content, contentType } = fieldsOf(body);
  const words = text(content) ?? "";
  const plain = contentType === "text" ? words : plainText(words);
  return { from: writerIn(from), text: plain.slice(0, LONGEST_ABOUT) };
}

function writerIn(from: unknown): AboutMessage["from"] {
  const { id, displayName } = fieldsOf(fieldsOf(from).user);
  return personIn({ id, name: displayName });
}

function personIn(person: unknown): AboutMessage["from"] {
  const { id, name } = fieldsOf(person);
  const known = text(id)?.toLowerCase();
  return known === undefined || !/^[\w.-]{1,64}$/.test(known)
    ? undefined
    : personRef({ id: known, name: text(name) ?? "" });
}
