import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { teamPartition } from "../../people/service.ts";
import type { Kudos } from "../contract.ts";
import { kudosJobs } from "./store.ts";

/** Where the team talks right now: where the click came from, else where Gnista was added. */
export const talkingIn = (ctx: Context, team: TeamSettings): string =>
  ctx.team?.id === team.id ? ctx.team.conversationId : team.conversationId;

/** @throws AppError `NOT_YOUR_FORM`: in a channel everybody sees a form, and one may use it */
export async function onlyItsAsker(ctx: Context, askerId: string | undefined, conversationId: string): Promise<void> {
  if (askerId === undefined || askerId === ctx.actor.id) {
    return;
  }
  const asker = (await ctx.roster.members(conversationId)).find(({ id }) => id === askerId);
  throw asker
    ? new AppError("NOT_YOUR_FORM", { name: asker.name, command: ctx.locale === "sv" ? "tack" : "thanks" })
    : new AppError("FORM_TOO_OLD");
}

const WEEK_S = 7 * 24 * 3600;

/** Promises that a form in a chat, which everybody there sees, becomes a line without names. */
export async function promiseFormUsed(ctx: Context, kudos: Kudos): Promise<void> {
  if (!ctx.clicked) {
    return;
  }
  const { conversationId, activityId } = ctx.clicked;
  const pk = teamPartition(kudos.teamId);
  const id = `form|${kudos.id}`;
  await ctx.store.write(pk, [
    { kind: "put", id, data: { schema: 1, conversationId, activityId, kudosId: kudos.id }, ttl: WEEK_S },
  ]);
  await ctx.due.promise({
    job: kudosJobs.formUsed,
    key: `kudos:${kudos.id}:form`,
    at: new Date(kudos.givenAt),
    pk,
    id,
  });
}
