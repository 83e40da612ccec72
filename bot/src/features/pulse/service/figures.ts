import { subWeeks } from "date-fns";
import type { Context, Person } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { startingWith } from "../../../core/document-store.ts";
import { namedIn, perhapsNamed } from "../../../core/names-said.ts";
import { dayOf, isoWeek } from "../../../core/week.ts";
import { membersOf } from "../../people/service/lead.ts";
import { whereActorIs } from "../../people/service/there.ts";
import { actingIn, teamPartition } from "../../people/service.ts";
import { StoredQuestion, type WeekCounts } from "../contract.ts";
import { weekFigures } from "./weeks.ts";

/** What a year is made of; older weeks are kept, and shown nowhere. */
const WEEKS = 52;
/** Newest first: five a week for a year. */
const MOST_OUTCOMES_PAGES = 3;

export interface Figures {
  readonly weeks: readonly (Pick<WeekCounts, "week" | "acts"> & { readonly outcomes: readonly Outcome[] })[];
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
 * told is left out, and so are words that name anybody in the team or in these questions.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function figures(ctx: Context, teamId: string): Promise<Figures> {
  const team = await actingIn(ctx, teamId);
  const { zone } = team;
  const [weeks, decided, members] = await Promise.all([
    weekFigures(ctx, teamId, zone, WEEKS),
    decidedSince(ctx, teamId, subWeeks(ctx.now, WEEKS)),
    membersOf(ctx, team),
  ]);
  const texts = decided.flatMap(({ question, outcome = "", why = "" }) => [question, outcome, why]);
  const known = [...members, ...team.leaders, ...decided.map(({ asker }) => asker)];
  const people = perhapsNamed(texts, known).flatMap(everyNameOf);
  const unlessNaming = (text: string | undefined) =>
    namedIn(text ?? "", people).length === 0 ? (text ?? "") : undefined;
  const outcomes = Map.groupBy(decided, ({ decidedAt }) => isoWeek(new Date(decidedAt), zone));
  const first = weeks.findIndex(({ week, acts }) => outcomes.has(week) || Object.values(acts).some((n) => n > 0));
  return {
    weeks: (first === -1 ? [] : weeks.slice(first)).map(({ week, acts }) => ({
      week,
      acts,
      outcomes: (outcomes.get(week) ?? []).map((line) => ({
        day: dayOf(new Date(line.decidedAt), zone),
        question: unlessNaming(line.question),
        outcome: unlessNaming(line.outcome),
        why: unlessNaming(line.why),
      })),
    })),
  };
}

/** People are also called by one of their other names alone. */
const everyNameOf = ({ id, name }: Person): readonly Person[] => [
  { id, name },
  ...name
    .replace(/\([^)]*\)/gu, " ")
    .split(/[\s,]+/u)
    .map((part) => ({ id, name: part })),
];

type Decided = StoredQuestion & { readonly decidedAt: string };

/** Oldest first, of where the actor is. */
async function decidedSince(ctx: Context, teamId: string, since: Date): Promise<readonly Decided[]> {
  const found: Decided[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_OUTCOMES_PAGES; page++) {
    const { items, next } = await ctx.store.range(teamPartition(teamId), {
      ...startingWith("d|"),
      from: `d|${since.toISOString()}`,
      reverse: true,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of items) {
      const line = read(StoredQuestion, item).data;
      found.push({ ...line, decidedAt: line.decidedAt ?? line.closesAt });
    }
    if (next === undefined) {
      break;
    }
    after = next;
  }
  return (await whereActorIs(ctx, found)).toReversed();
}
