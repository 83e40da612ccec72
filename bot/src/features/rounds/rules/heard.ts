import { FEWEST_FOR_WORDS, nearlyAll } from "../../../core/anonymity.ts";
import { type Heard, type HeardSoFar, MOST_HEARD } from "../contract.ts";

/** Over how many meetings "did you get a word in?" is put together at the least. */
const MEETINGS = 4;
/** It says something about a few people and whoever leads them: it takes as many as free text does. */
const FEWEST = FEWEST_FOR_WORDS;

export const isEnough = ({ meetings, answers }: Pick<HeardSoFar, "meetings" | "answers">): boolean =>
  meetings >= MEETINGS && answers.length >= FEWEST;

/** What may be known of answers from 1 to 5, and all that is stored of them. */
export function shownOf(answers: readonly number[]): Heard {
  if (answers.length < FEWEST) {
    return { shows: "nothing" };
  }
  const totals = Array.from({ length: MOST_HEARD }, (_, at) => answers.filter((one) => one === at + 1).length);
  const most = nearlyAll(totals, answers.length);
  if (most !== undefined) {
    return { shows: "nearlyAll", heard: most + 1, answers: answers.length };
  }
  const mean = answers.reduce((sum, one) => sum + one, 0) / answers.length;
  return { shows: "mean", mean: Math.round(mean * 10) / 10, answers: answers.length };
}
