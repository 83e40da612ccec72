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
const ADDRESSED = /^(?:teamet|gruppen|the team|the group)\s/iu;

/** `teamet om vi ska ses` becomes `Ska vi ses?`, and `teamet: Fika?` becomes `Fika?`; undefined for all else. */
export function indirectQuestion(words: string): string | undefined {
  const [, who = "", will = "", rest = ""] = INDIRECT.exec(words) ?? [];
  if (rest !== "") {
    const name = who.toLowerCase() === "i" ? "I" : who.toLowerCase();
    return `${will.charAt(0).toUpperCase()}${will.slice(1).toLowerCase()} ${name} ${rest.trim()}?`;
  }
  return CALLED.test(words) ? words.replace(CALLED, "") : undefined;
}

/** Whether the words still speak to Gnista about the team, so that they cannot be posted unchanged as a question. */
export const isAddressed = (words: string): boolean => ADDRESSED.test(words);
