/** Whom a question in reported speech is for: it is always the team. */
const TEAM = "(?:teamet|gruppen|laget|gänget|alla|er|the team|the group|everyone|everybody|us)";
const WHO = "(?:vi|jag|ni|man|de|alla|någon|we|i|they|you|everyone|anyone|somebody)";
const WILL =
  "(?:ska|skall|kan|bör|får|vill|måste|behöver|hinner|orkar|borde|skulle|should|shall|can|could|may|must|will|would)";

const INDIRECT = new RegExp(
  `^(?:${TEAM}\\s+)?(?:om|if|whether)\\s+(${WHO})\\s+(${WILL})\\s+(?!(?:inte|ej|not)\\s)([^?]+?)[\\s.?]*$`,
  "isu",
);
const CALLED = /^(?:teamet|the team)\s*[:,]\s*(?=\S)/iu;
const ASKED_ABOUT =
  "(?:om|vad|vem|vilka|vilken|vilket|när|var|vart|hur|varför|if|whether|what|who|which|when|where|how|why)";
const ADDRESSED = new RegExp(`^(?:(?:teamet|gruppen|the team|the group)\\s|${TEAM}\\s+${ASKED_ABOUT}\\s)`, "iu");

/** `teamet om vi ska ses` becomes `Ska vi ses?`, and `teamet: Fika?` becomes `Fika?`; undefined for all else. */
export function indirectQuestion(words: string): string | undefined {
  const [, who = "", will = "", rest = ""] = INDIRECT.exec(words) ?? [];
  if (rest !== "") {
    const name = who.toLowerCase() === "i" ? "I" : who.toLowerCase();
    return `${will.charAt(0).toUpperCase()}${will.slice(1).toLowerCase()} ${name} ${rest.trim()}?`;
  }
  return CALLED.test(words) ? words.replace(CALLED, "") : undefined;
}

/**
 * Whether the words still speak to Gnista about whom to ask, so that they cannot be posted unchanged as a question:
 * `teamet ska vi ses?`, `alla vad de vill äta`, `@Bo kan du komma?`.
 *
 * @param mentioned the names of the mentioned people, as written in the text
 */
export const isAddressed = (words: string, mentioned: readonly string[]): boolean =>
  ADDRESSED.test(words) || mentioned.some((name) => name !== "" && words.startsWith(name));
