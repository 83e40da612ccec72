import type { Context } from "../../../core/context.ts";
import type { ThanksFromMe, ThanksFromMePage } from "../api.ts";
import type { Kudos } from "../contract.ts";
import { asSenderKnows, isRemoved, publicPart } from "../rules/public-part.ts";
import { type Team, thanksLine, thanksPage } from "./thanks-page.ts";

/** Thanks and small wins from the actor, over all teams, newest first. */
export const thanksFromMe = (ctx: Context, after: string | undefined): Promise<ThanksFromMePage> =>
  thanksPage(ctx, "sender", after, fromMe);

function fromMe(now: Kudos, team: Team): ThanksFromMe | undefined {
  const kudos = asSenderKnows(now);
  if (isRemoved(kudos)) {
    return undefined;
  }
  const reached = kudos.recipients.filter(({ reach }) => reach !== "inPerson");
  const inPerson = kudos.recipients.filter(({ reach }) => reach === "inPerson");
  return {
    ...thanksLine(kudos, team),
    recipients: reached.map(({ id, name }) => ({ id, name })),
    inPerson: inPerson.map(({ name }) => name),
    wholeTeam: kudos.wholeTeam,
    isShown: publicPart(kudos) !== undefined,
    isAsked: kudos.recipients.some(({ reach }) => reach === "asked"),
  };
}
