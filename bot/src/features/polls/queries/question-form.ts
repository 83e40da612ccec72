import type { Context } from "../../../core/context.ts";
import { mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import type { InChannel } from "../../../kernel/api.ts";
import { targetConversation } from "../../../kernel/forms.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { QuestionForm } from "../api.ts";
import type { PollMode } from "../contract.ts";
import { eligibleAmong, isDraftAnonymous } from "../rules/draft.ts";
import { closingTime } from "../rules/times.ts";
import { usualOptions } from "./usual-options.ts";

export async function questionForm(ctx: Context, teamId: string, { channel }: InChannel): Promise<QuestionForm> {
  const team = await requireMember(ctx, teamId);
  const members = await ctx.roster.members(await targetConversation(ctx, team, channel));
  const byMode = <T>(of: (mode: PollMode) => T) => ({
    advice: of("advice"),
    vote: of("vote"),
    consent: of("consent"),
  });
  const eligible = (mode: PollMode) => eligibleAmong(members, ctx.actor, mode);
  return {
    nonce: mintIdempotencyToken(ctx.now),
    zone: team.zone,
    usualOptions: byMode((mode) => [...usualOptions(mode, team)]),
    mayBeAnonymous: byMode((mode) => isDraftAnonymous({ answers: "auto", results: "atClose" }, eligible(mode))),
    closesAt: closingTime({ closesOn: "", closesAt: "" }, ctx.now, team.zone).toISOString(),
  };
}
