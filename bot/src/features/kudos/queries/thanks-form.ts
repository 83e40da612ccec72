import type { Context } from "../../../core/context.ts";
import { mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import type { InChannel } from "../../../kernel/api.ts";
import { targetConversation } from "../../../kernel/forms.ts";
import { choosableMembers } from "../../../kernel/members.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { ThanksForm } from "../api.ts";

export async function thanksForm(ctx: Context, teamId: string, { channel }: InChannel): Promise<ThanksForm> {
  const team = await requireMember(ctx, teamId);
  const members = await ctx.roster.members(await targetConversation(ctx, team, channel));
  return { nonce: mintIdempotencyToken(ctx.now), values: team.values, ...choosableMembers(ctx, members) };
}
