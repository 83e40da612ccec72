import type { Context } from "../../../core/context.ts";
import { AppError, undefinedIfRefused } from "../../../core/errors.ts";
import { targetConversation } from "../../../kernel/forms.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { FormView } from "../cards/form-card.ts";
import type { Poll } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import { findTakenBackWords } from "../store.ts";
import { formViewAgain } from "./form-views.ts";
import { visiblePollOrTakenBack } from "./poll-view.ts";

/** Whether the words are kept, and a form opened here would ask in the same conversation as before. */
export async function mayAskAgain(ctx: Context, poll: Poll): Promise<boolean> {
  const team = await teamSettings(ctx, poll.teamId);
  return (
    (await undefinedIfRefused(targetConversation(ctx, team))) === poll.conversationId &&
    (await findTakenBackWords(ctx, poll.id)) !== undefined
  );
}

/** @throws AppError `WORDS_GONE`, also for everybody but the asker; `NOT_FOUND` */
export async function askAgainForm(ctx: Context, pollId: string): Promise<FormView> {
  const poll = await visiblePollOrTakenBack(ctx, pollId);
  const words = poll.asker.id === ctx.actor.id ? await findTakenBackWords(ctx, pollId) : undefined;
  if (!words) {
    throw new AppError(pollErrors.WORDS_GONE);
  }
  const team = await teamSettings(ctx, poll.teamId);
  return formViewAgain(ctx, { team, conversationId: poll.conversationId }, words);
}
