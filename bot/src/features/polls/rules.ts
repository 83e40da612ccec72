import { nearlyAll, tooFewToShow } from "../../core/anonymity.ts";
import type { Person } from "../../core/context.ts";
import { AppError } from "../../core/errors.ts";
import type { Poll, PollResult, TallyShard } from "./contract.ts";

/** The asker who decides hears the others, and does not vote. */
export const isAskersToDecide = ({ mode, asker }: Pick<Poll, "mode" | "asker">, person: Person): boolean =>
  mode === "advice" && asker.id === person.id;

/** @throws AppError `NO_CHOICE_MADE`, `TOO_MANY_CHOICES`, `MALFORMED` for an option that there is not */
export function checkChoices(choices: readonly number[], { options, most }: Pick<Poll, "options" | "most">): void {
  if (choices.length === 0) {
    throw new AppError("NO_CHOICE_MADE");
  }
  if (choices.length > most) {
    throw new AppError("TOO_MANY_CHOICES");
  }
  if (choices.some((choice) => choice >= options.length)) {
    throw new AppError("MALFORMED");
  }
}

/** An empty shard: named ones count by option, anonymous ones do not know of options. */
export function emptyShard({ isAnonymous: anonymous, options }: Pick<Poll, "isAnonymous" | "options">): TallyShard {
  const by = Object.fromEntries(options.map((_, option) => [String(option), 0]));
  return { schema: 1, n: 0, changed: 0, ...(anonymous ? {} : { by }) };
}

/** What a ballot changes in its shard: the ballot before, where there was one, gives way to the one after. */
export function tallyChange(
  anonymous: boolean,
  before: readonly number[] | undefined,
  after: readonly number[],
): Readonly<Record<string, number>> {
  if (anonymous) {
    return before ? { changed: 1 } : { n: 1 };
  }
  const gained = after.filter((choice) => !before?.includes(choice)).map((choice) => [`by.${choice}`, 1] as const);
  const lost = (before ?? [])
    .filter((choice) => !after.includes(choice))
    .map((choice) => [`by.${choice}`, -1] as const);
  return Object.fromEntries([...(before ? [] : [["n", 1] as const]), ...gained, ...lost]);
}

export function totalsOf(ballots: Iterable<readonly number[]>, options: number): number[] {
  const totals = new Array<number>(options).fill(0);
  for (const choice of [...ballots].flat()) {
    totals[choice] = (totals[choice] ?? 0) + 1;
  }
  return totals;
}

/** By option, of a named question: what its shards hold together. */
export const shardTotals = ({ options }: Pick<Poll, "options">, shards: readonly TallyShard[]): readonly number[] =>
  options.map((_, option) => shards.reduce((sum, { by }) => sum + (by?.[option] ?? 0), 0));

/** What may be known of the answers, by everybody, the asker included. */
export function resultOf(anonymous: boolean, totals: readonly number[], answers: number): PollResult {
  if (!anonymous) {
    return { shows: "totals", answers, totals: [...totals] };
  }
  if (tooFewToShow(answers)) {
    return { shows: "nothing", answers };
  }
  if (nearlyAll(totals, answers) === undefined) {
    return { shows: "totals", answers, totals: [...totals] };
  }
  const options = totals.flatMap((total, option) => (total >= answers - 1 ? [option] : []));
  return { shows: "nearlyAll", answers, options };
}

/** The options that most chose, as far as that may be known: one, several in a tie, or none. */
export function leadingOptions(result: PollResult | undefined): readonly number[] {
  if (result?.shows === "nearlyAll") {
    return result.options;
  }
  if (result?.shows !== "totals" || result.answers === 0) {
    return [];
  }
  const most = Math.max(...result.totals);
  return result.totals.flatMap((total, option) => (total === most ? [option] : []));
}

/** Whether a vote ended in a tie, as far as that may be known: of "nearly all" for several options nobody can tell. */
export const isTie = ({ mode, result }: Pick<Poll, "mode" | "result">): boolean =>
  mode === "vote" && result?.shows === "totals" && leadingOptions(result).length > 1;

export const isOpen = ({ state, closesAt }: Pick<Poll, "state" | "closesAt">, now: Date): boolean =>
  state === "open" && now.toISOString() < closesAt;

/** Closed, and the team waits to hear what it will be. */
export const isOwed = ({ state }: Pick<Poll, "state">): boolean => state === "closed" || state === "moreTime";

/** There is somebody to name, and the question said that it would. */
export const hasNames = ({ isAnonymous, result }: Pick<Poll, "isAnonymous" | "result">): boolean =>
  !isAnonymous && (result?.answers ?? 0) > 0;

/** Whoever told, where that is not whoever asked. */
export const toldByOther = ({ asker, decidedBy }: Pick<Poll, "asker" | "decidedBy">): Person | undefined =>
  decidedBy?.id === asker.id ? undefined : decidedBy;

/** Who may close, decide and put off: whoever asked, and whoever leads the team. */
export const mayRun = (poll: Pick<Poll, "asker">, person: Person, leads: boolean): boolean =>
  poll.asker.id === person.id || leads;

/**
 * The outcome in words: words of one's own go before a choice. Of a vote the clear winner is bound; in a tie, or where
 * too few answered for anybody to know, it is the asker's to choose. `outcomes` are what one can choose between.
 *
 * @throws AppError `OUTCOME_MISSING`, `WINNER_IS_BOUND`
 */
export function outcomeOf(
  poll: Pick<Poll, "mode" | "result">,
  outcomes: readonly string[],
  chosen: { readonly outcome: string | undefined; readonly other: string },
): string {
  const { outcome, other } = chosen;
  const said = other !== "" ? other : outcomes[Number(outcome)];
  if (said === undefined) {
    throw new AppError("OUTCOME_MISSING");
  }
  const bound = boundOutcome(poll);
  if (bound !== undefined && said !== outcomes[bound]) {
    throw new AppError("WINNER_IS_BOUND", { outcome: outcomes[bound] ?? "" });
  }
  return said;
}

/** The option that a vote has settled, undefined where somebody has to choose. */
export function boundOutcome({ mode, result }: Pick<Poll, "mode" | "result">): number | undefined {
  const leading = leadingOptions(result);
  return mode === "vote" && leading.length === 1 ? leading[0] : undefined;
}
