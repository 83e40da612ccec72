import type { Naming } from "../../../core/actions.ts";
import type { JobContext } from "../../../core/context.ts";
import { deleteAll, deleteOne, startingWith } from "../../../core/document-store.ts";
import { updateRecorded } from "../../../core/post-once.ts";
import { translator } from "../../../i18n/translate.ts";
import { FORMER_MEMBER } from "../../people/contract.ts";
import { formerMember, languageOfTeam } from "../../people/service.ts";
import { removedCard } from "../card.ts";
import type { Kudos } from "../contract.ts";
import { withoutPerson } from "../rules.ts";
import {
  changeKudos,
  findKudos,
  inboxItem,
  inboxPartition,
  kudosIn,
  kudosPartition,
  lostItem,
  toldItem,
} from "../service/store.ts";
import { kudosTexts } from "../texts.ts";
import { handOver, lostMessage, share } from "./jobs.ts";

/** Takes somebody out of thanks that they gave, got or joined, or that somebody had begun to write to them. */
export async function eraseThanks(ctx: JobContext, personId: string, { role, pk, id }: Naming): Promise<number> {
  if (role === "draft") {
    await deleteOne(ctx.store, pk, id);
    return 0;
  }
  if (role === "also") {
    await deleteOne(ctx.store, pk, `also|${personId}`);
    return 0;
  }
  const found = await findKudos(ctx, kudosIn(pk));
  if (!found) {
    return 0;
  }
  const former = await formerMember(ctx, found.teamId);
  const kudos = await changeKudos(ctx, found.id, (now) => withoutPerson(now, personId, former));
  await deleteOne(ctx.store, inboxPartition(personId), inboxItem(kudos));
  const stand = await Promise.all([
    share(ctx, { pk }),
    ...kudos.recipients.map((_, index) => handOver(ctx, { pk, part: String(index) })),
    ownChats(ctx, kudos),
  ]);
  return stand.filter((isChanged) => !isChanged).length;
}

/** What stands in the chats of those who are gone, and what the sender was told of them. */
async function ownChats(ctx: JobContext, kudos: Kudos): Promise<boolean> {
  const pk = kudosPartition(kudos.id);
  const removed = { card: removedCard(translator(kudosTexts, await languageOfTeam(ctx, kudos.teamId))) };
  const isGone = kudos.sender.id === FORMER_MEMBER;
  let areChanged = true;
  for (const [index, to] of kudos.recipients.entries()) {
    const lost = isGone ? removed : await lostMessage(ctx, kudos, index);
    areChanged = (await updateRecorded(ctx, { pk, id: lostItem(index) }, lost)) && areChanged;
    if (to.id === FORMER_MEMBER) {
      areChanged = (await updateRecorded(ctx, { pk, id: toldItem(index) }, removed)) && areChanged;
      // The record says where their chat is.
      await deleteOne(ctx.store, pk, toldItem(index));
    }
  }
  if (isGone) {
    areChanged = (await updateRecorded(ctx, { pk, id: lostItem("channel") }, removed)) && areChanged;
    await deleteAll(ctx.store, pk, startingWith("lost|"));
  }
  return areChanged;
}
