import { action, type Reply } from "../../../core/action.ts";
import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import { translator } from "../../../i18n/translate.ts";
import { handedOverTo, messageCard } from "../cards/first-card.ts";
import { AboutTeam, HandOver, peopleVerbs } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { peopleTexts } from "../texts.ts";
import { declineLead } from "../verbs/decline-lead.ts";
import { handOverLead } from "../verbs/hand-over-lead.ts";
import { takeLead } from "../verbs/take-lead.ts";

/** Taking, declining and handing over the lead of a team. */
export const leadActions: NonNullable<Feature["verbs"]> = {
  [peopleVerbs.takeLead]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) => {
    await takeLead(ctx, teamId);
    return messageReply(ctx, teamId, own(ctx)("youLead"));
  }),
  [peopleVerbs.declineLead]: action("team", AboutTeam, peopleErrors, async (ctx, { teamId }) => {
    await declineLead(ctx, teamId);
    return messageReply(ctx, teamId, own(ctx)("youDoNot"));
  }),
  [peopleVerbs.handOverLead]: action("team", HandOver, peopleErrors, async (ctx, { teamId, personId }) => {
    const { leaders } = await handOverLead(ctx, teamId, personId);
    const names = leaders.map(({ name }) => name);
    return messageReply(ctx, teamId, handedOverTo(names, own(ctx)));
  }),
};

const own = (ctx: Context) => translator(peopleTexts, ctx.locale);

const messageReply = (ctx: Context, teamId: string, words: string): Reply => ({
  card: messageCard(words, teamId, own(ctx)),
});
