import type { JobWork } from "../../../core/actions.ts";
import type { JobContext } from "../../../core/context.ts";
import { Undeliverable } from "../../../core/delivery.ts";
import { unlessRefused } from "../../../core/errors.ts";
import { postOnce } from "../../../core/post-once.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { teamSettings } from "../../people/service.ts";
import { tellCard } from "../card.ts";
import type { Panels } from "../contract.ts";
import { cleanUpRound, forgetIfEmpty, mustBeOver } from "../service/end.ts";
import { changePanels, KEPT_S, postItem, roundIn, roundPartition, teamIn } from "../service/store.ts";
import { roundTexts } from "../texts.ts";

/** Tells those in the meeting who have no panel open that there is one: once a meeting, and never after the round. */
export async function tell(ctx: JobContext, { pk, part }: JobWork): Promise<void> {
  const team = await unlessRefused(teamSettings(ctx, teamIn(pk)));
  let isNews = false;
  const panels = await changePanels(ctx, teamIn(pk), (before) => {
    isNews = before !== undefined && !before.isTold && before.round?.id === part;
    return before && isNews ? { ...before, isTold: true } : before;
  });
  if (isNews && team && panels && !(await marked(ctx, team, panels))) {
    await postTold(ctx, team, panels);
  }
}

/** A mark on the icon disturbs least. False where Teams does not take it. */
async function marked(ctx: JobContext, team: TeamSettings, { meetingId, here }: Panels): Promise<boolean> {
  if (meetingId === undefined) {
    return false;
  }
  const members = await ctx.roster.members(team.conversationId);
  const others = members.map(({ id }) => id).filter((id) => !here.some((one) => one.id === id));
  if (others.length === 0) {
    return true;
  }
  try {
    await ctx.outbox.markInMeeting({ id: meetingId, conversationId: team.conversationId }, others);
    return true;
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
    return false;
  }
}

async function postTold(ctx: JobContext, team: TeamSettings, { here, round }: Panels): Promise<void> {
  if (!round) {
    return;
  }
  const host = here.find(({ id }) => id === round.hostId)?.name ?? "Gnista";
  const card = tellCard(host, round.kind, translator(roundTexts, team.locale));
  await ctx.outbox.post({ kind: "conversation", conversationId: team.conversationId }, { card });
}

/** One line in the meeting's chat, which names nobody. */
export async function summary(ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> {
  const team = await unlessRefused(teamSettings(ctx, teamIn(pk)));
  const round = roundIn(part);
  if (!team || !round) {
    return;
  }
  await mustBeOver(ctx, team.id, round);
  const t = translator(roundTexts, team.locale);
  await postOnce(ctx, {
    pk: roundPartition(team.id),
    id: postItem(round.id),
    ttl: KEPT_S,
    to: { kind: "conversation", conversationId: team.conversationId },
    message: async () => ({ text: t(`summary.${round.kind}`) }),
  });
}

export const cleanUp = (ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> =>
  cleanUpRound(ctx, teamIn(pk), part);

export const forget = (ctx: JobContext, { pk }: JobWork): Promise<void> => forgetIfEmpty(ctx, teamIn(pk));
