import { subWeeks } from "date-fns";
import type { Context } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { startingWith } from "../../../core/document-store.ts";
import { namesAny } from "../../../core/name-mentions.ts";
import { dayOf, isoWeek } from "../../../core/week.ts";
import { teamMembers } from "../../../kernel/access.ts";
import type { WeekCounts } from "../../../kernel/contract.ts";
import { actingIn } from "../../../kernel/team-access.ts";
import { newestWhereActorIs } from "../../../kernel/visible-lines.ts";
import { hasTooFewToCount } from "../../../kernel/week-counts.ts";
import { type QuestionText, StoredQuestion } from "../../polls/contract.ts";
import type { Count } from "../rules/counts.ts";
import { weekFigures } from "./weeks.ts";

/** What a year is made of; older weeks are kept, and shown nowhere. */
const WEEKS = 52;
/** The newest: five a week for a year, and some. */
const MOST_OUTCOMES = 300;

export interface Figures {
  readonly weeks: readonly {
    readonly week: string;
    /** Undefined in a team of fewer than five people, in which nothing is counted. */
    readonly acts: WeekCounts["acts"] | undefined;
    readonly outcomes: readonly Outcome[];
  }[];
  readonly hasTooFew: boolean;
}

/** `undefined` where the words name somebody. */
export interface Outcome {
  readonly day: string;
  readonly question: string | undefined;
  readonly outcome: string | undefined;
  readonly why: string | undefined;
}

/**
 * A year's weeks from the first in which something happened, and what was decided in each. No people: who asked and who
 * told is left out, and so are words that name anybody in the team or in these questions, now or when it was decided.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function figures(ctx: Context, counts: readonly Count[], teamId: string): Promise<Figures> {
  const team = await actingIn(ctx, teamId);
  const { zone } = team;
  const [hasTooFew, counted, decided, members] = await Promise.all([
    hasTooFewToCount(ctx, team),
    weekFigures(ctx, { teamId, zone, counts, count: WEEKS }),
    decidedSince(ctx, teamId, subWeeks(ctx.now, WEEKS)),
    teamMembers(ctx, team),
  ]);
  const known = [...members, ...team.leaders, ...decided.map(({ asker }) => asker)];
  const unlessNaming = (line: Decided, text: QuestionText) => {
    const words = line[text] ?? "";
    return line.naming?.includes(text) || namesAny(words, known) ? undefined : words;
  };
  const outcomes = Map.groupBy(decided, ({ decidedAt }) => isoWeek(new Date(decidedAt), zone));
  const weeks = counted.map(({ week, acts }) => ({ week, acts: hasTooFew ? undefined : acts }));
  const first = weeks.findIndex(({ week, acts = {} }) => outcomes.has(week) || Object.values(acts).some(isSome));
  return {
    hasTooFew,
    weeks: (first === -1 ? [] : weeks.slice(first)).map(({ week, acts }) => ({
      week,
      acts,
      outcomes: (outcomes.get(week) ?? []).map((line) => ({
        day: dayOf(new Date(line.decidedAt), zone),
        question: unlessNaming(line, "question"),
        outcome: unlessNaming(line, "outcome"),
        why: unlessNaming(line, "why"),
      })),
    })),
  };
}

const isSome = (count: number) => count > 0;

type Decided = StoredQuestion & { readonly decidedAt: string };

/** Oldest first. */
async function decidedSince(ctx: Context, teamId: string, since: Date): Promise<readonly Decided[]> {
  const range = { ...startingWith("d|"), from: `d|${since.toISOString()}`, most: MOST_OUTCOMES };
  const newest = await newestWhereActorIs(ctx, teamId, range, (item) => read(StoredQuestion, item).data);
  return newest.map((line) => ({ ...line, decidedAt: line.decidedAt ?? line.closesAt })).toReversed();
}
