import type { JobContext } from "../../../core/context.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { JobWork } from "../../../core/job.ts";
import { MAX_MARKED, Undeliverable } from "../../../core/outbox.ts";
import { upsertPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { roundNotificationCard } from "../cards/round-notification-card.ts";
import type { Panels, Round } from "../contract.ts";
import {
  changePanels,
  promise,
  RETENTION_S,
  roundJobs,
  roundPartition,
  summaryItem,
  teamIdOfPanels,
} from "../store/panels.ts";
import { roundTexts } from "../texts.ts";

/**
 * Notifies the members of the meeting who have no panel open that there is one: once per meeting, and never after the
 * round. Members who do not fit in one call are notified by the next promise, so that a repeated call notifies nobody
 * twice.
 *
 * @throws TryLater when Teams throttles
 */
export async function notifyMembers(ctx: JobContext, { pk, part = "" }: JobWork): Promise<void> {
  const [roundId = "", nth = "0"] = part.split("|");
  const team = await undefinedIfRefused(teamSettings(ctx, teamIdOfPanels(pk)));
  const panels = team && (await claimNotification(ctx, team.id, roundId));
  if (!team || !panels?.round) {
    return;
  }
  const outcome = await markIcons(ctx, team, panels, Number(nth));
  if (outcome === "refused" && nth === "0") {
    await postNotification(ctx, team, panels, panels.round);
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
  { meetingId, here }: Panels,
  nth: number,
): Promise<"all" | "more" | "refused"> {
  if (meetingId === undefined) {
    return "refused";
  }
  const members = (await ctx.roster.members(team.conversationId)).map(({ id }) => id).toSorted();
  const batch = members.slice(nth * MAX_MARKED, (nth + 1) * MAX_MARKED);
  const absent = batch.filter((id) => !here.some((one) => one.id === id));
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

async function postNotification(ctx: JobContext, team: TeamSettings, { here }: Panels, round: Round): Promise<void> {
  const host = here.find(({ id }) => id === round.hostId)?.name ?? "Gnista";
  await upsertPost(ctx, {
    pk: roundPartition(team.id),
    id: summaryItem(round.id),
    ttl: RETENTION_S,
    to: { kind: "conversation", conversationId: team.conversationId },
    message: async () => ({ card: roundNotificationCard(host, round.kind, translator(roundTexts, team.locale)) }),
  });
}
