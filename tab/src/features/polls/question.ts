import type { QuestionPage, QuestionsTimeline } from "#bot/features/polls/api.ts";
import { QUESTION_PAGE, type QuestionEntry } from "#bot/features/polls/contract.ts";
import type { Overview } from "#bot/features/pulse/api.ts";
import { subPageId } from "#bot/kernel/sub-page.ts";
import { timelineOf } from "../../lib/feature.ts";
import { teamPath } from "../../lib/team-path.ts";

export const questionPath = (teamId: string, pollId: string): string => teamPath(teamId, "questions", pollId);

/** The sub-page of a shared link: with its team, since a link from the personal app opens there. */
export const asSubPage = (teamId: string, pollId: string): string =>
  subPageId({ kind: QUESTION_PAGE, id: pollId, teamId });

export const myQuestionsPath = "/me/questions";

/** The optimistic state of a question after the viewer's answer. */
export const answeredWith =
  (choices: readonly number[]) =>
  (page: QuestionPage): QuestionPage => ({
    ...page,
    ...(page.myAnswer || typeof page.answers !== "number" ? {} : { answers: page.answers + 1 }),
    myAnswer: [...choices],
  });

/**
 * The optimistic state of the team's page after a decision: the question is no longer owed and is first among the
 * decided ones. The name of another person who decided comes from the server.
 */
export const toldOn =
  (pollId: string, outcome: string, why: string) =>
  (overview: Overview): Overview => {
    const { owed, decided } = timelineOf<QuestionsTimeline>(overview);
    const line = owed.find((one) => one.pollId === pollId && one.isMine);
    const decidedNow: readonly QuestionEntry[] = line
      ? [{ ...line, state: "decided", outcome, why, decidedAt: overview.now, isOverdue: false }]
      : [];
    return {
      ...overview,
      owed: owed.filter((one) => one.pollId !== pollId),
      decided: [...decidedNow, ...decided],
    };
  };
