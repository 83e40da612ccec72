import type { JobContext } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import type { PersonMention } from "../../../core/personal-data.ts";
import { updateRecordedPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { languageOfTeam, settingsOf } from "../../../kernel/settings.ts";
import { erasedCard } from "../cards/poll-card.ts";
import type { Poll } from "../contract.ts";
import { eraseCard, sharePoll } from "../jobs/share-poll.ts";
import { writeTimelineEntry } from "../jobs/write-timeline-entry.ts";
import { isPollOpen } from "../rules/poll.ts";
import { findPoll, pollIdOf, pollJobs, pollPartition, postRecordIds } from "../store.ts";
import { pollTexts } from "../texts.ts";
import { eraseAnswer, eraseDecider, eraseQuestion } from "./erase-question.ts";

/** Erases a person from a poll that they asked, answered by name or decided. */
export async function eraseInQuestion(ctx: JobContext, personId: string, { role, pk }: PersonMention): Promise<number> {
  const poll = await findPoll(ctx, pollIdOf(pk));
  if (!poll) {
    return 0;
  }
  if (role === "voter") {
    await eraseAnswer(ctx, poll.id, personId);
    if (isPollOpen(poll, ctx.now)) {
      ctx.deliver.redraw(pollJobs.redraw, poll.conversationId, pk, "poll");
    }
    return 0;
  }
  if (role === "decider") {
    const changed = await eraseDecider(ctx, poll, personId);
    const team = await settingsOf(ctx, poll.teamId);
    if (team && changed.state === "decided") {
      await writeTimelineEntry(ctx, changed, team);
    }
    return sharePoll(ctx, { pk });
  }
  return takeDown(ctx, await eraseQuestion(ctx, poll));
}

/** Removes what was posted for the poll: the card, the replies in the thread, and the messages in the asker's chat. */
async function takeDown(ctx: JobContext, poll: Poll): Promise<number> {
  const pk = pollPartition(poll.id);
  const t = translator(pollTexts, await languageOfTeam(ctx, poll.teamId));
  const [text, card] = [{ text: t("erased") }, { card: erasedCard(t) }];
  const updates = await Promise.all([
    eraseCard(ctx, poll),
    updateRecordedPost(ctx, { pk, id: postRecordIds.reply }, text),
    updateRecordedPost(ctx, { pk, id: postRecordIds.moreTime }, text),
    updateRecordedPost(ctx, { pk, id: postRecordIds.channelReminder }, text),
    updateRecordedPost(ctx, { pk, id: postRecordIds.asker }, card),
    updateRecordedPost(ctx, { pk, id: postRecordIds.askerReminder }, card),
    updateRecordedPost(ctx, { pk, id: postRecordIds.lost }, text),
  ]);
  for (const id of [postRecordIds.asker, postRecordIds.askerReminder, postRecordIds.lost]) {
    // The record contains the address of their chat.
    await deleteOne(ctx.store, pk, id);
  }
  return updates.filter((isChanged) => !isChanged).length;
}
