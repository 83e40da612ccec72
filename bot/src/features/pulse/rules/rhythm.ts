import { isoWeek, mondayOf, recentWeeks } from "../../../core/week.ts";
import type { StoredPointer } from "../../../kernel/contract.ts";
import { type MyRhythm, OwnAct, WEEKS_SHOWN } from "../api.ts";

/** What somebody did, by how it is pointed to. What others did that names them is not theirs. */
const acts: Readonly<Record<string, OwnAct>> = {
  "kudos sender": "thanked",
  "kudos also": "joined",
  "polls asker": "asked",
  "polls voter": "answered",
  "polls decider": "told",
};

export const actOf = ({ slice, role }: Pick<StoredPointer, "slice" | "role">): OwnAct | undefined =>
  acts[`${slice} ${role}`];

/** The weeks that are shown, oldest first, and what was done in each. */
export function rhythmOf(
  done: readonly { readonly at: Date; readonly act: OwnAct }[],
  now: Date,
  zone: string,
): MyRhythm {
  const inWeeks = Map.groupBy(done, ({ at }) => isoWeek(at, zone));
  return {
    weeks: weeksShown(now, zone).map((week) => {
      const found = new Set(inWeeks.get(week.week)?.map(({ act }) => act));
      return { ...week, acts: OwnAct.options.filter((act) => found.has(act)) };
    }),
  };
}

/** Oldest first, this week last, which alone is not over. */
export const weeksShown = (now: Date, zone: string, count = WEEKS_SHOWN) =>
  recentWeeks(now, zone, count).map((week, index) => ({
    week,
    startsOn: mondayOf(week),
    isOver: index < count - 1,
  }));
