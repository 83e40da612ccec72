import type { Context } from "../../../core/context.ts";
import { undefinedOn } from "../../../core/errors.ts";
import { TryLater } from "../../../core/outbox.ts";
import { toTheMinute } from "../../../core/week.ts";
import type { MyTeam } from "../../../kernel/contract.ts";
import { myTeams } from "../../../kernel/membership.ts";
import { MAX_SCANNED, type MyQuestions, type TeamQuestion } from "../api.ts";
import { asVisibleTo, inTimelineOrder } from "../rules/timeline.ts";
import { awaitsAnswer } from "./awaits-answer.ts";
import { questionsWaiting } from "./team-questions.ts";

/**
 * The polls that wait for the actor's answer, and those they asked or owe an outcome, in all teams whose roster has
 * them.
 */
export async function myQuestions(ctx: Context): Promise<MyQuestions> {
  const { teams, isTeamMissing } = await myTeams(ctx);
  const perTeam = await Promise.all(teams.map((team) => undefinedOn(TryLater, questionsIn(ctx, team))));
  const available = perTeam.filter((one) => one !== undefined);
  const { open, owed } = inTimelineOrder(
    available.flatMap(({ lines }) => lines),
    ctx.now,
  );
  const answerable = open.filter(({ mayAnswer }) => mayAnswer);
  const scanned = answerable.slice(0, MAX_SCANNED);
  const waits = await Promise.all(scanned.map(({ pollId }) => awaitsAnswer(ctx, pollId)));
  return {
    now: toTheMinute(ctx.now),
    waiting: scanned.filter((_, index) => waits[index]),
    hasMore: answerable.length > scanned.length || available.some(({ hasMore }) => hasMore),
    isTeamMissing: isTeamMissing || available.length < teams.length,
    open: open.filter(({ isMine }) => isMine),
    owed: owed.filter(({ isMine }) => isMine),
  };
}

async function questionsIn(ctx: Context, { id, name }: MyTeam): Promise<Waiting> {
  const { questions, hasMore } = await questionsWaiting(ctx, id);
  const team = { id, name };
  return { lines: questions.map((stored) => ({ ...asVisibleTo(ctx.actor.id, stored, ctx.now), team })), hasMore };
}

interface Waiting {
  readonly lines: readonly TeamQuestion[];
  readonly hasMore: boolean;
}
