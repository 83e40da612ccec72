import type { Command, Feature } from "../core/feature.ts";
import { cutName } from "../core/person-ref.ts";
import { fieldsOf, listOf, stringOf } from "./fields.ts";
import { helpCommand } from "./help-command.ts";
import { decode } from "./plain-text.ts";

/** What a person said, as they meant it: no mention of Gnista, no HTML entities, mentions of people as their names. */
export interface MessageText {
  readonly text: string;
  /** With `29:` or `28:` ids, and the directory's where Teams gave it. */
  readonly mentions: readonly Mention[];
}

export interface Mention {
  readonly userId: string;
  readonly name: string;
  readonly directoryId: string | undefined;
}

/** More than Teams lets anybody mention in one message. Those after are read as text. */
const MAX_MENTIONS = 100;

/** Reads a text in one pass, however many are mentioned, and in time that grows with its length: it may be anything. */
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
    text: tidy(decode((words ?? "").replace(/<\/?at\b[^<>]*>/giu, " "))),
    mentions: tagged.map(({ mention }) => mention).filter(({ userId }) => userId !== botId),
  };
}

/** A mention, and how it stands in the text. */
function tagIn(entity: unknown): readonly { readonly tag: string; readonly mention: Mention }[] {
  const { mentioned, text: raw } = fieldsOf(entity);
  const { id, name, aadObjectId } = fieldsOf(mentioned);
  const tag = stringOf(raw);
  const userId = stringOf(id);
  if (tag === undefined || userId === undefined) {
    return [];
  }
  const called = cutName(stringOf(name) ?? "");
  return [{ tag, mention: { userId, name: called, directoryId: stringOf(aadObjectId)?.toLowerCase() } }];
}

/** The longest first: one tag may begin with another. */
const anyOf = (tags: ReadonlyMap<string, string>): RegExp =>
  new RegExp(
    [...tags.keys()]
      .toSorted((a, b) => b.length - a.length)
      .map(RegExp.escape)
      .join("|"),
    "gu",
  );

/** Lines stay lines; every other space is one that commands know. */
function tidy(words: string): string {
  return words
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, "\n")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/^[\s\u200b-\u200d\u2060\ufeff]+/u, "")
    .trimEnd();
}

/** Asks what Gnista can do. */
const greetings: readonly string[] = ["hej", "hi", "hello", ...helpCommand.names];

export interface CommandMatch {
  readonly command: Command;
  readonly rest: string;
}

/**
 * The command that stands whole at the start, in either language; what follows is the feature's to read. Of two that
 * begin alike it is the longer one, which leaves the shorter rest.
 */
export function matchCommand(features: readonly Feature[], said: string): CommandMatch | undefined {
  return features
    .flatMap(({ commands }) => commands ?? [])
    .flatMap((command): readonly CommandMatch[] => {
      const rest = restAfter(command.names, said);
      return rest === undefined ? [] : [{ command, rest }];
    })
    .toSorted((a, b) => a.rest.length - b.rest.length)[0];
}

export const isGreeting = (said: string): boolean => restAfter(greetings, said) !== undefined;

/** What stands after one of `names`; undefined where none stands there as a word of its own. */
export function restAfter(names: readonly string[], said: string): string | undefined {
  const found = wholeWord(names).exec(said);
  return found ? said.slice(found[0].length).trim() : undefined;
}

/** `tack`, `Tack!` and `tack: för hjälpen`, but not `tacka` or `inte tack`. No `g`: its memory would skip every other. */
export const wholeWord = (names: readonly string[]): RegExp =>
  new RegExp(`^(?:${names.map(RegExp.escape).join("|")})(?![\\p{L}\\p{N}_-])[,:.!?]*`, "iu");
