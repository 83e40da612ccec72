import type { PersonRef } from "../../../kernel/contract.ts";
import type { Poll } from "../contract.ts";

/** What is left of a question whose asker is erased: that it stood here. The same object where that is so already. */
export function withoutAsker(poll: Poll, former: PersonRef): Poll {
  if (poll.state === "erased") {
    return poll;
  }
  const { outcome: _, why: __, decidedBy: ___, result: ____, ...rest } = poll;
  return { ...rest, asker: former, question: "", options: [], state: "erased" };
}

/**
 * The question without whoever said what it would be. Their words go; what they chose from `outcomes` are not their words.
 * The same object where it was somebody else.
 */
export function withoutDecider(
  poll: Poll,
  personId: string,
  {
    former,
    words,
    outcomes,
  }: { readonly former: PersonRef; readonly words: string; readonly outcomes: readonly string[] },
): Poll {
  if (poll.decidedBy?.id !== personId) {
    return poll;
  }
  const isChosen = poll.outcome !== undefined && outcomes.includes(poll.outcome);
  return { ...poll, decidedBy: former, why: words, outcome: isChosen ? poll.outcome : words };
}

/** What leaves the tally with a named answer. */
export const answerTakenBack = (choices: readonly number[]): Readonly<Record<string, number>> =>
  Object.fromEntries([["n", -1], ...choices.map((choice) => [`by.${choice}`, -1])]);
