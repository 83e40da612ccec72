import type { JobContext } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import type { Op } from "../../../core/document-store.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import { hasNameMention } from "../../../core/name-mentions.ts";
import { replaceOrCreate } from "../../../core/try-write.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { isoWeek } from "../../../core/week.ts";
import { teamMembers } from "../../../kernel/access.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import { weekCountOps } from "../../../kernel/week-counts.ts";
import { type Poll, QuestionText, StoredQuestion } from "../contract.ts";
import { decidedByOther, isAskersToDecide } from "../rules/poll.ts";
import { decidedEntryItem, entryId, remainingS } from "../store.ts";

/**
 * Writes the poll's entry in the team and the week's counters in one batch, so that nothing is counted twice. A decided
 * poll's entry moves to the decided ones, so that the team's page reads only open polls and the newest decided ones,
 * however long its history.
 */
export function writeTimelineEntry(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  return poll.decidedAt === undefined
    ? writeOpenEntry(ctx, poll, team)
    : writeDecidedEntry(ctx, poll, poll.decidedAt, team);
}

async function writeOpenEntry(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  const pk = teamPartition(poll.teamId);
  const id = entryId(poll);
  await updateWithRetry(ctx.store, pk, id, async (item) => {
    const counts = item ? [] : await questionCountOps(ctx, poll, team);
    const isCounted = counts.length > 0 || (item && readDocument(StoredQuestion, item).data.isCounted);
    const data: StoredQuestion = { ...entryOf(poll), ...(isCounted ? { isCounted } : {}) };
    if (item && isSame(item.data, data)) {
      return undefined;
    }
    return [replaceOrCreate(item, { id, data, ttl: remainingS(ctx, poll) }), ...counts];
  });
}

/** Removes the entry of a poll that was taken back, and subtracts it from the week's counters in the same batch. */
export function removeTimelineEntry(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<void> {
  const pk = teamPartition(poll.teamId);
  return updateWithRetry(ctx.store, pk, entryId(poll), async (item) => {
    if (!item) {
      return undefined;
    }
    const { isCounted } = readDocument(StoredQuestion, item).data;
    const counts = isCounted ? await questionCountOps(ctx, poll, team, -1) : [];
    return [{ kind: "delete", id: item.id, etag: item.etag }, ...counts];
  });
}

async function writeDecidedEntry(ctx: JobContext, poll: Poll, decidedAt: string, team: TeamSettings): Promise<void> {
  const pk = teamPartition(poll.teamId);
  const id = decidedEntryItem(poll, decidedAt);
  const entry = entryOf(poll);
  await updateWithRetry(ctx.store, pk, entryId(poll), async (open) => {
    const before = open ? undefined : await ctx.store.get(pk, id);
    const known = before && readDocument(StoredQuestion, before).data;
    const data = { ...entry, naming: await namingIn(ctx, poll, team, entry, known) };
    if (open) {
      return [
        { kind: "delete", id: open.id, etag: open.etag },
        { kind: "put", id, data, ttl: remainingS(ctx, poll) },
        ...(await decisionCountOps(ctx, poll, decidedAt, team)),
      ];
    }
    if (before && isSame(before.data, data)) {
      return undefined;
    }
    const counts = before
      ? []
      : [...(await questionCountOps(ctx, poll, team)), ...(await decisionCountOps(ctx, poll, decidedAt, team))];
    return [replaceOrCreate(before, { id, data, ttl: remainingS(ctx, poll) }), ...counts];
  });
}

/**
 * The texts that name a member of the team or of the conversation at the time of the decision. An earlier result is
 * kept, since people who have left since were members then. When the members cannot be determined, all texts count as
 * naming.
 */
async function namingIn(
  ctx: JobContext,
  { conversationId, asker, decidedBy = asker }: Poll,
  team: TeamSettings,
  entry: StoredQuestion,
  known: StoredQuestion | undefined,
): Promise<QuestionText[]> {
  const isKnown = (text: QuestionText) => known?.naming !== undefined && known[text] === entry[text];
  const requests = QuestionText.options.every(isKnown)
    ? []
    : [teamMembers(ctx, team), ctx.roster.members(conversationId)];
  const rosters = await undefinedIfRefused(Promise.all(requests));
  const people = rosters && [...rosters.flat(), ...team.leaders, asker, decidedBy];
  return QuestionText.options.filter((text) =>
    isKnown(text) ? known?.naming?.includes(text) : people === undefined || hasNameMention(entry[text] ?? "", people),
  );
}

const questionCountOps = (ctx: JobContext, poll: Poll, team: TeamSettings, by = 1): Promise<Op[]> =>
  weekCountOps(ctx, { team, conversationId: poll.conversationId }, isoWeek(new Date(poll.openedAt), team.zone), {
    "acts.questions": by,
  });

const decisionCountOps = (
  ctx: JobContext,
  { conversationId }: Poll,
  decidedAt: string,
  team: TeamSettings,
): Promise<Op[]> =>
  weekCountOps(ctx, { team, conversationId }, isoWeek(new Date(decidedAt), team.zone), { "acts.decisions": 1 });

const isSame = (a: unknown, b: StoredQuestion): boolean => JSON.stringify(a) === JSON.stringify(b);

function entryOf(poll: Poll): StoredQuestion {
  const { id, conversationId, question, asker, mode, openedAt, closesAt, closedAt, answerBy, outcome, why, decidedAt } =
    poll;
  const state = poll.state === "closing" || poll.state === "lost" || poll.state === "erased" ? "closed" : poll.state;
  const decidedBy = decidedByOther(poll);
  return {
    schema: 1,
    pollId: id,
    conversationId,
    question,
    asker,
    mode,
    askerDecides: isAskersToDecide(poll, asker),
    state,
    openedAt,
    closesAt: closedAt ?? closesAt,
    answerBy,
    ...(outcome === undefined ? {} : { outcome }),
    ...(why === undefined ? {} : { why }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(decidedBy ? { decidedBy } : {}),
  };
}
