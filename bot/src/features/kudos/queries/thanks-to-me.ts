import type { Context } from "../../../core/context.ts";
import type { ThanksToMe, ThanksToMePage } from "../api.ts";
import type { Kudos } from "../contract.ts";
import { isRemoved } from "../rules/public-part.ts";
import { type Team, thanksLine, thanksPage } from "./thanks-page.ts";

/** Thanks to the actor, over all teams, newest first. Thanks that Gnista has not told them about are left out. */
export const thanksToMe = (ctx: Context, after: string | undefined): Promise<ThanksToMePage> =>
  thanksPage(ctx, "recipient", after, (kudos, team) => toMe(ctx, kudos, team));

function toMe(ctx: Context, kudos: Kudos, team: Team): ThanksToMe | undefined {
  const reach = kudos.recipients.find(({ id }) => id === ctx.actor.id)?.reach;
  if (isRemoved(kudos) || reach === undefined || reach === "inPerson" || reach === "left") {
    return undefined;
  }
  return {
    ...thanksLine(kudos, team),
    sender: kudos.sender,
    reach,
    mayShow: kudos.audience === "team" && reach !== "shown",
  };
}
