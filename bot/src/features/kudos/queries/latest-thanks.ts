import { subDays } from "date-fns";
import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange } from "../../../core/document-store.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import { chatLinkTo } from "../../../kernel/chat-link.ts";
import { FORMER_MEMBER } from "../../../kernel/contract.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { AnswerView } from "../cards/kudos-card.ts";
import { InboxThanks } from "../contract.ts";
import { inboxPartition } from "../store.ts";

/** A `Tack!` rarely answers thanks that are older than this. */
const ANSWERED_WITHIN_DAYS = 2;

/** The newest thanks that Gnista gave the actor in private, of the last two days. */
export async function latestThanks(ctx: Context): Promise<InboxThanks | undefined> {
  const since = subDays(ctx.now, ANSWERED_WITHIN_DAYS).toISOString();
  const { items } = await ctx.store.range(inboxPartition(ctx.actor.id), {
    ...prefixRange("kudos|"),
    reverse: true,
    limit: 1,
  });
  const thanks = items[0] && readDocument(InboxThanks, items[0]).data;
  return thanks && thanks.givenAt >= since && thanks.sender.id !== FORMER_MEMBER ? thanks : undefined;
}

/** How the actor may answer the sender: in a chat of their own, or by thanking somebody in the team. */
export async function answerView(ctx: Context, thanks: InboxThanks, nonce: string): Promise<AnswerView> {
  const { teamId, sender } = thanks;
  const team = await undefinedIfRefused(teamSettings(ctx, teamId));
  const chat = team && (await chatLinkTo(ctx, sender.id, team.conversationId));
  return { sender: sender.name, chat, teamId, nonce };
}
