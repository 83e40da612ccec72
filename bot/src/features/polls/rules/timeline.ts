import { subDays, subWeeks } from "date-fns";
import type { QuestionEntry, StoredQuestion } from "../contract.ts";

const DECIDED_WEEKS = 12;

export const MAX_DECIDED = 20;

export const oldestDecision = (now: Date): Date => subWeeks(now, DECIDED_WEEKS);

/** A poll may be open for sixty days, and its outcome may be postponed: older polls are not shown. */
export const oldestQuestion = (now: Date): Date => subDays(now, 365);

/** The poll as one viewer sees it now. Only the person who owes the outcome sees that it is overdue. */
export function asVisibleTo(viewerId: string, stored: StoredQuestion, now: Date): QuestionEntry {
  const { schema: _, conversationId: __, naming: ___, isCounted: ____, askerDecides, ...entry } = stored;
  const hasEnded = entry.state === "open" && entry.closesAt <= now.toISOString();
  const state = hasEnded ? "closed" : entry.state;
  const isMine = entry.asker.id === viewerId;
  return {
    ...entry,
    state,
    isOverdue: isMine && isOwed(state) && entry.answerBy !== undefined && entry.answerBy < now.toISOString(),
    isMine,
    mayAnswer: state === "open" && !(isMine && askerDecides),
  };
}

/**
 * Sorts owed polls oldest first, open ones by closing time, decided ones newest first. Everybody gets the same entries
 * in the same order: the leader's polls have no precedence.
 */
export function inTimelineOrder<L extends QuestionEntry>(
  entries: readonly L[],
  now: Date,
): { readonly owed: L[]; readonly open: L[]; readonly decided: L[] } {
  const since = oldestDecision(now).toISOString();
  const decidedAt = (entry: QuestionEntry) => entry.decidedAt ?? entry.closesAt;
  return {
    owed: entries.filter(({ state }) => isOwed(state)).toSorted(by(({ closesAt }) => closesAt)),
    open: entries.filter(({ state }) => state === "open").toSorted(by(({ closesAt }) => closesAt)),
    decided: entries
      .filter((entry) => entry.state === "decided" && decidedAt(entry) >= since)
      .toSorted(by(decidedAt))
      .toReversed()
      .slice(0, MAX_DECIDED),
  };
}

const isOwed = (state: QuestionEntry["state"]) => state === "closed" || state === "moreTime";

const by = (key: (entry: QuestionEntry) => string) => (a: QuestionEntry, b: QuestionEntry) =>
  key(a) < key(b) ? -1 : Number(key(a) > key(b));
