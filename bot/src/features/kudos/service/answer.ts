import type { Context } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { isInConversation } from "../../../kernel/access.ts";
import { changeSettings, personSettings, pointNoMore, pointTo } from "../../people/service.ts";
import type { Kudos, Reach } from "../contract.ts";
import { countsSomeoneHidden, isRemoved, publicPart } from "../rules.ts";
import { namedButUnseen } from "./give.ts";
import { changeKudos, KEPT_S, kudosPartition, leftS, loadKudos } from "./store.ts";

/** The recipient lets their name be seen. Who had not chosen how to be thanked has chosen now. */
export async function showThanks(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asRecipient(ctx, kudosId);
  if (isRemoved(kudos) || kudos.audience === "private") {
    throw new AppError("THANKS_REMOVED");
  }
  await remember(ctx, kudos, "openly");
  return changeKudos(ctx, kudosId, async (now) => {
    if (reachOfActor(ctx, now) === "shown") {
      return now;
    }
    const seen = moved(ctx, now, "shown");
    return { ...seen, wordsArePublic: await mayWordsBeSeen(ctx, seen) };
  });
}

/** The recipient keeps it between the two; a name that was seen leaves the channel. */
export async function keepBetweenUs(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asRecipient(ctx, kudosId);
  if (isRemoved(kudos)) {
    throw new AppError("THANKS_REMOVED");
  }
  await remember(ctx, kudos, "betweenUs");
  return changeKudos(ctx, kudosId, (now) =>
    reachOfActor(ctx, now) === "private" ? now : withoutActor(ctx, now, "private"),
  );
}

/** The name leaves the card, and the words do where they name whoever left. */
async function withoutActor(ctx: Context, kudos: Kudos, reach: "private" | "left"): Promise<Kudos> {
  const after = moved(ctx, kudos, reach);
  return { ...after, wordsArePublic: kudos.wordsArePublic && (await mayWordsBeSeen(ctx, after)) };
}

/** Names on the card have been chosen for it. Where nobody can say who is in the team any more, words stay unseen. */
async function mayWordsBeSeen(ctx: Context, kudos: Kudos): Promise<boolean> {
  if (countsSomeoneHidden(kudos)) {
    return false;
  }
  const consenting = kudos.recipients.filter(({ reach }) => reach === "shown").map(({ id }) => id);
  try {
    const members = await ctx.roster.members(kudos.conversationId);
    return (await namedButUnseen(ctx, kudos, members, consenting)).length === 0;
  } catch (error) {
    if (error instanceof AppError) {
      return false;
    }
    throw error;
  }
}

async function remember(ctx: Context, kudos: Kudos, wish: "openly" | "betweenUs"): Promise<void> {
  const hasChosen = (await personSettings(ctx, ctx.actor.id)).wish !== undefined;
  if (!hasChosen && reachOfActor(ctx, kudos) === "asked") {
    await changeSettings(ctx, (settings) => ({ ...settings, wish: settings.wish ?? wish }));
  }
}

/** The sender takes it back as a whole, a recipient takes their own name away; the last name takes it all along. */
export async function remove(ctx: Context, kudosId: string): Promise<"removedByYou" | "youLeft"> {
  const kudos = await asParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    await changeKudos(ctx, kudosId, (now) => (now.isWithdrawn ? now : { ...now, isWithdrawn: true }));
    return "removedByYou";
  }
  await changeKudos(ctx, kudosId, (now) => (reachOfActor(ctx, now) === "left" ? now : withoutActor(ctx, now, "left")));
  return "youLeft";
}

/** Undoes the actor's own removal, never somebody else's. */
export async function restore(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    return changeKudos(ctx, kudosId, (now) => (now.isWithdrawn ? { ...now, isWithdrawn: false } : now));
  }
  return changeKudos(ctx, kudosId, async (now) => {
    if (reachOfActor(ctx, now) !== "left") {
      return now;
    }
    const back = moved(ctx, now, was(ctx, now));
    return { ...back, wordsArePublic: await mayWordsBeSeen(ctx, back) };
  });
}

