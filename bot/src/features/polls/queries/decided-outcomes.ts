import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange } from "../../../core/document-store.ts";
import type { Outcome } from "../../../core/feature.ts";
import { hasNameMention } from "../../../core/name-mentions.ts";
import { teamMembers } from "../../../kernel/access.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { newestVisibleEntries } from "../../../kernel/visible-entries.ts";
import { type QuestionText, StoredQuestion } from "../contract.ts";

/** The newest: five a week for a year, with a margin. */
const MAX_OUTCOMES = 300;

/**
 * The team's decided polls, oldest first. No people: asker and decider are left out, and so are texts that name anybody
 * in the team or in these polls, now or at the time of the decision.
 */
export async function decidedOutcomes(
  ctx: Context,
  { id }: { readonly id: string },
  since: Date,
): Promise<readonly Outcome[]> {
  const team = await teamSettings(ctx, id);
  const range = { ...prefixRange("d|"), from: `d|${since.toISOString()}`, most: MAX_OUTCOMES };
  const [newest, members] = await Promise.all([
    newestVisibleEntries(ctx, id, range, (item) => readDocument(StoredQuestion, item).data),
    teamMembers(ctx, team),
  ]);
  const known = [...members, ...team.leaders, ...newest.map(({ asker }) => asker)];
  const unlessNaming = (entry: StoredQuestion, text: QuestionText) => {
    const words = entry[text] ?? "";
    return entry.naming?.includes(text) || hasNameMention(words, known) ? undefined : words;
  };
  return newest.toReversed().map((entry) => ({
    decidedAt: new Date(entry.decidedAt ?? entry.closesAt),
    question: unlessNaming(entry, "question"),
    outcome: unlessNaming(entry, "outcome"),
    why: unlessNaming(entry, "why"),
  }));
}
