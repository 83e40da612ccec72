import { action, parse, type Reply } from "../../../core/action.ts";
import type { Context } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import type { Card } from "../../../core/outbox.ts";
import { formatTime } from "../../../i18n/format-time.ts";
import { translator } from "../../../i18n/translate.ts";
import { mayLead, teamMembers } from "../../../kernel/access.ts";
import { requireLeader, requireMember } from "../../../kernel/require-member.ts";
import { askLeadCard, handedOverTo, introduction, messageCard } from "../cards/first-card.ts";
import { teamForm } from "../cards/team-card.ts";
import { AboutTeam, HandOver, peopleVerbs } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { listable, teamView } from "../queries/team-view.ts";
import { peopleTexts } from "../texts.ts";
import { isAsked } from "../verbs/change-lead.ts";
import { declineLead } from "../verbs/decline-lead.ts";
import { handOverLead } from "../verbs/hand-over-lead.ts";
import { firstCardBy, installation } from "../verbs/install.ts";
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
  [peopleVerbs.handOverLead]: action(
    "team",
    HandOver,
    peopleErrors,
    async (ctx, { teamId, personId }) => {
      const { leaders } = await handOverLead(ctx, teamId, personId);
      const names = leaders.map(({ name }) => name);
      return messageReply(ctx, teamId, handedOverTo(names, own(ctx)));
    },
    async (ctx, sent) => handOverForm(ctx, parse(AboutTeam, sent).teamId),
  ),
};

/** The form of a leader, or the question for the person who added Gnista. */
async function handOverForm(ctx: Context, teamId: string): Promise<Card> {
  const t = own(ctx);
  const openQuestion = (await isAsked(ctx, teamId)) ? await installation(ctx, teamId) : undefined;
  if (!openQuestion) {
    return teamForm(await teamView(ctx, await requireLeader(ctx, teamId)), t);
  }
  const team = await requireMember(ctx, teamId);
  const candidates = (await teamMembers(ctx, team)).filter(mayLead);
  const preview = introduction(openQuestion.by.name, translator(peopleTexts, team.locale));
  const when = formatTime(firstCardBy(openQuestion.at, team.zone), ctx.locale, team.zone, ctx.now);
  return askLeadCard({ teamId, preview, when, others: listable(candidates, ctx.actor.id, ctx.locale) }, t);
}

const own = (ctx: Context) => translator(peopleTexts, ctx.locale);

const messageReply = (ctx: Context, teamId: string, words: string): Reply => ({
  card: messageCard(words, teamId, own(ctx)),
});
