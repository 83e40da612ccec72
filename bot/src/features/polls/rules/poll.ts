import type { Person } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { nearlyAll, tooFewToShow } from "../../../core/too-few-to-show.ts";
import type { AnswerCount, Poll, PollResult, ResultsShow, ShownResult, TallyShard } from "../contract.ts";
import { pollErrors } from "../errors.ts";

/** True for an asker who decides: they hear the others, and do not vote. */
export const isAskersToDecide = ({ mode, asker }: Pick<Poll, "mode" | "asker">, person: Person): boolean =>
  mode === "advice" && asker.id === person.id;

/** @throws AppError `NO_CHOICE_MADE`, `TOO_MANY_CHOICES`, `MALFORMED` for an option that does not exist */
export function checkChoices(choices: readonly number[], { options, most }: Pick<Poll, "options" | "most">): void {
  if (choices.length === 0) {
    throw new AppError(pollErrors.NO_CHOICE_MADE);
  }
  if (choices.length > most) {
    throw new AppError(pollErrors.TOO_MANY_CHOICES);
  }
  if (choices.some((choice) => choice >= options.length)) {
    throw new AppError(coreErrors.MALFORMED);
  }
}

/** An empty shard: those of a named poll count by option, those of an anonymous poll have no options. */
export function emptyShard({ isAnonymous: anonymous, options }: Pick<Poll, "isAnonymous" | "options">): TallyShard {
  const by = Object.fromEntries(options.map((_, option) => [String(option), 0]));
  return { schema: 1, n: 0, changed: 0, ...(anonymous ? {} : { by }) };
}

/** The tally change of a ballot: the choices of a previous ballot are replaced by the new ones. */
export function tallyChange(
  anonymous: boolean,
  before: readonly number[] | undefined,
  after: readonly number[],
): Readonly<Record<string, number>> {
  if (anonymous) {
    return before ? { changed: 1 } : { n: 1 };
  }
  const added = after.filter((choice) => !before?.includes(choice)).map((choice) => [`by.${choice}`, 1] as const);
  const removed = (before ?? [])
    .filter((choice) => !after.includes(choice))
    .map((choice) => [`by.${choice}`, -1] as const);
  return Object.fromEntries([...(before ? [] : [["n", 1] as const]), ...added, ...removed]);
}

export function totalsOf(ballots: Iterable<readonly number[]>, options: number): number[] {
  const totals = new Array<number>(options).fill(0);
  for (const choice of [...ballots].flat()) {
    totals[choice] = (totals[choice] ?? 0) + 1;
  }
  return totals;
}

/** The sums of a named poll's shards, by option. */
export const shardTotals = ({ options }: Pick<Poll, "options">, shards: readonly TallyShard[]): readonly number[] =>
  options.map((_, option) => shards.reduce((sum, { by }) => sum + (by?.[option] ?? 0), 0));

/** The stored result of the counted answers: what everybody may know, the asker included. */
export function resultOf(
  { mode, isAnonymous }: Pick<Poll, "mode" | "isAnonymous">,
  totals: readonly number[],
  answers: number,
): PollResult {
  if (mode === "consent") {
    return { shows: "nothing", answers: isAnonymous ? 0 : answers, isObjected: (totals[OBJECTION] ?? 0) > 0 };
  }
  if (!isAnonymous) {
    return { shows: "totals", answers, totals: [...totals] };
  }
  if (tooFewToShow(answers)) {
    return { shows: "nothing", answers: 0 };
  }
  if (nearlyAll(totals, answers) === undefined) {
    return { shows: "totals", answers, totals: [...totals] };
  }
  const options = totals.flatMap((total, option) => (total >= answers - 1 ? [option] : []));
  return { shows: "nearlyAll", answers, options };
}

/** The index of "I have an objection" among the options of a consent poll. */
const OBJECTION = 1;

/** The stored result as everybody may see it, for results of any version. */
export function resultShown({ mode, result }: Pick<Poll, "mode" | "result">): ShownResult | undefined {
  if (!result || result.shows === "unreadable") {
    return result && { shows: "unreadable" };
  }
  if (mode === "consent") {
    const isAny = anyObjection(result);
    return isAny === undefined ? { shows: "unreadable" } : { shows: "objections", isAny };
  }
  return result.shows === "nothing" ? { shows: "nothing" } : result;
}

/** Undefined for results of an older version that stored too little to tell. */
function anyObjection(result: Exclude<PollResult, { readonly shows: "unreadable" }>): boolean | undefined {
  if (result.shows === "totals") {
    return (result.totals[OBJECTION] ?? 0) > 0;
  }
  if (result.shows === "nearlyAll") {
    return result.options.includes(OBJECTION) || undefined;
  }
  return result.isObjected ?? (result.answers === 0 ? false : undefined);
}

