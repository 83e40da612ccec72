import { subDays, subWeeks } from "date-fns";
import type { QuestionEntry, StoredQuestion } from "../contract.ts";

const DECIDED_WEEKS = 12;

export const MAX_DECIDED = 20;

export const oldestDecision = (now: Date): Date => subWeeks(now, DECIDED_WEEKS);

/** A question may be open for sixty days, and its answer may be put off: older than this nothing is shown any more. */
export const oldestQuestion = (now: Date): Date => subDays(now, 365);

/** The question as one viewer sees it now. That an answer is late is said to whoever owes it, and to nobody else. */
export function asVisibleTo(viewerId: string, stored: StoredQuestion, now: Date): QuestionEntry {
  const { schema: _, conversationId: __, naming: ___, askerDecides, ...line } = stored;
  const hasEnded = line.state === "open" && line.closesAt <= now.toISOString();
  const state = hasEnded ? "closed" : line.state;
  const isMine = line.asker.id === viewerId;
  return {
    ...line,
    state,
    isOverdue: isMine && isOwed(state) && line.answerBy !== undefined && line.answerBy < now.toISOString(),
    isMine,
    mayAnswer: state === "open" && !(isMine && askerDecides),
  };
}

/**
 * What is owed first and oldest first, what is open by when it closes, what was decided newest first. The same lines in
 * the same order for everybody: nobody's are moved forward for being the leader's.
 */
export function inOrder<L extends QuestionEntry>(
  lines: readonly L[],
  now: Date,
): { readonly owed: L[]; readonly open: L[]; readonly decided: L[] } {
  const since = oldestDecision(now).toISOString();
  const decidedAt = (line: QuestionEntry) => line.decidedAt ?? line.closesAt;
  return {
    owed: lines.filter(({ state }) => isOwed(state)).toSorted(by(({ closesAt }) => closesAt)),
    open: lines.filter(({ state }) => state === "open").toSorted(by(({ closesAt }) => closesAt)),
    decided: lines
      .filter((line) => line.state === "decided" && decidedAt(line) >= since)
      .toSorted(by(decidedAt))
      .toReversed()
      .slice(0, MAX_DECIDED),
  };
}

const isOwed = (state: QuestionEntry["state"]) => state === "closed" || state === "moreTime";

const by = (key: (line: QuestionEntry) => string) => (a: QuestionEntry, b: QuestionEntry) =>
  key(a) < key(b) ? -1 : Number(key(a) > key(b));
