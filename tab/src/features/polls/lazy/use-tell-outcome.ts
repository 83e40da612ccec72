import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useNotify } from "../../../components/notices.tsx";
import { useSending } from "../../../components/sending.ts";
import { overviewPath } from "../../../lib/team-path.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { toldOn } from "../question.ts";
import { type AnswerDraft, outcomeOf } from "./answer-draft.ts";
import { pollLazyTexts } from "./texts.ts";

/** Tells the team the outcome of a question; `onTold` follows when the server has accepted it. */
export function useTellOutcome(teamId: string, pollId: string, onTold: () => void) {
  const t = useTexts(pollLazyTexts);
  const act = useAct();
  const { say } = useNotify();
  const { isSending, refusal, send } = useSending();
  const tell = (decide: NonNullable<QuestionPage["decide"]>, draft: AnswerDraft) =>
    void send(async () => {
      const { outcome, told } = outcomeOf(decide, draft);
      const { why } = draft;
      const follows = { path: overviewPath(teamId), change: toldOn(pollId, outcome, why) };
      await act(pollVerbs.decide, { pollId, ...told, why }, { follows });
      say({ words: t("toldNow") });
      onTold();
    });
  return { isSending, refusal, tell };
}