/** The number of answers that a poll shows while it is open or being counted. */
export const answersShown = ({ isAnonymous }: Pick<Poll, "isAnonymous">, answers: number): AnswerCount =>
  isAnonymous && tooFewToShow(answers) ? "fewerThanFive" : answers;

/** The number of answers of a counted poll. Undefined when its result gives no number. */
export function answersGiven(poll: Pick<Poll, "mode" | "result" | "isAnonymous">): AnswerCount | undefined {
  const result = resultShown(poll);
  if (result?.shows === "nothing") {
    return "fewerThanFive";
  }
  return result && "answers" in result ? answersShown(poll, result.answers) : undefined;
}

/** When figures show. A consent poll shows none before the close. */
export const figuresShow = ({ mode, results }: Pick<Poll, "mode" | "results">): ResultsShow =>
  mode === "consent" ? "atClose" : results;

/** The options with the most votes, as far as they are public: one, several in a tie, or none. */
export function leadingOptions(result: PollResult | undefined): readonly number[] {
  if (result?.shows === "nearlyAll") {
    return result.options;
  }
  if (result?.shows !== "totals" || result.answers === 0) {
    return [];
  }
  const highest = Math.max(...result.totals);
  return result.totals.flatMap((total, option) => (total === highest ? [option] : []));
}

/**
 * The options that a vote has settled, most votes first: as many as each person could choose, without a tie that does
 * not fit whole. Empty when a person has to choose.
 */
export function settledOptions({ mode, result, most }: Pick<Poll, "mode" | "result" | "most">): readonly number[] {
  if (mode !== "vote") {
    return [];
  }
  if (result?.shows !== "totals") {
    const leading = leadingOptions(result);
    return leading.length <= most ? leading : [];
  }
  const ranked = result.totals.map((total, option) => ({ total, option })).toSorted((a, b) => b.total - a.total);
  const next = ranked[most]?.total ?? 0;
  return ranked.flatMap(({ total, option }) => (total > next ? [option] : []));
}

/** Whether a vote ended in a tie, as far as that is public: "nearly all" for several options does not tell. */
export const isTie = (poll: Pick<Poll, "mode" | "result" | "most">): boolean =>
  poll.mode === "vote" &&
  poll.result?.shows === "totals" &&
  leadingOptions(poll.result).length > 1 &&
  settledOptions(poll).length === 0;

export const isPollOpen = ({ state, closesAt }: Pick<Poll, "state" | "closesAt">, now: Date): boolean =>
  state === "open" && now.toISOString() < closesAt;

/** Closed, and the team waits for the outcome. */
export const isOwed = ({ state }: Pick<Poll, "state">): boolean => state === "closed" || state === "moreTime";

/** True when there are voters to name, and the poll announced that it would name them. */
export const hasNames = ({ isAnonymous, result }: Pick<Poll, "isAnonymous" | "result">): boolean =>
  !isAnonymous && (result?.answers ?? 0) > 0;

/** The person who decided, if not the asker. */
export const decidedByOther = ({ asker, decidedBy }: Pick<Poll, "asker" | "decidedBy">): Person | undefined =>
  decidedBy?.id === asker.id ? undefined : decidedBy;

/** Whether a person may close, decide and postpone the poll: the asker, and the team's leader. */
export const mayRunPoll = (poll: Pick<Poll, "asker">, person: Person, leads: boolean): boolean =>
  poll.asker.id === person.id || leads;

/**
 * The outcome in words: free text takes precedence over a choice. The clear winner of a vote is bound; in a tie, or
 * when too few answered for a public result, the asker chooses. `outcomes` are the possible choices.
 *
 * @throws AppError `OUTCOME_MISSING`, `WINNER_IS_BOUND`
 */
export function outcomeOf(
  poll: Pick<Poll, "mode" | "result" | "most" | "options">,
  outcomes: readonly string[],
  chosen: { readonly outcome: string | undefined; readonly other: string },
): string {
  const { outcome, other } = chosen;
  const wording = other !== "" ? other : outcomes[Number(outcome)];
  if (wording === undefined) {
    throw new AppError(pollErrors.OUTCOME_MISSING);
  }
  const bound = boundOutcome(poll);
  const isOneOfBound = other === "" && settledOptions(poll).includes(Number(outcome));
  if (bound !== undefined && isOneOfBound) {
    return outcomes[bound] ?? wording;
  }
  if (bound !== undefined && wording !== outcomes[bound]) {
    throw new AppError(pollErrors.WINNER_IS_BOUND, { outcome: outcomes[bound] ?? "" });
  }
  return wording;
}

/** The outcome that a vote has settled, as an index of `outcomesOf`; undefined when a person has to choose. */
export function boundOutcome(poll: Pick<Poll, "mode" | "result" | "most" | "options">): number | undefined {
  const [first, ...more] = settledOptions(poll);
  return more.length === 0 ? first : poll.options.length;
}
