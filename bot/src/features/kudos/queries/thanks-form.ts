import type { Context } from "../../../core/context.ts";
import { mintNonce } from "../../../core/nonce.ts";
import type { InChannel } from "../../../kernel/api.ts";
import { goingTo } from "../../../kernel/forms.ts";
import { choosable } from "../../../kernel/members.ts";
import { actingIn } from "../../../kernel/team-access.ts";
import type { ThanksForm } from "../api.ts";

export async function thanksForm(ctx: Context, teamId: string, { channel }: InChannel): Promise<ThanksForm> {
  const team = await actingIn(ctx, teamId);
  const members = await ctx.roster.members(await goingTo(ctx, team, channel));
  return { nonce: mintNonce(ctx.now), values: team.values, ...choosable(ctx, members) };
}
