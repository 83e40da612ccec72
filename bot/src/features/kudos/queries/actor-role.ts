import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { isInConversation } from "../../../kernel/access.ts";
import type { Kudos, Reach } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import { isRemoved, publicPart } from "../rules.ts";
import { loadKudos } from "../store.ts";

/** The sender or a recipient, also when they have left the team: their name is still theirs. */
export async function requireParty(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await loadKudos(ctx, kudosId);
  if (!isParty(ctx, kudos)) {
    await requireViewer(ctx, kudos);
    throw new AppError(publicPart(kudos) ? kudosErrors.NOT_YOUR_THANKS : coreErrors.NOT_FOUND);
  }
  return kudos;
}

/** @throws AppError `NOT_FOUND` for whoever is not where it was given, as of what there is not */
export async function requireViewer(ctx: Context, kudos: Kudos): Promise<void> {
  if (!(await isInConversation(ctx, kudos.conversationId))) {
    throw new AppError(coreErrors.NOT_FOUND);
  }
}

/** Whoever was told only in person has not been told by Gnista, so here they are no recipient. */
export const isParty = (ctx: Context, kudos: Kudos): boolean =>
  kudos.sender.id === ctx.actor.id || (reachOfActor(ctx, kudos) ?? "inPerson") !== "inPerson";

export async function requireRecipient(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await requireParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    throw new AppError(kudosErrors.NOT_YOUR_THANKS);
  }
  return kudos;
}

/** Anybody who is where it was given, about what they may see there. */
export async function requireTeammate(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await loadKudos(ctx, kudosId);
  await requireViewer(ctx, kudos);
  if (isRemoved(kudos) && kudos.audience === "team") {
    throw new AppError(kudosErrors.THANKS_REMOVED);
  }
  if (!publicPart(kudos)) {
    throw new AppError(coreErrors.NOT_FOUND);
  }
  return kudos;
}

export const reachOfActor = (ctx: Context, kudos: Kudos): Reach | undefined =>
  kudos.recipients.find(({ id }) => id === ctx.actor.id)?.reach;
