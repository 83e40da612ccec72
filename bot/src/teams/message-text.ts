import type { Command, Feature } from "../core/feature.ts";
import { cutName } from "../core/person-ref.ts";
import { fieldsOf, listOf, stringOf } from "./fields.ts";
import { helpCommand } from "./help-command.ts";
import { decode } from "./plain-text.ts";

/**
 * A message as the person meant it: without the mention of Gnista and HTML entities, and with people's names for
 * mentions.
 */
export interface MessageText {
  readonly text: string;
  /** With `29:` or `28:` ids, and the directory's id if Teams sent it. */
  readonly mentions: readonly Mention[];
}

export interface Mention {
  readonly userId: string;
  readonly name: string;
  readonly directoryId: string | undefined;
}

/** More mentions than Teams allows in one message. Further ones are read as text. */
const MAX_MENTIONS = 100;

/** Parses any message in one pass, in time linear in its length and independent of the number of mentions. */
export function parseMessageText(activity: unknown): MessageText {
  const { text: raw, entities, recipient } = fieldsOf(activity);
  const botId = stringOf(fieldsOf(recipient).id);
  const tagged = listOf(entities)
    .filter((entity) => fieldsOf(entity).type === "mention")
    .slice(0, MAX_MENTIONS)
    .flatMap(tagIn);
  const shown = new Map(tagged.map(({ tag, mention }) => [tag, mention.userId === botId ? " " : mention.name]));
  const words = shown.size === 0 ? stringOf(raw) : stringOf(raw)?.replace(anyOf(shown), (tag) => shown.get(tag) ?? tag);
  return {
    text: normalizeSpaces(decode((words ?? "").replace(/<\/?at\b[^<>]*>/giu, " "))),
    mentions: tagged.map(({ mention }) => mention).filter(({ userId }) => userId !== botId),
  };
}

/** A mention and its tag in the text. */
function tagIn(entity: unknown): readonly { readonly tag: string; readonly mention: Mention }[] {
  const { mentioned, text: raw } = fieldsOf(entity);
  const { id, name, aadObjectId } = fieldsOf(mentioned);
  const tag = stringOf(raw);
  const userId = stringOf(id);
  if (tag === undefined || userId === undefined) {
    return [];
  }
  const shortName = cutName(stringOf(name) ?? "");
  return [{ tag, mention: { userId, name: shortName, directoryId: stringOf(aadObjectId)?.toLowerCase() } }];
}

/** The longest first, because one tag may begin with another. */
const anyOf = (tags: ReadonlyMap<string, string>): RegExp =>
  new RegExp(
    [...tags.keys()]
      .toSorted((a, b) => b.length - a.length)
      .map(RegExp.escape)
      .join("|"),
    "gu",
  );

/** Keeps line breaks; every other whitespace becomes a plain space, which commands expect. */
function normalizeSpaces(words: string): string {
  return words
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/^[\s\u200b-\u200d\u2060\ufeff]+/u, "")
    .trimEnd();
}

/** Words that ask for help. */
const greetings: readonly string[] = ["hej", "hi", "hello", ...helpCommand.names];

export interface CommandMatch {
  readonly command: Command;
  readonly rest: string;
}

/**
 * Returns the command whose whole name starts the message, in either language, and the rest, which the feature parses.
 * Of two commands that start alike the longer one wins, which leaves the shorter rest.
 */
export function matchCommand(features: readonly Feature[], text: string): CommandMatch | undefined {
  return features
    .flatMap(({ commands }) => commands ?? [])
    .flatMap((command): readonly CommandMatch[] => {
      const rest = restAfter(command.names, text);
      return rest === undefined ? [] : [{ command, rest }];
    })
    .toSorted((a, b) => a.rest.length - b.rest.length)[0];
}

export const isGreeting = (text: string): boolean => restAfter(greetings, text) !== undefined;

/** The text after one of `names`; undefined when the text does not start with one as a whole word. */
export function restAfter(names: readonly string[], text: string): string | undefined {
  const found = wholeWord(names).exec(text);
  return found ? text.slice(found[0].length).trim() : undefined;
}

/**
 * `tack`, `Tack!` and `tack: för hjälpen`, but not `tacka` or `inte tack`. Without the flag `g`, whose state would skip
 * every other match.
 */
export const wholeWord = (names: readonly string[]): RegExp =>
  new RegExp(`^(?:${names.map(RegExp.escape).join("|")})(?![\\p{L}\\p{N}_-])[,:.!?]*`, "iu");