const was = (ctx: Context, kudos: Kudos): Reach =>
  kudos.recipients.find(({ id }) => id === ctx.actor.id)?.was ?? "private";

/** "Thanks from me too": kept as who, counted nowhere. */
export async function alsoThank(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asTeammate(ctx, kudosId);
  if (isParty(ctx, kudos)) {
    throw new AppError("CANNOT_JOIN_OWN_THANKS");
  }
  const pk = kudosPartition(kudosId);
  const id = alsoItem(ctx);
  if (await ctx.store.get(pk, id)) {
    return kudos;
  }
  const pointer = alsoPointer(kudos);
  await pointTo(ctx, ctx.actor.id, pointer);
  const person = { id: ctx.actor.id, name: ctx.actor.name.slice(0, 256) };
  const data = { schema: 1, person, at: ctx.now.toISOString() };
  await ctx.store.write(pk, [{ kind: "put", id, data, ttl: leftS(ctx, kudos) }]);
  // An undo in the same moment may have taken it.
  await pointTo(ctx, ctx.actor.id, pointer);
  return kudos;
}

export async function undoAlso(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asTeammate(ctx, kudosId);
  const pk = kudosPartition(kudosId);
  await deleteOne(ctx.store, pk, alsoItem(ctx));
  await pointNoMore(ctx, ctx.actor.id, alsoPointer(kudos));
  if (await ctx.store.get(pk, alsoItem(ctx))) {
    // Said again meanwhile: nothing names somebody without a pointer.
    await pointTo(ctx, ctx.actor.id, alsoPointer(kudos));
  }
  return kudos;
}

const alsoItem = ({ actor }: Context) => `also|${actor.id}`;

const alsoPointer = ({ id, givenAt }: Kudos) => ({
  slice: "kudos",
  eventId: id,
  at: new Date(givenAt),
  role: "also",
  pk: kudosPartition(id),
  id: "kudos",
  ttl: KEPT_S,
});

/** The sender or a recipient, also when they have left the team: their name is still theirs. */
export async function asParty(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await loadKudos(ctx, kudosId);
  if (!isParty(ctx, kudos)) {
    await mustSeeKudos(ctx, kudos);
    throw new AppError(publicPart(kudos) ? "NOT_YOUR_THANKS" : "NOT_FOUND");
  }
  return kudos;
}

/** @throws AppError `NOT_FOUND` for whoever is not where it was given, as of what there is not */
export async function mustSeeKudos(ctx: Context, kudos: Kudos): Promise<void> {
  if (!(await isInConversation(ctx, kudos.conversationId))) {
    throw new AppError("NOT_FOUND");
  }
}

/** Whoever was told only in person has not been told by Gnista, so here they are no recipient. */
const isParty = (ctx: Context, kudos: Kudos): boolean =>
  kudos.sender.id === ctx.actor.id || (reachOfActor(ctx, kudos) ?? "inPerson") !== "inPerson";

async function asRecipient(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await asParty(ctx, kudosId);
  if (kudos.sender.id === ctx.actor.id) {
    throw new AppError("NOT_YOUR_THANKS");
  }
  return kudos;
}

/** Anybody who is where it was given, about what they may see there. */
async function asTeammate(ctx: Context, kudosId: string): Promise<Kudos> {
  const kudos = await loadKudos(ctx, kudosId);
  await mustSeeKudos(ctx, kudos);
  if (isRemoved(kudos) && kudos.audience === "team") {
    throw new AppError("THANKS_REMOVED");
  }
  if (!publicPart(kudos)) {
    throw new AppError("NOT_FOUND");
  }
  return kudos;
}

const reachOfActor = (ctx: Context, kudos: Kudos): Reach | undefined =>
  kudos.recipients.find(({ id }) => id === ctx.actor.id)?.reach;

function moved(ctx: Context, kudos: Kudos, reach: Reach): Kudos {
  const recipients = kudos.recipients.map((one) => (one.id === ctx.actor.id ? { ...one, reach, was: one.reach } : one));
  return { ...kudos, recipients };
}
