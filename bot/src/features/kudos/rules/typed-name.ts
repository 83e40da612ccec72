import type { Person } from "../../../core/context.ts";
import { isGrammarWord } from "../../../core/name-mentions/ordinary-words.ts";
import { nameWords } from "../../../kernel/name-matches-prefix.ts";

/** Whom a typed name means among the members. `typed` is the name as written. */
export type TypedName =
  | { readonly kind: "one"; readonly person: Person; readonly typed: string }
  | { readonly kind: "several" | "unknown"; readonly typed: string };

/** A member with the words of their name. */
export interface NamedMember {
  readonly person: Person;
  readonly words: ReadonlySet<string>;
}

export const namedMembers = (members: readonly Person[]): readonly NamedMember[] =>
  members.map((person) => ({ person, words: new Set(nameWords(person.name)) }));

const WORD = String.raw`[\p{L}][\p{L}\p{M}\p{N}'’-]*`;
const MAX_NAME_WORDS = 4;
const NAME_AT_START = new RegExp(`^${WORD}(?: ${WORD}){0,${MAX_NAME_WORDS - 1}}`, "u");
const NAME_AT_END = new RegExp(`(?:${WORD} ){0,${MAX_NAME_WORDS - 1}}${WORD}$`, "u");

/**
 * The person whom a text names first, by the most words that fit. A capitalised word that is part of no member's name is
 * an unknown name when a sentence could thank it. Undefined when the text begins with something else.
 */
export function typedNameAtStart(text: string, members: readonly NamedMember[]): TypedName | undefined {
  const words = NAME_AT_START.exec(text)?.[0].split(" ") ?? [];
  const candidates = words.map((_, i) => words.slice(0, words.length - i).join(" "));
  return known(candidates, members) ?? unknownAtStart(text);
}

/** The person whose capitalised name ends the text; undefined when several have it. */
export function typedNameAtEnd(
  text: string,
  members: readonly NamedMember[],
): (TypedName & { kind: "one" }) | undefined {
  const words = NAME_AT_END.exec(text)?.[0].split(" ") ?? [];
  const candidates = words.map((_, i) => words.slice(i).join(" ")).filter((name) => /^\p{Lu}/u.test(name));
  const found = known(candidates, members);
  return found?.kind === "one" ? found : undefined;
}

function known(candidates: readonly string[], members: readonly NamedMember[]): TypedName | undefined {
  for (const typed of candidates.filter((name) => !isGrammarWord(name))) {
    const wanted = nameWords(typed);
    const [first, ...more] = members.filter(({ words }) => wanted.every((word) => words.has(word)));
    if (first) {
      return more.length === 0 ? { kind: "one", person: first.person, typed } : { kind: "several", typed };
    }
  }
  return undefined;
}

function unknownAtStart(text: string): TypedName | undefined {
  const [, typed] =
    /^(\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+){0,2})(?=$|[!.,:;?]|\s+(?:för|for|som|who|och|and)\s)/u.exec(
      text,
    ) ?? [];
  return typed === undefined ? undefined : { kind: "unknown", typed };
}
