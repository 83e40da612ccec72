/**
 * The kind of no that is meant for a person: a code with a text in every language (`i18n/errors.ts`)
 * that says what to do next. Anything else that is thrown is a bug.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** What was asked for, undefined where the answer is a no: for whoever has nobody to say it to. Bugs stay bugs. */
export const unlessRefused = <T>(asked: Promise<T>): Promise<T | undefined> => unless(AppError, asked);

/** What was asked for, undefined where it fails in this way: for whoever has more to show than that. */
export async function unless<T>(Failure: new (...about: never[]) => Error, asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Failure)) {
      throw error;
    }
    return undefined;
  }
}

export type ErrorParams = Readonly<Record<string, string | number | Moment>>;

/** A moment that a no names: said in the reader's own words, by the clock of `zone`. */
export interface Moment {
  readonly at: Date;
  readonly zone: string;
  readonly now: Date;
}

export type ErrorCode = (typeof errorCodes)[number];

export const errorCodes = [
  // any door
  "MALFORMED",
  "UNKNOWN_ACTION",
  "NOT_YOUR_TEAM",
  "TENANT_NOT_ALLOWED",
  "NO_TEAM_YET",
  "NOT_YOUR_FORM",
  "FORM_TOO_OLD",
  "SOMETHING_BROKE",
  "BUSY_TRY_AGAIN",
  "SLOW_DOWN",
  "NOT_FOUND",
  "NOT_SIGNED_IN",
  // people
  "NOT_LEADER",
  "NO_LEADER_YET",
  "GUESTS_DO_NOT_LEAD",
  "NOT_IN_CHANNEL",
  "NOBODY_CHOSEN",
  "UNKNOWN_ZONE",
  "TOO_MANY_VALUES",
  "VALUE_TOO_LONG",
  // kudos
  "NOBODY_TO_THANK",
  "TOO_MANY_RECIPIENTS",
  "WORDS_MISSING",
  "WORDS_TOO_LONG",
  "CANNOT_THANK_SELF",
  "CANNOT_THANK_BOT",
  "NOT_A_MEMBER",
  "NOT_IN_TEAM",
  "ENOUGH_THANKS_TODAY",
  "ENOUGH_THANKS_TO_TEAM",
  "WORDS_NAME_SOMEONE_PRIVATE",
  "UNKNOWN_VALUE",
  "ONLY_PROGRESS_WITHOUT_RECIPIENT",
  "THANKS_REMOVED",
  "NOT_YOUR_THANKS",
  "CANNOT_JOIN_OWN_THANKS",
  "RATHER_IN_PERSON",
  "WHOLE_TEAM_IS_PUBLIC",
  // polls
  "QUESTION_MISSING",
  "QUESTION_TOO_LONG",
  "TOO_FEW_OPTIONS",
  "TOO_MANY_OPTIONS",
  "OPTION_TOO_LONG",
  "OPTIONS_ALIKE",
  "TOO_MANY_CHOICES",
  "NO_CHOICE_MADE",
  "CONSENT_IS_SINGLE",
  "CONSENT_HAS_ITS_OPTIONS",
  "LIVE_RESULTS_NEED_NAMES",
  "TOO_FEW_FOR_ANONYMOUS",
  "CLOSES_TOO_SOON",
  "CLOSES_TOO_LATE",
  "POLL_CLOSED",
  "POLL_STILL_OPEN",
  "POLL_ELSEWHERE",
  "ASKER_DOES_NOT_VOTE",
  "OPTIONS_LOCKED",
  "TOO_LATE_FOR_OPTIONS",
  "OPTIONS_CHANGED",
  "NOT_ANONYMOUS_ANY_MORE",
  "NOT_YOUR_QUESTION",
  "ALREADY_DECIDED",
  "OUTCOME_MISSING",
  "WINNER_IS_BOUND",
  "REASON_MISSING",
  "REASON_TOO_LONG",
  "DAY_MISSING",
  "MORE_TIME_TOO_LATE",
  // rounds
  "ROUND_RUNNING",
  "ROUND_OVER",
  "NOT_IN_ROUND",
  "NOT_YOUR_TURN",
  "HOST_ENDS",
  "LEADER_STARTS",
  "LEADER_SPEAKS_LAST",
  "GREETING_TOO_LONG",
  "ROUND_TEXT_TOO_LONG",
] as const;
