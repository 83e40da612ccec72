import { MIN_FOR_FIGURES, MIN_FOR_WORDS, nearlyAll } from "../../../core/too-few-to-show.ts";
import { MAX_ANSWERS, type ParticipationBlock, type ParticipationTally } from "../contract.ts";

/** The minimum number of meetings in a figure of "did you get a word in?". */
const MEETINGS = 4;
/** The figure describes a few people and their leader: it needs as many people as free text does. */
const MIN_PEOPLE = MIN_FOR_WORDS;

/** A team with fewer people than a figure needs never sees one. */
export const isTooSmall = (members: number): boolean => members < MIN_PEOPLE;

/** The number of people per answer, from 1 to 5. */
export type ParticipationTotals = readonly number[];
export const noAnswers: ParticipationTotals = Array.from({ length: MAX_ANSWERS }, () => 0);
export const withAnswers = (totals: ParticipationTotals, answers: readonly number[]): ParticipationTotals =>
  totals.map((total, at) => total + answers.filter((one) => one === at + 1).length);

/** A meeting that may be counted. `people` is the number of people who answered, each once. */
export interface CountedMeeting {
  readonly at: Date;
  /** The day on which it is counted, in the team's zone. */
  readonly day: string;
  /** Digest of the meeting's id, if it is known. */
  readonly meeting: string | undefined;
  readonly people: number;
}

/** A meeting over midnight is one meeting. All meetings of a series have the same id, so the id alone would count one. */
const SAME_SITTING_MS = 12 * 3600_000;

/** Counts at least five people, one meeting a day, and each meeting once: one sitting can add at most one round. */
export function isCounted({ at, day, meeting, people }: CountedMeeting, last: ParticipationTally["last"]): boolean {
  if (people < MIN_FOR_FIGURES) {
    return false;
  }
  if (!last) {
    return true;
  }
  const isSameMeeting = meeting === last.meeting && at.getTime() - Date.parse(last.at) < SAME_SITTING_MS;
  return day > last.day && !isSameMeeting;
}

export const isEnough = ({ meetings, people }: Pick<ParticipationTally, "meetings" | "people">): boolean =>
  meetings >= MEETINGS && people.length >= MIN_PEOPLE;

/** The public figure of a complete block, which is all that is kept of it. */
export function shownOf(totals: ParticipationTotals): ParticipationBlock {
  const answers = totals.reduce((sum, one) => sum + one, 0);
  const common = nearlyAll(totals, answers);
  if (common !== undefined) {
    return { shows: "nearlyAll", heard: common + 1, answers };
  }
  const sum = totals.reduce((rest, total, at) => rest + total * (at + 1), 0);
  return { shows: "mean", mean: Math.round((sum / answers) * 10) / 10, answers };
}
