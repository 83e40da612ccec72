import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";

/** The draft of a decision, as its form holds it. */
export interface AnswerDraft {
  /** The index of an outcome, `OTHER`, or empty. */
  readonly chosen: string;
  readonly other: string;
  readonly why: string;
}

export const OTHER = "other";

/** The outcome of a draft, as the verb `polls/decide` takes it. An outcome that a vote has settled takes precedence. */
export function outcomeOf(
  { outcomes, bound }: Pick<NonNullable<QuestionPage["decide"]>, "outcomes" | "bound">,
  { chosen, other }: Pick<AnswerDraft, "chosen" | "other">,
) {
  if (bound === undefined && chosen === OTHER) {
    return { outcome: other, told: { outcome: "", other } };
  }
  const place = bound ?? chosen;
  return { outcome: outcomes[Number(place)] ?? "", told: { outcome: String(place) } };
}

/** Drafts by question, until they are sent or the tab is closed. */
const begun = new Map<string, AnswerDraft>();

/** The draft is restored with the form, which may be closed, or replaced when another person decides first. */
export function useAnswerDraft(pollId: string, usualWhy = "") {
  const [draft, setDraft] = useState<AnswerDraft>(begun.get(pollId) ?? { chosen: "", other: "", why: usualWhy });
  function set(change: Partial<AnswerDraft>): void {
    const next = { ...draft, ...change };
    begun.set(pollId, next);
    setDraft(next);
  }
  return { draft, set, sent: () => begun.delete(pollId) };
}

/** The text of a draft that was not sent. */
export function unsentWords(pollId: string): string {
  const { other = "", why = "" } = begun.get(pollId) ?? {};
  return [other, why].filter((words) => words !== "").join("\n");
}
