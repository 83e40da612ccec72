import type { JobContext } from "../../../core/context.ts";
import type { JobWork } from "../../../core/job.ts";
import { reconcile } from "../../../core/reconcile.ts";
import { tryUpdatePost, updateRecordedPost, upsertPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { promiseRecordedForm } from "../../../kernel/forms.ts";
import { languageOf, languageOfTeam, teamPartition, teamSettings } from "../../../kernel/settings.ts";
import { decideCard, decidedCard } from "../cards/decide-card.ts";
import { abbreviated, erasedCard, pollCard, replyText } from "../cards/poll-card.ts";
import { takenBackCard, takenBackText } from "../cards/taken-back-card.ts";
import type { Poll } from "../contract.ts";
import { outcomeDelivery } from "../queries/outcome-delivery.ts";
import { decideView, pageOf, sharedView } from "../queries/poll-view.ts";
import { askerLeft, postedCard, unlessTeamIsGone } from "../queries/posted-card.ts";
import { isPollOpen } from "../rules/poll.ts";
import {
  changePoll,
  findPoll,
  pollIdOf,
  pollJobs,
  pollPartition,
  postId,
  postRecordIds,
  RETENTION_S,
  remainingS,
} from "../store.ts";
import { pollTexts } from "../texts.ts";
import { noteInThread } from "./note-in-thread.ts";
import { removeTimelineEntry, writeTimelineEntry } from "./write-timeline-entry.ts";

/**
 * Reconciles everything with the stored poll: the card, the team's entry and week, the asker's chat, the thread.
 *
 * @returns how many posted messages could not be changed
 */
export async function sharePoll(ctx: JobContext, { pk }: Pick<JobWork, "pk">): Promise<number> {
  let unchanged = 0;
  await reconcile(
    () => findPoll(ctx, pollIdOf(pk)),
    (poll) =>
      unlessTeamIsGone(async () => {
        const updates = await reconcilePosts(ctx, poll, await teamSettings(ctx, poll.teamId));
        unchanged = updates.filter((isChanged) => !isChanged).length;
        await promiseRecordedForm(ctx, { job: pollJobs.formUsed, pk, eventId: poll.id });
      }),
  );
  return unchanged;
}

async function reconcilePosts(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<readonly boolean[]> {
  if (poll.isTakenBack) {
    await removeTimelineEntry(ctx, poll, team);
    return [await eraseCard(ctx, poll), await takeBackReminder(ctx, poll, team)];
  }
  if (poll.state === "erased") {
    return [await eraseCard(ctx, poll)];
  }
  if (poll.state === "lost") {
    return [await notifyAskerOfLoss(ctx, poll, team)];
  }
  const inChannel = await tellChannel(ctx, poll, team);
  if ((await findPoll(ctx, poll.id))?.state === "lost") {
    return inChannel;
  }
  const updates = [...inChannel, await notifyAsker(ctx, poll, team)];
  await noteInThread(ctx, poll, team);
  return updates;
}

async function tellChannel(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<readonly boolean[]> {
  try {
    const card = await postCard(ctx, poll, team);
    if ((await findPoll(ctx, poll.id))?.state === "lost") {
      return [card];
    }
    await writeTimelineEntry(ctx, poll, team);
    return [card, await replyInThread(ctx, poll, team)];
  } catch (error) {
    if (poll.state === "decided") {
      // The channel does not answer now: the asker learns what is true so far.
      await notifyAsker(ctx, poll, team);
    }
    throw error;
  }
}

/** Replaces the card of a poll that was erased or taken back with a text that says so. */
export async function eraseCard(ctx: JobContext, poll: Poll): Promise<boolean> {
  const { id, teamId } = poll;
  const t = translator(pollTexts, await languageOfTeam(ctx, teamId));
  const card = poll.isTakenBack ? takenBackCard(poll, t) : erasedCard(t);
  return updateRecordedPost(ctx, { pk: teamPartition(teamId), id: postId(id) }, { card });
}

/** The reminder in the thread has the words of the question. */
const takeBackReminder = (ctx: JobContext, poll: Poll, team: TeamSettings): Promise<boolean> =>
  updateRecordedPost(
    ctx,
    { pk: pollPartition(poll.id), id: postRecordIds.channelReminder },
    { text: takenBackText(poll, translator(pollTexts, team.locale)) },
  );

const postCard = (ctx: JobContext, poll: Poll, team: TeamSettings) =>
  upsertPost(ctx, {
    pk: teamPartition(poll.teamId),
    id: postId(poll.id),
    ttl: RETENTION_S,
    to: { kind: "conversation", conversationId: poll.conversationId },
    isPostedAnew: poll.state === "decided" || poll.state === "moreTime",
    message: async () => ({ card: pollCard(await sharedView(ctx, poll, team), translator(pollTexts, team.locale)) }),
    lost: () => markLost(ctx, poll),
  });

/**
 * Updates only the card, after votes: from a fresh read, and not when it was never posted. The first answers to an
 * anonymous poll do not change the card, so it is not updated at all: the time of the update would reveal when a person
 * answered.
 */
export async function redrawCard(ctx: JobContext, { pk }: JobWork): Promise<void> {
  await reconcile(
    () => findPoll(ctx, pollIdOf(pk)),
    (poll) =>
      unlessTeamIsGone(async () => {
        if (poll.state === "erased") {
          await eraseCard(ctx, poll);
          return;
        }
        const at = await postedCard(ctx, poll);
        const team = await teamSettings(ctx, poll.teamId);
        if (at) {
          const view = await sharedView(ctx, poll, team);
          if (!isPollOpen(poll, ctx.now) || view.answers !== "fewerThanFive") {
            await tryUpdatePost(ctx, at, { card: pollCard(view, translator(pollTexts, team.locale)) });
          }
        }
      }),
  );
}

/** Ends a poll that could not be posted: nobody saw it, so nobody is reminded of it. */
async function markLost(ctx: JobContext, poll: Poll): Promise<void> {
  await changePoll(ctx, poll.id, (now) => (now.state === "open" ? { ...now, state: "lost" } : now));
}

/** Tells the asker once, with retries, that the card could not be posted, and what to do. */
async function notifyAskerOfLoss(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<boolean> {
  const t = translator(pollTexts, await languageOf(ctx, poll.asker.id, team));
  return upsertPost(ctx, {
    pk: pollPartition(poll.id),
    id: postRecordIds.lost,
    ttl: remainingS(ctx, poll),
    to: { kind: "person", personId: poll.asker.id, teamId: poll.teamId, conversationId: poll.conversationId },
    message: async () => ({ text: t("channelUnreachable", { question: abbreviated(poll.question) }) }),
  });
}

/** Sends the closed poll to its asker. An asker who cannot be reached can decide from the card and the tab. */
async function notifyAsker(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<boolean> {
  if (poll.state === "open" || poll.state === "closing" || (await askerLeft(ctx, poll))) {
    return true;
  }
  const t = translator(pollTexts, await languageOf(ctx, poll.asker.id, team));
  const page = pageOf(ctx, poll, poll.asker.id);
  return upsertPost(ctx, {
    pk: pollPartition(poll.id),
    id: postRecordIds.asker,
    ttl: remainingS(ctx, poll),
    to: { kind: "person", personId: poll.asker.id, teamId: poll.teamId, conversationId: poll.conversationId },
    message: async () => ({
      card:
        poll.state === "decided"
          ? decidedCard({ poll, delivery: await outcomeDelivery(ctx, poll), page }, t)
          : decideCard(decideView(ctx, poll, team, poll.asker.id), t),
    }),
  });
}

/**
 * Posts the outcome once as a reply in the thread, for those who have already seen the card; before it, the day to which
 * the outcome was put off, in one reply that follows a later change of the day.
 */
async function replyInThread(ctx: JobContext, poll: Poll, team: TeamSettings): Promise<boolean> {
  const at = await postedCard(ctx, poll);
  if (!at || (poll.state !== "decided" && poll.state !== "moreTime")) {
    return true;
  }
  const text = replyText(poll, team.zone, translator(pollTexts, team.locale));
  return upsertPost(ctx, {
    pk: pollPartition(poll.id),
    id: poll.state === "decided" ? postRecordIds.reply : postRecordIds.moreTime,
    ttl: remainingS(ctx, poll),
    to: { kind: "thread", ...at },
    message: async () => ({ text }),
  });
}
