import { addHours } from "date-fns";
import type { Context, JobContext, Services, TeamConversation } from "../../../core/context.ts";
import { enterDirectory } from "../../../core/directory.ts";
import { readDocument } from "../../../core/document.ts";
import type { Op } from "../../../core/document-store.ts";
import type { InstalledConversation } from "../../../core/events.ts";
import { digest } from "../../../core/idempotency-token.ts";
import { cutName, personRef } from "../../../core/person-ref.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { nextWorkingTime } from "../../../core/working-time.ts";
import { TAKE_DOWN_ANSWER } from "../../../kernel/channel-answers.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { addPointer } from "../../../kernel/pointers.ts";
import { timeToDisturb } from "../../../kernel/reminders.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import { Installation } from "../contract.ts";
import { zoneOfClient } from "../rules/zones.ts";

export const peopleJobs = {
  askLead: "people/ask-lead",
  firstCard: "people/first-card",
  leadChanged: "people/lead-changed",
  erase: "people/erase",
  answerOld: TAKE_DOWN_ANSWER,
} as const;

/** The id of the record that the first card was posted. */
export const FIRST_CARD = "post|first";

const DAY_S = 24 * 3600;
const INSTALLATION_RETENTION_S = 30 * DAY_S;
/** Lifetime of the records of the first card and of the news about the lead. */
export const POST_RETENTION_S = 365 * DAY_S;
/** After an accidental removal of Gnista, the team's values and leader can be restored. */
const LEFT_RETENTION_S = 30 * DAY_S;
/** How long the first card waits for the answer to the question beside its preview. */
const ANSWER_WAIT_H = 1;

/**
 * Creates the team of the conversation, once, although Teams repeats the event; promises the question who leads, and
 * the first card. Sends nothing to anybody else.
 */
export async function install(ctx: Context, conversation: InstalledConversation): Promise<void> {
  if (conversation.kind === "personal") {
    return;
  }
  const pk = teamPartition(conversation.id);
  if (!(await ctx.store.get(pk, "team"))) {
    await createTeam(ctx, conversation, conversation.kind);
  }
  const item = await ctx.store.get(pk, "install");
  if (item) {
    await promiseFirstDays(ctx, conversation.id, readDocument(Installation, item).data);
  }
}

async function createTeam(
  ctx: Context,
  conversation: InstalledConversation,
  kind: TeamSettings["kind"],
): Promise<void> {
  const pk = teamPartition(conversation.id);
  const removedTeam = await ctx.store.get(pk, "left");
  const isKnownHere = (await ctx.store.get(pk, FIRST_CARD)) !== undefined;
  const before = removedTeam ? readDocument(TeamSettings, removedTeam).data : undefined;
  const team: TeamSettings = {
    schema: 1,
    locale: "sv",
    zone: zoneOfClient(conversation.zone),
    leaders: [],
    values: [],
    pressedWeeks: [],
    ...before,
    id: conversation.id,
    name: cutName(conversation.name ?? before?.name ?? ""),
    conversationId: conversation.conversationId,
    kind,
  };
  const by = personRef(ctx.actor);
  const installation: Installation = { schema: 1, by, locale: ctx.locale, at: ctx.now.toISOString() };
  await enterDirectory(ctx.store, "team", conversation.id);
  if (!isKnownHere) {
    await enterDirectory(ctx.store, "user", by.id);
    await addPointer(ctx, by.id, {
      slice: "people",
      eventId: digest(conversation.id),
      at: ctx.now,
      role: "installer",
      pk,
      id: "install",
      ttl: POST_RETENTION_S,
    });
  }
  const ops: readonly Op[] = [
    { kind: "create", id: "team", data: team },
    ...(isKnownHere
      ? []
      : [{ kind: "put", id: "install", data: installation, ttl: INSTALLATION_RETENTION_S } as const]),
    ...(removedTeam ? [{ kind: "delete", id: "left", etag: removedTeam.etag } as const] : []),
  ];
  // The write fails if a concurrent run of the same event has created the team.
  await tryWrite(ctx.store, pk, ops);
}

/** If the installer is not asked or does not answer, the card is posted anyway, in working time. */
async function promiseFirstDays(services: Services, teamId: string, { at, answeredAt }: Installation): Promise<void> {
  if (answeredAt !== undefined) {
    return;
  }
  const { zone } = await settingsOr(services, teamId);
  const work = { job: peopleJobs.askLead, key: `people:ask:${digest(teamId)}:${Date.parse(at)}`, at: new Date(at) };
  await services.due.promise({ ...work, pk: teamPartition(teamId), id: "install" });
  await promiseFirstCard(services, teamId, "waited", firstCardBy(at, zone));
}

async function settingsOr(services: Services, teamId: string): Promise<{ zone: string }> {
  const item = await services.store.get(teamPartition(teamId), "team");
  return item ? readDocument(TeamSettings, item).data : { zone: zoneOfClient(undefined) };
}

/** The latest time at which the first card is posted, unless the week is a pressed one. */
export const firstCardBy = (installedAt: string, zone: string): Date =>
  nextWorkingTime(addHours(new Date(installedAt), ANSWER_WAIT_H), zone);

/** `why` makes one promise per reason; the job posts only once. */
export async function promiseFirstCard(services: Services, teamId: string, why: string, at: Date): Promise<void> {
  const key = `people:first:${digest(teamId)}:${why}:${at.getTime()}`;
  await services.due.promise({ job: peopleJobs.firstCard, key, at, pk: teamPartition(teamId), id: "install" });
}

/**
 * Whether the first card may be posted now: its installer has answered, or it disturbs nobody. Otherwise promises a
 * later attempt.
 */
export async function isTimeForFirstCard(
  ctx: JobContext,
  team: TeamSettings,
  installed: Installation,
): Promise<boolean> {
  if (installed.answeredAt !== undefined) {
    return true;
  }
  const when = await timeToDisturb(ctx, { teamId: team.id, kind: "firstCard" }, `first:${installed.at}`);
  if (when instanceof Date) {
    await promiseFirstCard(ctx, team.id, "quiet", when);
  }
  return when === "now";
}

export const teamIdOfPartition = (pk: string) => pk.slice(teamPartition("").length);

export async function installation(services: Services, teamId: string): Promise<Installation | undefined> {
  const item = await services.store.get(teamPartition(teamId), "install");
  return item ? readDocument(Installation, item).data : undefined;
}

/** Removes the team: Gnista can no longer reach it. Its settings are kept for thirty days. */
export async function uninstall(services: Services, conversation: TeamConversation): Promise<void> {
  const pk = teamPartition(conversation.id);
  const item = await services.store.get(pk, "team");
  if (!item) {
    return;
  }
  const isRemoved = await tryWrite(services.store, pk, [
    { kind: "put", id: "left", data: item.data, ttl: LEFT_RETENTION_S },
    { kind: "delete", id: "team", etag: item.etag },
  ]);
  if (!isRemoved) {
    // A concurrent event or a changed setting: retries with the current document.
    return uninstall(services, conversation);
  }
}
