import { isoWeek, mondayOf, recentWeeks } from "../../../core/week.ts";
import { type MyRhythm, WEEKS_SHOWN } from "../api.ts";

interface Done {
  readonly at: Date;
  readonly key: string;
}

/** The shown weeks, oldest first, and which of the kinds were done in each, in the order of the kinds. */
export function weeksOfActs(
  done: readonly Done[],
  kinds: readonly { readonly key: string }[],
  now: Date,
  zone: string,
): MyRhythm["weeks"] {
  const inWeeks = Map.groupBy(done, ({ at }) => isoWeek(at, zone));
  return weeksShown(now, zone).map((week) => {
    const found = new Set(inWeeks.get(week.week)?.map(({ key }) => key));
    return { ...week, acts: kinds.map(({ key }) => key).filter((key) => found.has(key)) };
  });
}

/** Oldest first; the current week, the only unfinished one, is last. */
export const weeksShown = (now: Date, zone: string, weekCount = WEEKS_SHOWN) =>
  recentWeeks(now, zone, weekCount).map((week, index) => ({
    week,
    startsOn: mondayOf(week),
    isOver: index < weekCount - 1,
  }));
