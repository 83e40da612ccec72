import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { isInConversation } from "../../../kernel/access.ts";
import type { Kudos, Reach } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import { isRemoved, publicPart } from "../rules/public-part.ts";
import { loadKudos } from "../store.ts";

/** Requires the sender or a recipient. It allows those who have left the team: their name is still theirs. */
export async function requireParty(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await loadKudos(ctx, kudosId);
  if (!isParty(ctx, kudos)) {
    await requireViewer(ctx, kudos);
    throw new AppError(publicPart(kudos) ? kudosErrors.NOT_YOUR_THANKS : coreErrors.NOT_FOUND);
  }
  return kudos;
}

/** @throws AppError `NOT_FOUND` for a person outside the conversation, as for thanks that do not exist */
export async function requireViewer(ctx: Context, kudos: Kudos): Promise<void> {
  if (!(await isInConversation(ctx, kudos.conversationId))) {
    throw new AppError(coreErrors.NOT_FOUND);
  }
}

/**
 * True for the sender and for recipients whom Gnista has told. The reach `inPerson` does not count: Gnista has told
 * that recipient nothing.
 */
export const isParty = (ctx: Context, kudos: Kudos): boolean =>
  kudos.sender.id === ctx.actor.id || (reachOfActor(ctx, kudos) ?? "inPerson") !== "inPerson";

export async function requireRecipient(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await requireParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    throw new AppError(kudosErrors.NOT_YOUR_THANKS);
  }
  return kudos;
}

/** Requires a member of the conversation in which it was given, and that the thanks are visible there. */
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
