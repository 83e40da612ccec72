import { mintNonce } from "#bot/core/nonce.ts";

/** The ids of one team and of what lies in it, under every name that a verb knows one by. */
export interface Ids {
  readonly teamId: string;
  readonly channelId: string;
  readonly kudosId: string;
  readonly draftId: string;
  readonly pollId: string;
  readonly roundId: string;
  readonly personId: string;
  readonly askerId: string;
  readonly recipients: string;
}

/** Everything that any verb takes. What a verb does not know it leaves aside. */
export const fullOf = (ids: Ids, verb: string, team: { now(): Date }) => ({
  ...ids,
  verb,
  nonce: mintNonce(team.now()),
  words: "Tack så mycket",
  kind: kindFor(verb),
  turn: 1,
  text: "Hej",
  heard: 3,
  question: "Vad tycker ni?",
  options: "Ja\nNej",
  edition: 0,
  choices: "0",
  outcome: "0",
  why: "Därför att.",
  day: "2026-02-10",
  week: "2026-W06",
  pressed: "true",
  values: "Mod",
  locale: "sv",
  zone: "Europe/Helsinki",
  wish: "openly",
});

function kindFor(verb: string): string {
  if (verb.startsWith("rounds/")) {
    return "speaking";
  }
  return verb.startsWith("people/") ? "owedAnswer" : "thanks";
}
