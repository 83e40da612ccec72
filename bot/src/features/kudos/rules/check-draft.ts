import { AppError } from "../../../core/errors.ts";
import { digest } from "../../../core/idempotency-token.ts";
import type { KudosDraft } from "../contract.ts";
import { kudosErrors } from "../errors.ts";

/** The form's initial words: sent alone they have no content. */
const STARTERS = ["Tack för att du ...", "Thank you for ...", "Vi blev klara med ...", "We finished ..."];

/**
 * Refuses invalid drafts. `draft.recipients` are ids; membership is checked elsewhere.
 *
 * @throws AppError `CANNOT_THANK_SELF`, `CANNOT_THANK_BOT`, `WHOLE_TEAM_IS_PUBLIC`, `NOBODY_TO_THANK`,
 *   `ONLY_PROGRESS_WITHOUT_RECIPIENT`, `WORDS_MISSING`, `UNKNOWN_VALUE`
 */
export function checkDraft(
  draft: Pick<KudosDraft, "recipients" | "wholeTeam" | "audience" | "kind" | "words" | "value">,
  senderId: string,
  values: readonly string[],
): void {
  if (draft.recipients.includes(senderId)) {
    throw new AppError(kudosErrors.CANNOT_THANK_SELF);
  }
  if (draft.recipients.some(isBot)) {
    throw new AppError(kudosErrors.CANNOT_THANK_BOT);
  }
  if (draft.wholeTeam && draft.audience === "private") {
    throw new AppError(kudosErrors.WHOLE_TEAM_IS_PUBLIC);
  }
  if (!draft.wholeTeam && draft.recipients.length === 0) {
    if (draft.audience === "private") {
      throw new AppError(kudosErrors.NOBODY_TO_THANK);
    }
    if (draft.kind === "thanks") {
      throw new AppError(kudosErrors.ONLY_PROGRESS_WITHOUT_RECIPIENT);
    }
  }
  if (STARTERS.some((starter) => normalised(starter) === normalised(draft.words))) {
    throw new AppError(kudosErrors.WORDS_MISSING);
  }
  if (draft.value !== "" && chosenValue(draft.value, values) === undefined) {
    throw new AppError(kudosErrors.UNKNOWN_VALUE);
  }
}

/** The id of a value in a card's choice. A leader's text is never used as an id, since a client might interpret it. */
export const valueId = (value: string): string => digest("value", value);

export const chosenValue = (chosen: string, values: readonly string[]): string | undefined =>
  values.find((value) => value === chosen || valueId(value) === chosen);

/** Teams' ids of apps have this prefix. The roster contains people only. */
export const isBot = (id: string): boolean => id.startsWith("28:");

const normalised = (text: string) => text.replace(/[\s.…]+/gu, " ").trim();
