import type { Command } from "./command.ts";
import type { Feature } from "./feature.ts";

export interface CommandMatch {
  readonly command: Command;
  /** The words that call it, as typed. */
  readonly called: string;
  readonly rest: string;
}

/**
 * Returns the command that a message calls, in either language, and the rest, which the feature parses. A greeting, the
 * app's name, a slash, quotation marks, other punctuation and mentioned people may precede the command; the people
 * remain among the message's mentions. Of two commands that start alike the longer one wins, which leaves the
 * shorter rest.
 *
 * @param mentioned the names of the mentioned people, as written in the text
 */
export function matchCommand(
  features: readonly Feature[],
  text: string,
  mentioned: readonly string[] = [],
): CommandMatch | undefined {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const call = withoutAddress(text);
  return first(commands, call) ?? first(commands, withoutPeople(call, mentioned)) ?? last(commands, call, mentioned);
}

const first = (commands: readonly Command[], call: string): CommandMatch | undefined =>
  commands
    .flatMap((command): readonly CommandMatch[] => {
      const found = wholeWord(wordsFor(command)).exec(call)?.[0];
      return found === undefined ? [] : [{ command, called: found, rest: call.slice(found.length).trim() }];
    })
    .toSorted((a, b) => a.rest.length - b.rest.length)[0];

/** `@Anna, tack för hjälpen`: without the people at the beginning. */
function withoutPeople(call: string, mentioned: readonly string[]): string {
  const people = namesIn(mentioned);
  return people === undefined ? call : call.replace(new RegExp(`^(?:${people}|${BETWEEN})+`, "iu"), "");
}

/** `för hjälpen, tack @Anna`: the command near the end, with nothing but people after it. */
function last(commands: readonly Command[], call: string, mentioned: readonly string[]): CommandMatch | undefined {
  const people = namesIn(mentioned);
  for (const command of people === undefined ? [] : commands.filter(({ mayStandLast }) => mayStandLast)) {
    const end = new RegExp(
      `(?:^|[\\s,.!–-])(${alternatives(wordsFor(command))})((?:${BETWEEN})*(?:${people})(?:${people}|${BETWEEN})*)$`,
      "iu",
    );
    const [found, called, names] = end.exec(call.trimEnd()) ?? [];
    if (found !== undefined && called !== undefined && names !== undefined) {
      const before = call
        .trimEnd()
        .slice(0, -found.length)
        .replace(/[\s,.:;!–-]+$/u, "");
      return { command, called, rest: `${names.trim()} ${before}` };
    }
  }
  return undefined;
}

const BETWEEN = "[\\s,&@.!]|(?:och|and|till|to)(?=[\\s@])";

const namesIn = (mentioned: readonly string[]): string | undefined =>
  mentioned.some((name) => name !== "")
    ? mentioned
        .filter((name) => name !== "")
        .toSorted((a, b) => b.length - a.length)
        .map(RegExp.escape)
        .join("|")
    : undefined;

/** Every word that calls a command. */
export const wordsFor = ({ names, synonyms = [] }: Pick<Command, "names" | "synonyms">): readonly string[] => [
  ...names,
  ...synonyms,
];

/**
 * The text after one of `names`; undefined when the text does not start with one as a whole word: `tack`, `Tack!` and
 * `tack: för hjälpen`, but not `tackar` or `inte tack`. Letters with accents may be typed without.
 */
export function restAfter(names: readonly string[], text: string): string | undefined {
  const found = wholeWord(names).exec(text);
  return found ? text.slice(found[0].length).trim() : undefined;
}

/** Without the flag `g`, whose state would skip every other match. The longest name first. */
const wholeWord = (names: readonly string[]): RegExp =>
  new RegExp(`^(?:${alternatives(names)})(?![\\p{L}\\p{N}_-])[,:.!?]*`, "iu");

const alternatives = (names: readonly string[]): string =>
  names
    .toSorted((a, b) => b.length - a.length)
    .map(typedWithoutAccents)
    .join("|");

const typedWithoutAccents = (name: string): string =>
  [...name.normalize("NFC")]
    .map((letter) => {
      const plain = letter.normalize("NFD").replace(/\p{M}/gu, "");
      return plain === letter ? RegExp.escape(letter) : `[${letter}${plain}]`;
    })
    .join("");

const PUNCTUATION = /^(?:[\s\p{Ps}\p{Pi}\p{Pf}"'`´.,:;!?\/\\*_>\p{Pd}•]|\p{RGI_Emoji})+/v;
const GREETING =
  /^(?:hej(?:san)?|hallå|halloj|tjena|tja|god\s?morgon|god\s?dag|hi|hello|hey|good morning)(?:\s(?:igen|på dig|there|again))?(?![\p{L}\p{N}_-])/iu;
const APP_NAME = /^gnista(?![\p{L}\p{N}_-])/iu;
const QUOTES = /["”’»“«]$/u;

/** What may precede a command: in this order, each once. */
function withoutAddress(text: string): string {
  const start = text.replace(PUNCTUATION, "");
  const call = [GREETING, APP_NAME].reduce((rest, part) => rest.replace(part, "").replace(PUNCTUATION, ""), start);
  const isQuoted = /^[\s/]*["“”„«»‘’]/u.test(text);
  return isQuoted ? call.trimEnd().replace(QUOTES, "").trimEnd() : call;
}
