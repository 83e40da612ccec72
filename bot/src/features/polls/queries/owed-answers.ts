import type { Context } from "../../../core/context.ts";
import type { WaitingItem, WaitingTeam } from "../../../core/feature.ts";
import { QUESTION_PAGE } from "../contract.ts";
import { asVisibleTo, inTimelineOrder } from "../rules/timeline.ts";
import { questionsWaiting } from "./team-questions.ts";

/** The closed polls that the actor asked in a team: the team waits for their outcome. */
export async function owedAnswers(ctx: Context, { id: teamId }: WaitingTeam): Promise<readonly WaitingItem[]> {
  const { questions } = await questionsWaiting(ctx, teamId);
  const entries = questions.map((stored) => asVisibleTo(ctx.actor.id, stored, ctx.now));
  return inTimelineOrder(entries, ctx.now)
    .owed.filter(({ isMine }) => isMine)
    .map(({ pollId, question, answerBy, closesAt }) => ({
      key: pollId,
      title: question,
      dueAt: new Date(answerBy ?? closesAt),
      page: { kind: QUESTION_PAGE, id: pollId },
    }));
}
