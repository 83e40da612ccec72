import type { Context, Person } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { digest } from "../../../core/idempotency-token.ts";
import { personRef } from "../../../core/person-ref.ts";
import type { Member } from "../../../core/roster.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { dayOf } from "../../../core/week.ts";
import { leadersAmong, mayLead } from "../../../kernel/access.ts";
import { type LeadChange, TeamSettings } from "../../../kernel/contract.ts";
import { kernelErrors } from "../../../kernel/errors.ts";
import { addPointer } from "../../../kernel/pointers.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import { Installation } from "../contract.ts";
import { FIRST_CARD, installation, peopleJobs, promiseFirstCard } from "./install.ts";

export function requireCanLead(members: readonly Member[], personId: string): void {
  if (!members.some((member) => member.id === personId && mayLead(member))) {
    throw new AppError(kernelErrors.GUESTS_DO_NOT_LEAD);
  }
}

export const isAmongLeaders = (team: TeamSettings, members: readonly Member[], person: Person): boolean =>
  leadersAmong(team, members).some(({ id }) => id === person.id);

/** True while the question at installation waits for the actor's answer. */
export async function isAsked(ctx: Context, teamId: string): Promise<boolean> {
  const installed = await installation(ctx, teamId);
  return installed?.answeredAt === undefined && installed?.by.id === ctx.actor.id;
}

/** True once the first card is posted: later changes are announced to the team instead of shown on that card. */
export const isIntroduced = async (ctx: Context, teamId: string): Promise<boolean> =>
  (await ctx.store.get(teamPartition(teamId), FIRST_CARD)) !== undefined;

/**
 * Changes who leads and promises to tell the team. The promise follows the write and is made again by a repeated click,
 * so the second click repairs a crash between the two.
 */
export async function changeLead(
  ctx: Context,
  teamId: string,
  change: (before: TeamSettings) => (Pick<TeamSettings, "leaders"> & Pick<LeadChange, "kind">) | undefined,
): Promise<TeamSettings> {
  let team: TeamSettings | undefined;
  await updateWithRetry(ctx.store, teamPartition(teamId), "team", async (item) => {
    if (!item) {
      throw new AppError(coreErrors.NOT_YOUR_TEAM);
    }
    team = readDocument(TeamSettings, item).data;
    const next = change(team);
    if (!next) {
      return undefined;
    }
    const at = ctx.now.toISOString();
    const leadChange = { id: digest("lead", teamId, ctx.requestId, at), at, by: personRef(ctx.actor), kind: next.kind };
    team = { ...team, leaders: next.leaders, leadChange };
    await writePointers(ctx, team, leadChange);
    return [{ kind: "replace", id: "team", data: team, etag: item.etag }];
  });
  if (!team) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  await promiseNews(ctx, team);
  return team;
}

/**
 * Writes pointers for everybody whom the team's settings and its news name, once a day regardless of the number of
 * changes.
 */
async function writePointers(ctx: Context, { id, zone, leaders }: TeamSettings, change: LeadChange): Promise<void> {
  const people = new Set([change.by, ...leaders].map((person) => person.id));
  const at = new Date(dayOf(ctx.now, zone));
  const pointer = { slice: "people", eventId: digest(id, "lead"), at, role: "lead", pk: teamPartition(id), id: "team" };
  await Promise.all([...people].map((personId) => addPointer(ctx, personId, pointer)));
}

/** The prefix of the records that the team was told of a change. */
export const LEAD_POSTS = "post|lead-";
export const leadPost = (changeId: string) => `${LEAD_POSTS}${changeId}`;

async function promiseNews(ctx: Context, { id: teamId, leadChange }: TeamSettings): Promise<void> {
  if (leadChange) {
    await ctx.due.promise({
      job: peopleJobs.leadChanged,
      key: `people:lead:${leadChange.id}`,
      at: new Date(leadChange.at),
      pk: teamPartition(teamId),
      id: "team",
      part: leadChange.id,
    });
  }
}

/** Records that the preview was seen: the first card need not wait any longer. */
export async function recordLeadAnswer(ctx: Context, team: TeamSettings): Promise<void> {
  let at: string | undefined;
  await updateWithRetry(ctx.store, teamPartition(team.id), "install", (item) => {
    const installed = item && readDocument(Installation, item).data;
    at = installed?.by.id === ctx.actor.id ? installed.answeredAt : undefined;
    if (!item || !installed || installed.by.id !== ctx.actor.id || installed.answeredAt !== undefined) {
      return undefined;
    }
    at = ctx.now.toISOString();
    return [
      { kind: "replace", id: "install", data: { ...installed, answeredAt: at }, etag: item.etag, ttl: RETENTION_S },
    ];
  });
  if (at !== undefined) {
    await promiseFirstCard(ctx, team.id, "answered", new Date(at));
  }
}

const RETENTION_S = 30 * 24 * 3600;
