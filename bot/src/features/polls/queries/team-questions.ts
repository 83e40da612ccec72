import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { type Item, prefixRange } from "../../../core/document-store.ts";
import { newestVisibleEntries } from "../../../kernel/visible-entries.ts";
import { MAX_WAITING, StoredQuestion } from "../contract.ts";
import { asVisibleTo, inTimelineOrder, MAX_DECIDED, oldestDecision, oldestQuestion } from "../rules/timeline.ts";

/** The owed, open and decided polls that the actor may see on the team's page. */
export async function teamQuestions(ctx: Context, teamId: string) {
  const [waiting, decided] = await Promise.all([questionsWaiting(ctx, teamId), recentlyDecided(ctx, teamId)]);
  const entries = [...waiting.questions, ...decided].map((question) => asVisibleTo(ctx.actor.id, question, ctx.now));
  return { ...inTimelineOrder(entries, ctx.now), hasMoreQuestions: waiting.hasMore };
}

/** The newest decided polls: as much to read after three years as after a week. */
function recentlyDecided(ctx: Context, teamId: string): Promise<readonly StoredQuestion[]> {
  const range = { ...since("d", oldestDecision(ctx.now)), most: MAX_DECIDED };
  return newestVisibleEntries(ctx, teamId, range, storedEntry);
}

/** The newest polls in the actor's conversations that are open, or closed and not decided yet. */
export async function questionsWaiting(
  ctx: Context,
  teamId: string,
): Promise<{ readonly questions: readonly StoredQuestion[]; readonly hasMore: boolean }> {
  const range = { ...since("q", oldestQuestion(ctx.now)), most: MAX_WAITING + 1 };
  const newest = await newestVisibleEntries(ctx, teamId, range, storedEntry);
  return { questions: newest.slice(0, MAX_WAITING), hasMore: newest.length > MAX_WAITING };
}

const storedEntry = (item: Item) => readDocument(StoredQuestion, item).data;

const since = (kind: "q" | "d", from: Date) => ({
  ...prefixRange(`${kind}|`),
  from: `${kind}|${from.toISOString()}`,
});
