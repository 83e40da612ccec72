import { isoWeek, startOfNextWeek } from "../core/week.ts";
import { nextWorkingTime } from "../core/working-time.ts";

/**
 * The recipient of a reminder, and its kind. A person can turn off their own; one member cannot turn off a channel's.
 */
export type DisturbTarget =
  | { readonly teamId: string; readonly kind: string }
  | { readonly teamId: string; readonly kind: string; readonly personId: string };

interface Moment {
  readonly now: Date;
  /** The recipient's zone. */
  readonly zone: string;
  readonly teamZone: string;
  readonly pressedWeeks: readonly string[];
  /** The recipient has had the week's maximum of reminders. */
  readonly isCapped: boolean;
}

/**
 * The next allowed moment, or undefined when a reminder may be sent now. Terminates: each iteration advances to a later
 * week.
 */
export function quietUntil({ now, zone, teamZone, pressedWeeks, isCapped }: Moment): Date | undefined {
  let at = nextWorkingTime(isCapped ? startOfNextWeek(now, zone) : now, zone);
  while (pressedWeeks.includes(isoWeek(at, teamZone))) {
    at = nextWorkingTime(startOfNextWeek(at, teamZone), zone);
  }
  return at.getTime() === now.getTime() ? undefined : at;
}
