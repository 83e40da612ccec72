import { useRef, useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useNotify } from "../../components/notices.tsx";
import { useAct } from "../../lib/use-resource.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { answeredWith, questionPath } from "./question.ts";
import { pollTexts } from "./texts.ts";

/**
 * Answers a question. The answer shows at once; `saved` confirms it when the server has stored it, and it is reverted
 * with a notice when the server has not. Of several quick answers only the last is reported. `answer` resolves with
 * whether it is stored.
 */
export function useVote(teamId: string, page: QuestionPage) {
  const t = useTexts(pollTexts);
  const act = useAct();
  const { sayError } = useNotify();
  const [saved, setSaved] = useState("");
  const latest = useRef<readonly number[]>(null);

  async function answer(choices: readonly number[]): Promise<boolean> {
    latest.current = choices;
    setSaved("");
    const { pollId, edition } = page;
    const expected = { path: questionPath(teamId, pollId), change: answeredWith(choices) };
    const promised = page.isAnonymous ? { promised: "anonymous" } : {};
    try {
      await act(pollVerbs.vote, { pollId, edition, choices: choices.map(String), ...promised }, { expected });
      if (latest.current === choices) {
        setSaved(t(page.isAnonymous ? "saved" : "savedNamed"));
      }
      return true;
    } catch (error) {
      if (latest.current === choices) {
        sayError(error);
      }
      return false;
    }
  }

  return { saved, answer };
}
