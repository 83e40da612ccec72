import { MIN_FOR_FIGURES } from "../../../core/anonymity.ts";
import type { Person } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { MAX_OPTIONS, MIN_OPTIONS, type PollDraft, type PollMode } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { isAskersToDecide } from "./poll.ts";

/** The number of people who can answer: the whole roster except an asker who decides. */
export function eligibleAmong(members: readonly Person[], asker: Person, mode: PollMode): number {
  return members.filter((member) => !isAskersToDecide({ mode, asker }, member)).length;
}

/**
 * Whether answers are anonymous. It is settled before anybody answers, and never by the asker's wish alone.
 *
 * @throws AppError `TOO_FEW_FOR_ANONYMOUS`, `LIVE_RESULTS_NEED_NAMES`
 */
export function isAnonymous({ answers, results }: Pick<PollDraft, "answers" | "results">, eligible: number): boolean {
  const isPossible = eligible >= MIN_FOR_FIGURES;
  if (answers === "anonymous" && !isPossible) {
    throw new AppError(pollErrors.TOO_FEW_FOR_ANONYMOUS);
  }
  if (answers === "anonymous" && results !== "atClose") {
    throw new AppError(pollErrors.LIVE_RESULTS_NEED_NAMES);
  }
  return answers === "anonymous" || (answers === "auto" && isPossible && results === "atClose");
}

/**
 * The options of a poll. `own` are the asker's, `usual` the defaults of the mode; consent allows only the defaults.
 *
 * @throws AppError `CONSENT_HAS_ITS_OPTIONS`, `TOO_FEW_OPTIONS`, `TOO_MANY_OPTIONS`, `OPTIONS_ALIKE`
 */
export function optionsFor(mode: PollMode, own: readonly string[], usual: readonly string[]): readonly string[] {
  if (own.length === 0) {
    return usual;
  }
  if (mode === "consent") {
    throw new AppError(pollErrors.CONSENT_HAS_ITS_OPTIONS);
  }
  if (own.length < MIN_OPTIONS) {
    throw new AppError(pollErrors.TOO_FEW_OPTIONS);
  }
  if (own.length > MAX_OPTIONS) {
    throw new AppError(pollErrors.TOO_MANY_OPTIONS);
  }
  if (new Set(own.map((option) => option.normalize("NFKC").toLowerCase())).size < own.length) {
    throw new AppError(pollErrors.OPTIONS_ALIKE);
  }
  return own;
}

/** @throws AppError `CONSENT_IS_SINGLE` */
export function maxChoices({ mode, most }: Pick<PollDraft, "mode" | "most">, options: readonly string[]): number {
  if (mode === "consent" && most > 1) {
    throw new AppError(pollErrors.CONSENT_IS_SINGLE);
  }
  return Math.min(most, options.length);
}

/**
 * Parses the question and the options of `fråga Vad tar vi till fikat: Bulle / Frukt`. The text after a colon is
 * options if slashes separate it. The colon within a time (`9:00`) or an address does not count.
 */
export function parseQuestion(text: string): { readonly question: string; readonly options: readonly string[] } {
  const words = text.trim();
  const first = words.search(/:\s/u);
  const rest = first === -1 ? "" : words.slice(first);
  const slash = separatorIn(rest);

  const before = words.slice(0, first + rest.search(slash) + 1);
  const colon = /^.*(?=:\s)/su.exec(before)?.[0].length ?? first;
  const options = words
    .slice(colon + 1)
    .split(slash)
    .map((option) => option.trim())
    .filter((option) => option !== "");
  return first === -1 || options.length < MIN_OPTIONS
    ? { question: words, options: [] }
    : { question: words.slice(0, colon).trim(), options };
}

/**
 * The separator of options: slashes between spaces, so that `och/eller` and addresses stay whole; if there are none,
 * any slash.
 */
function separatorIn(text: string): RegExp {
  const alone = /\s\/(?:\s|$)/u;
  return alone.test(text) || text.includes("://") ? alone : /\//u;
}

/** The number of shards, large enough that voters do not wait for each other. Measured. */
export function shardsFor(eligible: number): number {
  if (eligible <= 50) {
    return 1;
  }
  return eligible <= 1000 ? 8 : 32;
}
