import type { Person } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { MIN_FOR_FIGURES } from "../../../core/too-few-to-show.ts";
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
export function isDraftAnonymous(
  { answers, results }: Pick<PollDraft, "answers" | "results">,
  eligible: number,
): boolean {
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

/** The number of shards, large enough that voters do not wait for each other. Measured. */
export function shardsFor(eligible: number): number {
  if (eligible <= 50) {
    return 1;
  }
  return eligible <= 1000 ? 8 : 32;
}
