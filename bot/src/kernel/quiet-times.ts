import { isoWeek, startOfNextWeek } from "../core/week.ts";
import { nextWorkingTime } from "../core/working-time.ts";

/**
 * Who might be disturbed, and by what kind of reminder. A person can turn theirs off; a channel's cannot be turned off
 * by one for all.
 */
export type DisturbTarget =
  | { readonly teamId: string; readonly kind: string }
  | { readonly teamId: string; readonly kind: string; readonly personId: string };

interface Moment {
  readonly now: Date;
  /** The receiver's own zone. */
  readonly zone: string;
  readonly teamZone: string;
  readonly pressedWeeks: readonly string[];
  /** The receiver has had the reminders that one week may hold. */
  readonly isCapped: boolean;
}

/** When it may go instead, or undefined when it may go now. Ends: every round lies in a later week than the one before. */
export function quietUntil({ now, zone, teamZone, pressedWeeks, isCapped }: Moment): Date | undefined {
  let at = nextWorkingTime(isCapped ? startOfNextWeek(now, zone) : now, zone);
  while (pressedWeeks.includes(isoWeek(at, teamZone))) {
    at = nextWorkingTime(startOfNextWeek(at, teamZone), zone);
  }
  return at.getTime() === now.getTime() ? undefined : at;
}
