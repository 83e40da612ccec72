import { subWeeks } from "date-fns";
import type { Context } from "../../../core/context.ts";
import type { Feature, Outcome } from "../../../core/feature.ts";
import { dayOf, isoWeek } from "../../../core/week.ts";
import type { WeekCounts } from "../../../kernel/contract.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import { hasTooFewToCount } from "../../../kernel/week-counts.ts";
import type { CountColumn } from "../rules/count-columns.ts";
import { weekFigures } from "./weeks.ts";

/** A year; older weeks are stored, and shown nowhere. */
const WEEKS = 52;

export interface Figures {
  readonly weeks: readonly {
    readonly week: string;
    /** Undefined in a team of fewer than five people, where nothing is counted. */
    readonly acts: WeekCounts["acts"] | undefined;
    readonly outcomes: readonly (Outcome & { readonly day: string })[];
  }[];
  readonly hasTooFewMembers: boolean;
}

interface Declared {
  readonly features: readonly Feature[];
  readonly columns: readonly CountColumn[];
}

/**
 * The last year's weeks, from the first with an act or an outcome, with the outcomes of each. Names nobody.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function figures(ctx: Context, { features, columns }: Declared, teamId: string): Promise<Figures> {
  const team = await requireMember(ctx, teamId);
  const { zone } = team;
  const since = subWeeks(ctx.now, WEEKS);
  const [hasTooFewMembers, weekly, ...decided] = await Promise.all([
    hasTooFewToCount(ctx, team),
    weekFigures(ctx, { teamId, zone, columns, weekCount: WEEKS }),
    ...features.map(({ outcomes }) => outcomes?.(ctx, team, since) ?? []),
  ]);
  const oldestFirst = decided.flat().toSorted((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime());
  const outcomes = Map.groupBy(oldestFirst, ({ decidedAt }) => isoWeek(decidedAt, zone));
  const weeks = weekly.map(({ week, acts }) => ({ week, acts: hasTooFewMembers ? undefined : acts }));
  const first = weeks.findIndex(({ week, acts = {} }) => outcomes.has(week) || Object.values(acts).some(isSome));
  return {
    hasTooFewMembers,
    weeks: (first === -1 ? [] : weeks.slice(first)).map(({ week, acts }) => ({
      week,
      acts,
      outcomes: (outcomes.get(week) ?? []).map((outcome) => ({ ...outcome, day: dayOf(outcome.decidedAt, zone) })),
    })),
  };
}

const isSome = (count: number) => count > 0;
