import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { TEAM } from "./a-team.ts";

/** Any value as one text to search in. */
export const text = (json: unknown): string => JSON.stringify(json) ?? "";

interface Pressed {
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface ButtonJson {
  readonly title?: string;
  readonly verb?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The submitted data of the button whose title begins with `title`, with the typed fields. */
export function press(card: unknown, title: string, typed: Readonly<Record<string, unknown>> = {}): Pressed {
  const found = objectsIn(card)
    .filter(({ type }) => type === "Action.Execute" || type === "Action.Submit")
    .map((one) => one as ButtonJson)
    .find((button) => button.title?.startsWith(title));
  if (!found) {
    throw new Error(`no button says ${title} on ${text(card).slice(0, 1_000)}`);
  }
  return { verb: String(found.verb ?? found.data?.verb), data: { ...found.data, ...typed } };
}

/** The initial values of a form's fields, which a client submits too. */
export function filledIn(card: unknown): Readonly<Record<string, unknown>> {
  const fields = objectsIn(card).filter(({ type, id, value }) => `${type}`.startsWith("Input.") && id && value);
  return Object.fromEntries(fields.map(({ id, value }) => [String(id), value]));
}

/** All objects in the value, at any depth. */
export function objectsIn(json: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(json)) {
    return json.flatMap(objectsIn);
  }
  if (typeof json !== "object" || json === null) {
    return [];
  }
  return [json as Record<string, unknown>, ...Object.values(json).flatMap(objectsIn)];
}

/** The card of a message. */
export const cardOf = (activity: { attachments?: readonly { content?: unknown }[] } | undefined): unknown =>
  activity?.attachments?.[0]?.content;

/** The id that a card's buttons carry: the kudos' by default, else that of field `name`. */
export function idIn(card: unknown, name = "kudosId"): string {
  const found = objectsIn(card).find((one) => typeof one[name] === "string")?.[name];
  if (found === undefined) {
    throw new Error(`the card carries no ${name}`);
  }
  return String(found);
}

/** The submitted data of a kudos form. */
export const aDraft = (team: { now(): Date }, more: object = {}) => ({
  teamId: TEAM,
  nonce: mintIdempotencyToken(team.now()),
  recipients: "",
  words: "Tack för hjälpen",
  audience: "team",
  ...more,
});

/** The submitted data of a poll form. */
export const aQuestion = (team: { now(): Date }, more: object = {}) => ({
  teamId: TEAM,
  nonce: mintIdempotencyToken(team.now()),
  question: "Flytta mötet till 9?",
  ...more,
});

/** Texts that try to break a card or to change what it says. */
export const hostileTexts: readonly string[] = [
  "**fet** _kursiv_ [länk](https://evil.example) # rubrik\n- punkt\n1. ett",
  "<at>Cia Ceder</at> <AT>alla</AT> </at>",
  "<script>alert(1)</script> &amp; {{DATE(2026-02-03)}} $(x)",
  "\u202Eomvänt\u2066 \u200Bdolt\uFEFF",
  "👩‍👩‍👧‍👦🏳️‍🌈".repeat(20),
  "مرحبا بالعالم שלום",
  "{plural, one {x} other {y}} '{'",
  '"}],"actions":[{"type":"Action.OpenUrl"}]',
];
