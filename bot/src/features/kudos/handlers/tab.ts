import { parse, type Route } from "../../../core/actions.ts";
import type { Context } from "../../../core/context.ts";
import { mintNonce } from "../../../core/nonce.ts";
import { InChannel } from "../../people/contract/tab.ts";
import { choosable } from "../../people/service/choose.ts";
import { goingTo } from "../../people/service/forms.ts";
import { actingIn } from "../../people/service.ts";
import { PageAsked, type ThanksForm } from "../contract/tab.ts";
import { thanksFromMe, thanksToMe } from "../service/mine.ts";

/** What the tab asks about thanks. */
export const tabRoutes: readonly Route[] = [
  {
    method: "get",
    access: "team",
    path: "/teams/:team/thanks-form",
    answers: "form",
    run: (ctx, { params, query }) => thanksForm(ctx, params.team ?? "", parse(InChannel, query)),
  },
  {
    method: "get",
    access: "self",
    path: "/me/thanks/to-me",
    run: (ctx, { query }) => thanksToMe(ctx, parse(PageAsked, query).after),
  },
  {
    method: "get",
    access: "self",
    path: "/me/thanks/from-me",
    run: (ctx, { query }) => thanksFromMe(ctx, parse(PageAsked, query).after),
  },
];

async function thanksForm(ctx: Context, teamId: string, { channel }: InChannel): Promise<ThanksForm> {
  const team = await actingIn(ctx, teamId);
  const members = await ctx.roster.members(await goingTo(ctx, team, channel));
  return { nonce: mintNonce(ctx.now), values: team.values, ...choosable(ctx, members) };
}
