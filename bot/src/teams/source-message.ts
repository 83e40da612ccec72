import type { SourceMessage } from "../core/feature.ts";
import { personRef } from "../core/person-ref.ts";
import { plainLineEnds } from "../core/plain-line-ends.ts";
import { fieldsOf, stringOf } from "./fields.ts";
import { plainText } from "./plain-text.ts";

/** The longest part of the message that a form shows. */
const MAX_ABOUT_LENGTH = 2_000;

/**
 * Parses the message on which the action was chosen. After "add Gnista" Teams does not send it again, so it is read
 * from the button's data.
 */
export function parseSourceMessage(value: Readonly<Record<string, unknown>>): SourceMessage | undefined {
  const { messagePayload, data } = value;
  const buttonData = fieldsOf(fieldsOf(data).about);
  if (!messagePayload) {
    return stringOf(buttonData.text) === undefined
      ? undefined
      : { from: personIn(buttonData.from), text: String(buttonData.text) };
  }
  const { body, from } = fieldsOf(messagePayload);
  const { content, contentType } = fieldsOf(body);
  const words = stringOf(content) ?? "";
  const plain = contentType === "text" ? plainLineEnds(words) : plainText(words);
  return { from: writerIn(from), text: plain.slice(0, MAX_ABOUT_LENGTH).toWellFormed() };
}

function writerIn(from: unknown): SourceMessage["from"] {
  const { id, displayName } = fieldsOf(fieldsOf(from).user);
  return personIn({ id, name: displayName });
}

function personIn(person: unknown): SourceMessage["from"] {
  const { id, name } = fieldsOf(person);
  const known = stringOf(id)?.toLowerCase();
  return known === undefined || !/^[\w.-]{1,64}$/.test(known)
    ? undefined
    : personRef({ id: known, name: stringOf(name) ?? "" });
}
