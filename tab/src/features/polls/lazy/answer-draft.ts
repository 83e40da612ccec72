import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";

/** An answer that has been begun, as its form holds it. */
export interface AnswerDraft {
  /** The place of an outcome, `OTHER`, or nothing yet. */
  readonly chosen: string;
  readonly other: string;
  readonly why: string;
}

export const OTHER = "other";

/** The outcome that a draft names, and how the verb `polls/decide` takes it. What a vote has settled stands over the draft. */
export function outcomeOf(
  { outcomes, bound }: NonNullable<QuestionPage["decide"]>,
  { chosen, other }: Pick<AnswerDraft, "chosen" | "other">,
) {
  if (bound === undefined && chosen === OTHER) {
    return { outcome: other, told: { outcome: "", other } };
  }
  const place = bound ?? chosen;
  return { outcome: outcomes[Number(place)] ?? "", told: { outcome: String(place) } };
}

/** By question, until it is sent or the tab is closed. */
const begun = new Map<string, AnswerDraft>();

/** What was begun is there again when the form is: it may be put away, or make way for an answer that came first. */
export function useAnswerDraft(pollId: string) {
  const [draft, setDraft] = useState<AnswerDraft>(begun.get(pollId) ?? { chosen: "", other: "", why: "" });
  function set(change: Partial<AnswerDraft>): void {
    const next = { ...draft, ...change };
    begun.set(pollId, next);
    setDraft(next);
  }
  return { draft, set, sent: () => begun.delete(pollId) };
}

/** The words that were begun and not sent. */
export function unsentWords(pollId: string): string {
  const { other = "", why = "" } = begun.get(pollId) ?? {};
  return [other, why].filter((words) => words !== "").join("\n");
}
