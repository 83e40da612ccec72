import { useEffect, useRef, useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { useNotify } from "../../../components/notices.tsx";
import { useTexts } from "../../../lib/use-texts.ts";
import { areSame } from "./choices.ts";
import { pollLazyTexts } from "./texts.ts";

/** Choices by question and edition, until they are sent or the tab is closed. */
const begun = new Map<string, readonly number[]>();

/**
 * The choices that are not sent yet. They are kept when the question goes out of view, and a notice then says that they
 * are not sent; the browser asks before it leaves the tab.
 */
export function useUnsentChoices({ pollId, edition, question, myAnswer = [] }: QuestionPage) {
  const key = `${pollId} ${edition}`;
  const [draft, setDraft] = useState(begun.get(key));
  const isUnsent = draft !== undefined && !areSame(draft, myAnswer);
  useSayUnsent(isUnsent, question);

  function choose(choices: readonly number[]): void {
    begun.set(key, choices);
    setDraft(choices);
  }
  /** Forgets these choices, unless they have been changed meanwhile. */
  function sent(choices: readonly number[]): void {
    if (begun.get(key) === choices) {
      begun.delete(key);
    }
    setDraft((now) => (now === choices ? undefined : now));
  }

  return { chosen: draft ?? myAnswer, isUnsent, choose, sent };
}

function useSayUnsent(isUnsent: boolean, question: string): void {
  const t = useTexts(pollLazyTexts);
  const { say } = useNotify();
  const leave = useRef<() => void>(undefined);
  leave.current = isUnsent ? () => say({ words: t("leftUnsent", { question }), lastsMs: 12_000 }) : undefined;
  useEffect(() => () => leave.current?.(), []);
  useEffect(() => {
    if (isUnsent) {
      addEventListener("beforeunload", askFirst);
      return () => removeEventListener("beforeunload", askFirst);
    }
    return;
  }, [isUnsent]);
}

const askFirst = (event: Event): void => event.preventDefault();
