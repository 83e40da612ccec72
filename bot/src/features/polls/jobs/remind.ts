import type { JobContext } from "../../../core/context.ts";
import type { Op } from "../../../core/document-store.ts";
import type { JobWork } from "../../../core/job.ts";
import { offersOn } from "../../../core/offer.ts";
import { type Posted, TryLater } from "../../../core/outbox.ts";
import { formatTime } from "../../../i18n/format-time.ts";
import { translator } from "../../../i18n/translate.ts";
import { timeToDisturb } from "../../../kernel/reminders.ts";
import { languageOf, teamSettings } from "../../../kernel/settings.ts";
import { owedCard } from "../cards/decide-card.ts";
import { abbreviated } from "../cards/poll-card.ts";
import type { Poll } from "../contract.ts";
import { askerLeft, postedCard, unlessTeamIsGone } from "../queries/posted-card.ts";
import { isOwed, isPollOpen } from "../rules/poll.ts";
import { mayRemind } from "../rules/times.ts";
import { findPoll, pollIdOf, pollJobs, pollPartition, postRecordIds, remainingS, tallySoFar } from "../store.ts";
import { pollTexts } from "../texts.ts";

/**
 * Reminds the channel once, naming nobody. Not in a small group, not when everybody has answered, not after the close.
 */
export async function remind(ctx: JobContext, { pk, part }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIdOf(pk));
  if (
    !poll ||
    !isPollOpen(poll, ctx.now) ||
    !mayRemind(poll) ||
    (await tallySoFar(ctx, poll)).answers >= poll.eligible
  ) {
    return;
  }
  await unlessTeamIsGone(async () => {
    const at = await postedCard(ctx, poll);
    const key = `polls:${poll.id}:remind`;
    const when = await timeToDisturb(ctx, { teamId: poll.teamId, kind: "openQuestion" }, key);
    if (when instanceof Date) {
      return postpone(ctx, { job: pollJobs.remind, key, pk, at: when, part });
    }
    if (!at || when === "never") {
      return;
    }
    const team = await teamSettings(ctx, poll.teamId);
    const time = formatTime(new Date(poll.closesAt), team.locale, team.zone, ctx.now);
    const text = translator(pollTexts, team.locale)("remind", { time, question: abbreviated(poll.question) });
    const posted = await ctx.outbox.post({ kind: "thread", ...at }, { text });
    await ctx.store.write(pk, [
      { kind: "put", id: postRecordIds.channelReminder, data: { schema: 1, ...posted }, ttl: remainingS(ctx, poll) },
    ]);
  });
}

/** Reminds the asker once that the team is waiting. */
export async function remindAsker(ctx: JobContext, { pk, part }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIdOf(pk));
  if (
    !poll ||
    !isOwed(poll) ||
    poll.answerBy > ctx.now.toISOString() ||
    (await ctx.store.get(pk, postRecordIds.askerReminder))
  ) {
    return;
  }
  await unlessTeamIsGone(async () => {
    const team = await teamSettings(ctx, poll.teamId);
    if (await askerLeft(ctx, poll)) {
      return;
    }
    const key = `polls:${poll.id}:owed`;
    const target = { teamId: poll.teamId, kind: "owedAnswer", personId: poll.asker.id } as const;
    const when = await timeToDisturb(ctx, target, key);
    if (when instanceof Date) {
      return postpone(ctx, { job: pollJobs.owed, key: `${key}:${Date.parse(poll.answerBy)}`, pk, at: when, part });
    }
    if (when === "never") {
      return;
    }
    const t = translator(pollTexts, await languageOf(ctx, poll.asker.id, team));
    await sendOnce(ctx, poll, () =>
      ctx.outbox.post(
        { kind: "person", personId: poll.asker.id, teamId: poll.teamId, conversationId: poll.conversationId },
        { card: owedCard(poll, offersOn(ctx, "reminder", { kind: target.kind }), t) },
      ),
    );
  });
}

/**
 * Records the reminder before it is sent, since sending it twice is worse than never. A transient refusal by Teams
 * deletes the record, so that it is sent again.
 */
async function sendOnce(ctx: JobContext, poll: Poll, post: () => Promise<Posted>): Promise<void> {
  const pk = pollPartition(poll.id);
  const note = (at: Partial<Posted>): Op => ({
    kind: "put",
    id: postRecordIds.askerReminder,
    data: { schema: 1, ...at },
    ttl: remainingS(ctx, poll),
  });
  await ctx.store.write(pk, [note({})]);
  try {
    await ctx.store.write(pk, [note(await post())]);
  } catch (error) {
    if (error instanceof TryLater) {
      await ctx.store.write(pk, [{ kind: "delete", id: postRecordIds.askerReminder }]);
    }
    throw error;
  }
}

interface PostponedWork {
  readonly job: string;
  readonly key: string;
  readonly pk: string;
  readonly at: Date;
  readonly part: string | undefined;
}

/** Promises the same job at a later time under a new key: the current promise counts as fulfilled. */
async function postpone(ctx: JobContext, { job, key, pk, at, part }: PostponedWork): Promise<void> {
  const attempt = String(Number(part ?? 0) + 1);
  await ctx.due.promise({ job, key: `${key}:later-${attempt}`, at, pk, id: "poll", part: attempt });
}
