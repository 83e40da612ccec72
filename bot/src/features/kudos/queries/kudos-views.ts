import type { Context, Locale, Services } from "../../../core/context.ts";
import { prefixRange, scanPartition } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { offersOn } from "../../../core/offer.ts";
import { chatLinkTo } from "../../../kernel/chat-link.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { ForYouView, MineView, PublicKudosView, ReceiptView } from "../cards/kudos-card.ts";
import { AlsoThanks, type Kudos, type Reach } from "../contract.ts";
import { kudosErrors } from "../errors.ts";
import { asSenderKnows, isHandedOver, isRemoved, publicPart } from "../rules/public-part.ts";
import { kudosPartition, loadKudos } from "../store.ts";
import { requireParty, requireViewer } from "./require-party.ts";

/** The outcome for the sender. @throws AppError `NOT_YOUR_THANKS` for everybody else */
export async function receipt(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await loadKudos(ctx, kudosId);
  if (kudos.sender.id !== ctx.actor.id) {
    await requireViewer(ctx, kudos);
    throw new AppError(kudosErrors.NOT_YOUR_THANKS);
  }
  return kudos;
}

export function receiptView(now: Kudos): ReceiptView {
  const kudos = asSenderKnows(now);
  const names = (reach: Reach) => kudos.recipients.filter((one) => one.reach === reach).map(({ name }) => name);
  const reached = {
    shown: names("shown"),
    asked: names("asked"),
    private: names("private"),
    inPerson: names("inPerson"),
  };
  return {
    kudosId: kudos.id,
    isShown: publicPart(kudos) !== undefined,
    isRemoved: isRemoved(kudos),
    reached: { ...reached, left: [] },
    heldBackFor: kudos.wordsArePublic
      ? []
      : kudos.recipients.filter(({ reach }, i) => reach === "shown" && isHandedOver(kudos, i)).map(({ name }) => name),
  };
}

/** Whether the channel shows all that the sender knows of the thanks: every recipient, and the words. */
export function isAllShown(now: Kudos): boolean {
  const kudos = asSenderKnows(now);
  const isPublic = publicPart(kudos) !== undefined && kudos.wordsArePublic;
  return isPublic && kudos.recipients.every(({ reach }) => reach === "shown");
}

/** What everybody in the channel may see of the thanks; undefined when that is nothing. Offers contain nothing else. */
export function publicKudosView(services: Pick<Services, "offers">, kudos: Kudos): PublicKudosView | undefined {
  const line = publicPart(kudos);
  if (!line) {
    return undefined;
  }
  const { teamId, conversationId } = kudos;
  const { recipients, wholeTeam, words } = line;
  const subject = { teamId, conversationId, recipients, wholeTeam, words: words || undefined };
  return { line, offers: offersOn(services, "kudos", subject) };
}

/** The thanks for the actor, who is one of the recipients. */
export const forYouView = (ctx: Context, kudos: Kudos): Promise<ForYouView> =>
  recipientView(
    ctx,
    kudos,
    kudos.recipients.findIndex(({ id }) => id === ctx.actor.id),
  );

/** The thanks for one recipient, with the link by which they can answer the sender. */
export async function recipientView(services: Services, kudos: Kudos, index: number): Promise<ForYouView> {
  const { id, kind, words, value, wordsArePublic, sender, conversationId } = kudos;
  const reach = kudos.recipients[index]?.reach ?? "left";
  const chat = await chatLinkTo(services, sender.id, conversationId);
  return { kudosId: id, kind, sender: sender.name, chat, words, value, reach, wordsArePublic };
}

/**
 * What the actor may know of the thanks and do with them. Who joined is shown to the recipients, or to the sender when
 * there are no named recipients.
 *
 * @throws AppError `NOT_YOUR_THANKS`, `THANKS_REMOVED`
 */
export async function mineView(ctx: Context, kudosId: string): Promise<MineView> {
  const now = await requireParty(ctx, kudosId);
  const isSender = now.sender.id === ctx.actor.id;
  const kudos = isSender ? asSenderKnows(now) : now;
  const view = await forYouView(ctx, kudos);
  if (isRemoved(kudos) || (!isSender && view.reach === "left")) {
    throw new AppError(kudosErrors.THANKS_REMOVED);
  }
  const line = publicPart(kudos);
  const maySeeWho = isSender ? kudos.recipients.length === 0 : view.reach === "shown";
  return {
    ...view,
    title: isSender ? { line: line ?? asSent(kudos) } : "forYou",
    isSender,
    alsoThanked: maySeeWho ? await whoAlsoThanked(ctx, kudosId) : undefined,
    canShow: !isSender && kudos.audience === "team" && view.reach !== "shown",
    canLeave: !isSender,
  };
}

/** The sender's own view names all recipients, whether public or private. */
const asSent = ({ id, kind, sender, recipients, wholeTeam, givenAt }: Kudos) => ({
  kudosId: id,
  kind,
  sender,
  recipients: recipients.map(({ id: personId, name }) => ({ id: personId, name })),
  wholeTeam,
  givenAt,
});

async function whoAlsoThanked(ctx: Context, kudosId: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { data } of scanPartition(ctx.store, kudosPartition(kudosId), prefixRange("also|"))) {
    names.push(AlsoThanks.parse(data).person.name);
  }
  return names;
}

/** All views of a shared card are in the team's language; in a personal chat the actor's language applies. */
export async function cardLanguage(ctx: Context, kudos: Kudos): Promise<Locale> {
  return ctx.team ? (await teamSettings(ctx, kudos.teamId)).locale : ctx.locale;
}
