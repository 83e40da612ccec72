import type { PersonRef } from "../../../kernel/contract.ts";
import type { Poll } from "../contract.ts";

/** The poll after its asker is erased: only that there was one. Returns the same object when it is erased already. */
export function withoutAsker(poll: Poll, former: PersonRef): Poll {
  if (poll.state === "erased" && !poll.isTakenBack) {
    return poll;
  }
  const { outcome: _, why: __, decidedBy: ___, result: ____, isTakenBack: _____, ...rest } = poll;
  return { ...rest, asker: former, question: "", options: [], state: "erased" };
}

/**
 * The poll without the person who decided it. Their words are erased; an outcome from `outcomes` is not their words and
 * is kept. Returns the same object when another person decided.
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

/** The tally change that subtracts a named answer. */
export const answerTakenBack = (choices: readonly number[]): Readonly<Record<string, number>> =>
  Object.fromEntries([["n", -1], ...choices.map((choice) => [`by.${choice}`, -1])]);
