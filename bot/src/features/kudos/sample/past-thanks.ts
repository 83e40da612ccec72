import type { SampleMoment, SampleName, SampleText } from "../../../core/sample.ts";
import type { KudosKind } from "../contract.ts";

/*
 * A thank-you in the sample team's twelve weeks (`core/sample.ts`). Everything that has happened is on day 1 or before.
 */

export interface PastThanks extends SampleMoment {
  readonly from: SampleName;
  /** "nobody" when a win names nobody in particular. */
  readonly to: readonly SampleName[] | "everybody" | "nobody";
  readonly words: SampleText;
  readonly kind?: KudosKind;
  /** The place among the team's values. */
  readonly value?: 0 | 1 | 2;
  readonly privately?: true;
  /** The people who joined the thanks. */
  readonly also?: readonly SampleName[];
}
