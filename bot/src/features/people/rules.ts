import { tz } from "@date-fns/tz";
import { addWeeks, startOfISOWeek } from "date-fns";
import { isoWeek } from "../../core/week.ts";
import { nextWorkingTime } from "../../core/working-time.ts";

/** Who might be disturbed, and by what kind of reminder (the word an opt-out names). */
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

/** When it may go instead, or undefined when it may go now. */
export function quietUntil({ now, zone, teamZone, pressedWeeks, isCapped }: Moment): Date | undefined {
  let at = isCapped ? nextWeek(now, zone) : now;
  for (let weeks = 0; weeks < 60; weeks++) {
    at = nextWorkingTime(at, zone);
    if (!pressedWeeks.includes(isoWeek(at, teamZone))) {
      break;
    }
    at = nextWeek(at, teamZone);
  }
  return at.getTime() === now.getTime() ? undefined : at;
}

const nextWeek = (at: Date, zone: string): Date =>
  new Date(startOfISOWeek(addWeeks(at, 1, { in: tz(zone) }), { in: tz(zone) }).getTime());
