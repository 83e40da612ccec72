import { isoWeek, mondayOf, startOfNextWeek } from "../../../core/week.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import type { MarkableWeek } from "../api.ts";

/** This week and the next, in the team's zone: the weeks a leader may mark. */
export function weeksToMark(now: Date, zone: string): readonly [string, string] {
  return [isoWeek(now, zone), isoWeek(startOfNextWeek(now, zone), zone)];
}

/** The same two weeks, with whether they are markableWeek. */
export const markableWeeks = (
  now: Date,
  { zone, pressedWeeks }: Pick<TeamSettings, "zone" | "pressedWeeks">,
): readonly [MarkableWeek, MarkableWeek] => {
  const markableWeek = (week: string) => ({ week, startsOn: mondayOf(week), isPressed: pressedWeeks.includes(week) });
  const [thisWeek, nextWeek] = weeksToMark(now, zone);
  return [markableWeek(thisWeek), markableWeek(nextWeek)];
};

/** Marks or unmarks a week; removes past weeks. */
export function withPressedWeek(weeks: readonly string[], week: string, pressed: boolean, thisWeek: string): string[] {
  const others = weeks.filter((one) => one !== week && one >= thisWeek);
  return pressed ? [...others, week].toSorted() : others;
}
