import type { JobContext } from "../../../core/context.ts";
import type { JobWork } from "../../../core/job.ts";
import { tryUpdatePost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { usedForm } from "../../../kernel/forms.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { usedFormCard } from "../cards/form-card.ts";
import { postUrl, unlessTeamIsGone } from "../queries/posted-card.ts";
import { isPollOpen } from "../rules/poll.ts";
import { findPoll, pollIdOf } from "../store.ts";
import { pollTexts } from "../texts.ts";
import { cleanUp, countAndClose } from "../verbs/close-poll.ts";

/** Closes the poll at its closing time, or after a person closed it. Idempotent. */
export async function endPoll(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIdOf(pk));
  if (poll && !isPollOpen(poll, ctx.now)) {
    await countAndClose(ctx, poll.id);
  }
}

/** Deletes everything that could still connect an answer to a person. */
export async function forgetAnswers(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIdOf(pk));
  if (poll && poll.state !== "open" && poll.state !== "closing") {
    await cleanUp(ctx, poll);
  }
}

/** Replaces a used form with one line and a link to the question. */
export async function replaceUsedForm(ctx: JobContext, work: JobWork): Promise<void> {
  const used = await usedForm(ctx, work);
  const poll = used && (await findPoll(ctx, used.eventId));
  if (poll) {
    await unlessTeamIsGone(async () => {
      const t = translator(pollTexts, (await teamSettings(ctx, poll.teamId)).locale);
      await tryUpdatePost(ctx, used.at, { card: usedFormCard(t, await postUrl(ctx, poll)) });
    });
  }
}
