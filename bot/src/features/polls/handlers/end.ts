import type { JobWork } from "../../../core/actions.ts";
import type { JobContext } from "../../../core/context.ts";
import { updateQuietly } from "../../../core/post-once.ts";
import { translator } from "../../../i18n/translate.ts";
import { usedForm } from "../../people/service/forms.ts";
import { teamSettings } from "../../people/service.ts";
import { usedFormCard } from "../card/form.ts";
import { isOpen } from "../rules.ts";
import { cleanUp, countAndClose } from "../service/close.ts";
import { findPoll, pollIn } from "../service/store.ts";
import { pollTexts } from "../texts.ts";
import { unlessTeamIsGone } from "./reached.ts";

/** When its time has come, or somebody closed it. Asked again when nothing is to be done, it does nothing. */
export async function close(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIn(pk));
  if (poll && !isOpen(poll, ctx.now)) {
    await countAndClose(ctx, poll.id);
  }
}

/** Takes away what could still join an answer to a person. */
export async function forget(ctx: JobContext, { pk }: JobWork): Promise<void> {
  const poll = await findPoll(ctx, pollIn(pk));
  if (poll && poll.state !== "open" && poll.state !== "closing") {
    await cleanUp(ctx, poll);
  }
}

/** Makes a line of a form that has done its work. */
export async function formUsed(ctx: JobContext, work: JobWork): Promise<void> {
  const used = await usedForm(ctx, work);
  const poll = used && (await findPoll(ctx, used.eventId));
  if (poll) {
    await unlessTeamIsGone(async () => {
      const t = translator(pollTexts, (await teamSettings(ctx, poll.teamId)).locale);
      await updateQuietly(ctx, used.at, { card: usedFormCard(t) });
    });
  }
}
