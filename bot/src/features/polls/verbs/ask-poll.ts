import type { Context } from "../../../core/context.ts";
import { createOnce } from "../../../core/create-once.ts";
import { eventId, mintedAt } from "../../../core/idempotency-token.ts";
import { personRef } from "../../../core/person-ref.ts";
import type { Member } from "../../../core/roster.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { recordFormUse, requireFormOwner, targetConversation } from "../../../kernel/forms.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { addPointer } from "../../../kernel/pointers.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { Poll, PollDraft } from "../contract.ts";
import { usualOptions } from "../queries/usual-options.ts";
import { eligibleAmong, isDraftAnonymous, maxChoices, optionsFor, shardsFor } from "../rules/draft.ts";
import { emptyShard } from "../rules/poll.ts";
import { answerDue, closingTime, reminderTime } from "../rules/times.ts";
import { findPoll, keyName, pollJobs, pollPartition, promiseShareJob, RETENTION_S, shardPrefix } from "../store.ts";

/**
 * Asks the team. The same form or message sent twice, in parallel or much later, is one poll.
 *
 * @throws AppError as the rules and `targetConversation`, and `NOT_YOUR_FORM`
 */
export async function askPoll(ctx: Context, draft: PollDraft): Promise<Poll> {
  const team = await teamSettings(ctx, draft.teamId);
  const conversationId = await targetConversation(ctx, team, draft.channelId);
  await requireFormOwner(ctx, draft.askerId, conversationId, { sv: "fråga", en: "ask" });
  const minted = mintedAt(draft.nonce, ctx.now);
  const id = eventId("polls", ctx.actor.id, draft.nonce);

  const known = await findPoll(ctx, id);
  const poll = known ?? (await create(ctx, draft, { id, minted, team, conversationId }));
  if (draft.door === "message") {
    await recordFormUse(ctx, { pk: pollPartition(id), eventId: id });
  }
  await promiseShareJob(ctx, poll);
  await promiseEnd(ctx, poll);
  return poll;
}

interface Origin {
  readonly id: string;
  readonly minted: Date;
  readonly team: TeamSettings;
  readonly conversationId: string;
}

async function create(ctx: Context, draft: PollDraft, { id, minted, team, conversationId }: Origin): Promise<Poll> {
  const members = await ctx.roster.members(conversationId);
  const options = optionsFor(draft.mode, draft.options, usualOptions(draft.mode, team));
  const eligible = eligibleAmong(members, ctx.actor, draft.mode);
  const closesAt = closingTime(draft, ctx.now, team.zone);
  const poll: Poll = {
    schema: 1,
    id,
    teamId: team.id,
    conversationId,
    asker: asker(ctx, members),
    question: draft.question,
    options: [...options],
    edition: 0,
    mode: draft.mode,
    most: maxChoices(draft, options),
    isAnonymous: isDraftAnonymous(draft, eligible),
    seal: "bound",
    results: draft.results,
    eligible,
    shards: shardsFor(eligible),
    openedAt: ctx.now.toISOString(),
    closesAt: closesAt.toISOString(),
    ...askedFrom(ctx, draft, conversationId),
    answerBy: answerDue(closesAt, team.zone).toISOString(),
    state: "open",
    revision: 0,
    changedAt: ctx.now.toISOString(),
  };
  if (poll.isAnonymous) {
    await ctx.keys.create(keyName(poll));
  }
  await addPointer(ctx, ctx.actor.id, {
    slice: "polls",
    eventId: id,
    at: minted,
    role: "asker",
    pk: pollPartition(id),
    id: "poll",
    ttl: RETENTION_S,
  });
  await recordMembership(ctx, team);
  return createOnce(ctx.store, {
    pk: pollPartition(poll.id),
    ops: [{ kind: "create", id: "poll", data: poll, ttl: RETENTION_S }, ...freshShards(poll)],
    created: poll,
    find: () => findPoll(ctx, poll.id),
  });
}

/** The thread that needs a note. A form in the thread needs none: after use it is replaced by the same note. */
const askedFrom = ({ team, thread }: Context, { door }: PollDraft, conversationId: string) =>
  thread !== undefined && door !== "message" && team?.conversationId === conversationId ? { thread } : {};

function asker(ctx: Context, members: readonly Member[]) {
  return personRef(members.find((member) => member.id === ctx.actor.id) ?? ctx.actor);
}

export const freshShards = (poll: Poll) =>
  Array.from(
    { length: poll.shards },
    (_, shard) =>
      ({ kind: "create", id: `${shardPrefix(poll)}${shard}`, data: emptyShard(poll), ttl: RETENTION_S }) as const,
  );

async function promiseEnd(ctx: Context, poll: Poll): Promise<void> {
  const work = { pk: pollPartition(poll.id), id: "poll" };
  const remindAt = reminderTime(poll);
  await Promise.all([
    ctx.due.promise({ ...work, job: pollJobs.close, key: `polls:${poll.id}:close`, at: new Date(poll.closesAt) }),
    ...(remindAt
      ? [ctx.due.promise({ ...work, job: pollJobs.remind, key: `polls:${poll.id}:remind`, at: remindAt })]
      : []),
  ]);
}
