import { FEWEST_FOR_FIGURES, nearlyAll, tooFewToShow } from "../../core/anonymity.ts";
import type { Person } from "../../core/context.ts";
import { AppError } from "../../core/errors.ts";
import {
  FEWEST_OPTIONS,
  MOST_OPTIONS,
  type Poll,
  type PollDraft,
  type PollMode,
  type PollResult,
  type TallyShard,
} from "./contract.ts";

/** The asker who decides hears the others, and does not vote. */
export const isAskersToDecide = ({ mode, asker }: Pick<Poll, "mode" | "asker">, person: Person): boolean =>
  mode === "advice" && asker.id === person.id;

/** How many can answer: everybody in the roster but an asker who decides. */
export function eligibleAmong(members: readonly Person[], asker: Person, mode: PollMode): number {
  return members.filter((member) => !isAskersToDecide({ mode, asker }, member)).length;
}

/**
 * Whether answers are anonymous. It is settled before anybody answers, and never by the asker's wish alone.
 *
 * @throws AppError `TOO_FEW_FOR_ANONYMOUS`, `LIVE_RESULTS_NEED_NAMES`
 */
export function isAnonymous({ answers, results }: Pick<PollDraft, "answers" | "results">, eligible: number): boolean {
  const isPossible = eligible >= FEWEST_FOR_FIGURES;
  if (answers === "anonymous" && !isPossible) {
    throw new AppError("TOO_FEW_FOR_ANONYMOUS");
  }
  if (answers === "anonymous" && results !== "atClose") {
    throw new AppError("LIVE_RESULTS_NEED_NAMES");
  }
  return answers === "anonymous" || (answers === "auto" && isPossible && results === "atClose");
}

/**
 * The options to choose from. `own` are the asker's, `usual` those that the mode has by itself; consent has no others.
 *
 * @throws AppError `CONSENT_HAS_ITS_OPTIONS`, `TOO_FEW_OPTIONS`, `TOO_MANY_OPTIONS`, `OPTIONS_ALIKE`
 */
export function optionsFor(mode: PollMode, own: readonly string[], usual: readonly string[]): readonly string[] {
  if (own.length === 0) {
    return usual;
  }
  if (mode === "consent") {
    throw new AppError("CONSENT_HAS_ITS_OPTIONS");
  }
  if (own.length < FEWEST_OPTIONS) {
    throw new AppError("TOO_FEW_OPTIONS");
  }
  if (own.length > MOST_OPTIONS) {
    throw new AppError("TOO_MANY_OPTIONS");
  }
  if (new Set(own.map((option) => option.normalize("NFKC").toLowerCase())).size < own.length) {
    throw new AppError("OPTIONS_ALIKE");
  }
  return own;
}

/** @throws AppError `CONSENT_IS_SINGLE` */
export function mostChoices({ mode, most }: Pick<PollDraft, "mode" | "most">, options: readonly string[]): number {
  if (mode === "consent" && most > 1) {
    throw new AppError("CONSENT_IS_SINGLE");
  }
  return Math.min(most, options.length);
}

/**
 * The question and the options of `fråga Vad tar vi till fikat: Bulle / Frukt`. What stands after a colon is options
 * where slashes part it; the colon within a time (`9:00`) or an address is none.
 */
export function questionSaid(said: string): { readonly question: string; readonly options: readonly string[] } {
  const words = said.trim();
  const first = words.search(/:\s/u);
  const rest = first === -1 ? "" : words.slice(first);
  const slash = slashIn(rest);

  const before = words.slice(0, first + rest.search(slash) + 1);
  const colon = /^.*(?=:\s)/su.exec(before)?.[0].length ?? first;
  const options = words
    .slice(colon + 1)
    .split(slash)
    .map((option) => option.trim())
    .filter((option) => option !== "");
  return first === -1 || options.length < FEWEST_OPTIONS
    ? { question: words, options: [] }
    : { question: words.slice(0, colon).trim(), options };
}

/** What parts options: slashes that stand alone, so that `och/eller` and addresses stay whole; where none does, any. */
function slashIn(text: string): RegExp {
  const alone = /\s\/(?:\s|$)/u;
  return alone.test(text) || text.includes("://") ? alone : /\//u;
}

/** Voters are spread so that none waits for another: measured, `storage.md`. */
export function shardsFor(eligible: number): number {
  if (eligible <= 50) {
    return 1;
  }
  return eligible <= 1000 ? 8 : 32;
}

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
