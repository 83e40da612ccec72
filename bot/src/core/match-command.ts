import type { Command } from "./command.ts";
import type { Feature } from "./feature.ts";

export interface CommandMatch {
  readonly command: Command;
  readonly rest: string;
}

/**
 * Returns the command that a message calls, in either language, and the rest, which the feature parses. Before the
 * command may stand a greeting, the app's name, a slash, quotation marks and other punctuation. Of two commands that
 * start alike the longer one wins, which leaves the shorter rest.
 */
export function matchCommand(features: readonly Feature[], text: string): CommandMatch | undefined {
  const call = withoutAddress(text);
  return features
    .flatMap(({ commands }) => commands ?? [])
    .flatMap((command): readonly CommandMatch[] => {
      const rest = restAfter(wordsFor(command), call);
      return rest === undefined ? [] : [{ command, rest }];
    })
    .toSorted((a, b) => a.rest.length - b.rest.length)[0];
}

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
  new RegExp(
    `^(?:${names
      .toSorted((a, b) => b.length - a.length)
      .map(typedWithoutAccents)
      .join("|")})(?![\\p{L}\\p{N}_-])[,:.!?]*`,
    "iu",
  );

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
