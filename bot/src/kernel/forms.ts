import type { Context, JobContext, Locale, Services } from "../core/context.ts";
import { readDocument } from "../core/document.ts";
import { deleteOne } from "../core/document-store.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { JobWork } from "../core/job.ts";
import type { Posted } from "../core/outbox.ts";
import { tryWithdrawPost } from "../core/upsert-post.ts";
import { isInConversation, requireTeam } from "./access.ts";
import { answerItem } from "./channel-answers.ts";
import { type TeamSettings, UsedForm } from "./contract.ts";
import { kernelErrors } from "./errors.ts";
import { teamPartition, teamSettings } from "./settings.ts";

/**
 * The conversation that an act belongs to: that of the click, else the team's home. `channelId` is the channel whose
 * tab holds the form; the act then goes there and nowhere else.
 *
 * @throws AppError `NOT_YOUR_TEAM` for people outside the team; `NOT_IN_CHANNEL` for members of the team, the same
 * whether it
 *   is not a channel, belongs to another team, or they are not in it
 */
export async function targetConversation(ctx: Context, team: TeamSettings, channelId?: string): Promise<string> {
  const usual = ctx.team?.id === team.id ? ctx.team.conversationId : team.conversationId;
  if (channelId === undefined || channelId === usual) {
    return inConversation(ctx, usual);
  }
  if ((await ctx.roster.isChannelOf(channelId, team.id)) && (await isInConversation(ctx, channelId))) {
    return channelId;
  }
  await requireTeam(ctx, team);
  throw new AppError(kernelErrors.NOT_IN_CHANNEL);
}

async function inConversation(ctx: Context, conversationId: string): Promise<string> {
  if (!(await isInConversation(ctx, conversationId))) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  return conversationId;
}

/**
 * The team and the conversation in which a command or a dialog was opened.
 *
 * @throws AppError `NO_TEAM_YET` outside any team
 */
export async function formOrigin(
  ctx: Context,
): Promise<{ readonly team: TeamSettings; readonly conversationId: string }> {
  if (!ctx.team) {
    throw new AppError(coreErrors.NO_TEAM_YET);
  }
  const team = await teamSettings(ctx, ctx.team.id);
  return { team, conversationId: await targetConversation(ctx, team) };
}

/**
 * In a channel everybody sees a form, but only one person may use it. `command` gives others their own form.
 *
 * @throws AppError `NOT_YOUR_FORM`, `FORM_TOO_OLD` when its owner has left
 */
export async function requireFormOwner(
  ctx: Context,
  askerId: string | undefined,
  conversationId: string,
  command: Readonly<Record<Locale, string>>,
): Promise<void> {
  if (askerId === undefined || askerId === ctx.actor.id) {
    return;
  }
  const asker = (await ctx.roster.members(conversationId)).find(({ id }) => id === askerId);
  throw asker
    ? new AppError(kernelErrors.NOT_YOUR_FORM, { name: asker.name, command: command[ctx.locale] })
    : new AppError(coreErrors.FORM_TOO_OLD);
}

const WEEK_S = 7 * 24 * 3600;
const USED_FORM = "form";

interface FormUse {
  /** Replaces the form, which everybody in the conversation sees, by a line without names. */
  readonly job: string;
  /** The event's own partition: an item in the team's partition would reveal a private event. */
  readonly pk: string;
  readonly eventId: string;
}

/** Schedules the replacement of the clicked form. */
export async function promiseFormUsed(ctx: Context, use: FormUse): Promise<void> {
  if (ctx.clicked) {
    await recordFormUse(ctx, use);
    await promiseReplacement(ctx, use);
  }
}

/** Records where the clicked form is, for `promiseRecordedForm`. */
export async function recordFormUse(ctx: Context, { pk, eventId }: Omit<FormUse, "job">): Promise<void> {
  if (!ctx.clicked) {
    return;
  }
  const { conversationId, activityId, isTargeted } = ctx.clicked;
  if (ctx.team) {
    await deleteOne(ctx.store, teamPartition(ctx.team.id), answerItem(activityId));
  }
  const data: UsedForm = { schema: 1, conversationId, activityId, eventId, ...(isTargeted ? { isTargeted } : {}) };
  await ctx.store.write(pk, [{ kind: "put", id: USED_FORM, data, ttl: WEEK_S }]);
}

/** Schedules the replacement of a recorded form, once. */
export async function promiseRecordedForm(services: Services, use: FormUse): Promise<void> {
  if (await services.store.get(use.pk, USED_FORM)) {
    await promiseReplacement(services, use);
  }
}

const promiseReplacement = ({ due, now }: Services, { job, pk, eventId }: FormUse): Promise<void> =>
  due.promise({ job, key: `form:${eventId}`, at: now, pk, id: USED_FORM });

/** The used form and its message. A form that only its owner saw is withdrawn, and there is nothing to replace. */
export async function usedForm(
  services: JobContext,
  { pk, id }: JobWork,
): Promise<{ readonly at: Posted; readonly eventId: string } | undefined> {
  const item = await services.store.get(pk, id);
  if (!item) {
    return undefined;
  }
  const { conversationId, activityId, eventId, isTargeted } = readDocument(UsedForm, item).data;
  if (isTargeted) {
    await tryWithdrawPost(services, { conversationId, activityId, isTargeted });
    return undefined;
  }
  return { at: { conversationId, activityId }, eventId };
}
