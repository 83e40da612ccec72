import type { JobContext } from "../../../core/context.ts";
import { MAX_MARKED, Undeliverable } from "../../../core/delivery.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { JobWork } from "../../../core/feature.ts";
import { upsertPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { roundSummaryCard } from "../cards/round-summary-card.ts";
import type { Panels, Round } from "../contract.ts";
import { destroyParticipation } from "../store/block.ts";
import {
  changePanels,
  postItem,
  promise,
  RETENTION_S,
  roundIn,
  roundJobs,
  roundPartition,
  summaryItem,
  teamIn,
} from "../store/panels.ts";
import { roundTexts } from "../texts.ts";
import { cleanUpRound, forgetIfEmpty, requireEnded } from "../verbs/close-round.ts";
import { askWhoLeads } from "../verbs/note-presence.ts";

/**
 * Notifies the members of the meeting who have no panel open that there is one: once per meeting, and never after the
 * round. Members who do not fit in one call are notified by the next promise, so that a repeated call notifies nobody
 * twice.
 *
 * @throws TryLater when Teams throttles
 */
export async function tell(ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> {
  const [roundId = "", nth = "0"] = part.split("|");
  const team = await undefinedIfRefused(teamSettings(ctx, teamIn(pk)));
  const panels = team && (await claimNotification(ctx, team.id, roundId));
  if (!team || !panels?.round) {
    return;
  }
  const outcome = await markIcons(ctx, team, panels, Number(nth));
  if (outcome === "refused" && nth === "0") {
    await postSummaryCard(ctx, team, panels, panels.round);
  }
  if (outcome === "more") {
    const next = String(Number(nth) + 1);
    const work = { job: roundJobs.tell, key: `${roundId}:tell:${next}`, at: ctx.now, part: `${roundId}|${next}` };
    await promise(ctx, team.id, work);
  }
}

/** Undefined when the notification was about another round, or the round is over. */
async function claimNotification(ctx: JobContext, teamId: string, roundId: string): Promise<Panels | undefined> {
  const panels = await changePanels(ctx, teamId, (before) =>
    before?.round?.id === roundId && !before.isTold ? { ...before, isTold: true, toldOf: roundId } : before,
  );
  return panels?.round?.id === roundId && panels.toldOf === roundId ? panels : undefined;
}

/** Marks the panel's icon, which disturbs least. "refused" when Teams does not accept it. */
async function markIcons(
  ctx: JobContext,
  team: TeamSettings,
  { meetingId, presentPeople }: Panels,
  nth: number,
): Promise<"all" | "more" | "refused"> {
  if (meetingId === undefined) {
    return "refused";
  }
  const members = (await ctx.roster.members(team.conversationId)).map(({ id }) => id).toSorted();
  const batch = members.slice(nth * MAX_MARKED, (nth + 1) * MAX_MARKED);
  const absent = batch.filter((id) => !presentPeople.some((one) => one.id === id));
  try {
    if (absent.length > 0) {
      await ctx.outbox.markInMeeting({ id: meetingId, conversationId: team.conversationId }, absent);
    }
    return members.length > (nth + 1) * MAX_MARKED ? "more" : "all";
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      throw error;
    }
    return "refused";
  }
}

async function postSummaryCard(
  ctx: JobContext,
  team: TeamSettings,
  { presentPeople }: Panels,
  round: Round,
): Promise<void> {
  const host = presentPeople.find(({ id }) => id === round.hostId)?.name ?? "Gnista";
  await upsertPost(ctx, {
    pk: roundPartition(team.id),
    id: summaryItem(round.id),
    ttl: RETENTION_S,
    to: { kind: "conversation", conversationId: team.conversationId },
    message: async () => ({ card: roundSummaryCard(host, round.kind, translator(roundTexts, team.locale)) }),
  });
}

/** Posts one line in the meeting's chat, which names nobody. */
export async function summary(ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> {
  const team = await undefinedIfRefused(teamSettings(ctx, teamIn(pk)));
  const round = roundIn(part);
  if (!team || !round) {
    return;
  }
  await requireEnded(ctx, team.id, round);
  const t = translator(roundTexts, team.locale);
  await upsertPost(ctx, {
    pk: roundPartition(team.id),
    id: postItem(round.id),
    ttl: RETENTION_S,
    to: { kind: "conversation", conversationId: team.conversationId },
    message: async () => ({ text: t(`summary.${round.kind}`) }),
  });
}

export const cleanUp = (ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> =>
  cleanUpRound(ctx, teamIn(pk), part);

export const forget = (ctx: JobContext, { pk }: JobWork): Promise<void> => forgetIfEmpty(ctx, teamIn(pk));

export const destroyAnswers = (ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> =>
  destroyParticipation(ctx, teamIn(pk), part);

export const findLeader = (ctx: JobContext, { pk }: JobWork): Promise<void> => askWhoLeads(ctx, teamIn(pk));
