import type { Context } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { changeSettings, personSettings } from "../../../kernel/settings.ts";
import type { Kudos, Reach } from "../contract.ts";
import { reachOfActor } from "../queries/require-party.ts";
import { countsSomeoneHidden } from "../rules/public-part.ts";
import { namedButHidden } from "./give-kudos.ts";

/** Removes the actor's name from the card, and hides the words when they name the actor. */
export async function withoutActor(ctx: Context, kudos: Kudos, reach: "private" | "left"): Promise<Kudos> {
  const after = changeReach(ctx, kudos, reach);
  return { ...after, wordsArePublic: kudos.wordsArePublic && (await mayWordsBeSeen(ctx, after)) };
}

/** Names on the card were chosen to be visible. When the team's members cannot be determined, the words stay hidden. */
export async function mayWordsBeSeen(ctx: Context, kudos: Kudos): Promise<boolean> {
  if (countsSomeoneHidden(kudos)) {
    return false;
  }
  const consenting = kudos.recipients.filter(({ reach }) => reach === "shown").map(({ id }) => id);
  try {
    const members = await ctx.roster.members(kudos.conversationId);
    return (await namedButHidden(ctx, kudos, members, consenting)).length === 0;
  } catch (error) {
    if (error instanceof AppError) {
      return false;
    }
    throw error;
  }
}

export async function rememberWish(ctx: Context, kudos: Kudos, wish: "openly" | "betweenUs"): Promise<void> {
  const hasChosen = (await personSettings(ctx, ctx.actor.id)).wish !== undefined;
  if (!hasChosen && reachOfActor(ctx, kudos) === "asked") {
    await changeSettings(ctx, (settings) => ({ ...settings, wish: settings.wish ?? wish }));
  }
}

export const previousWish = (ctx: Context, kudos: Kudos): Reach =>
  kudos.recipients.find(({ id }) => id === ctx.actor.id)?.was ?? "private";

export function changeReach(ctx: Context, kudos: Kudos, reach: Reach): Kudos {
  const recipients = kudos.recipients.map((one) => (one.id === ctx.actor.id ? { ...one, reach, was: one.reach } : one));
  return { ...kudos, recipients };
}
