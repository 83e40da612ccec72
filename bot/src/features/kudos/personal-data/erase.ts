import type { JobContext, Services } from "../../../core/context.ts";
import { deleteAll, deleteOne, prefixRange, scanPartition } from "../../../core/document-store.ts";
import type { DataSubjects, PersonMention } from "../../../core/personal-data.ts";
import { updateRecordedPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { FORMER_MEMBER } from "../../../kernel/contract.ts";
import { formerMember } from "../../../kernel/former-member.ts";
import { languageOfTeam } from "../../../kernel/settings.ts";
import { removedCard } from "../cards/kudos-card.ts";
import type { Kudos } from "../contract.ts";
import { deliverKudosToChannel, deliverKudosToRecipient, lostMessage } from "../jobs/deliver-kudos.ts";
import { thanksWithoutPerson } from "../rules/public-part.ts";
import {
  changeKudos,
  deliveryItem,
  findKudos,
  inboxItem,
  inboxPartition,
  kudosIn,
  kudosPartition,
  lostItem,
} from "../store.ts";
import { kudosTexts } from "../texts.ts";

/** Removes a person from thanks that they gave, received or joined, and from drafts that were addressed to them. */
export async function eraseThanks(ctx: JobContext, personId: string, { role, pk, id }: PersonMention): Promise<number> {
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
  const kudos = await changeKudos(ctx, found.id, (now) => thanksWithoutPerson(now, personId, former));
  await deleteOne(ctx.store, inboxPartition(personId), inboxItem(kudos));
  const updates = await Promise.all([
    deliverKudosToChannel(ctx, { pk }),
    ...kudos.recipients.map((_, index) => deliverKudosToRecipient(ctx, { pk, part: String(index) })),
    updateChats(ctx, kudos),
  ]);
  return updates.filter((isChanged) => !isChanged).length;
}

/** Reconciles the messages in the chats of erased people, and the notices to the sender about them. */
async function updateChats(ctx: JobContext, kudos: Kudos): Promise<boolean> {
  const pk = kudosPartition(kudos.id);
  const removed = { card: removedCard(translator(kudosTexts, await languageOfTeam(ctx, kudos.teamId))) };
  const isGone = kudos.sender.id === FORMER_MEMBER;
  let areChanged = true;
  for (const [index, to] of kudos.recipients.entries()) {
    const notice = isGone ? removed : await lostMessage(ctx, kudos, index);
    areChanged = (await updateRecordedPost(ctx, { pk, id: lostItem(index) }, notice)) && areChanged;
    if (to.id === FORMER_MEMBER) {
      areChanged = (await updateRecordedPost(ctx, { pk, id: deliveryItem(index) }, removed)) && areChanged;
      // The record contains the address of their chat.
      await deleteOne(ctx.store, pk, deliveryItem(index));
    }
  }
  if (isGone) {
    areChanged = (await updateRecordedPost(ctx, { pk, id: lostItem("channel") }, removed)) && areChanged;
    await deleteAll(ctx.store, pk, prefixRange("lost|"));
  }
  return areChanged;
}

/** The people whose thanks are in a partition, and the team in which they were given. */
export async function thanksSubjects(services: Services, pk: string): Promise<DataSubjects | undefined> {
  const kudos = await findKudos(services, kudosIn(pk));
  if (!kudos) {
    return undefined;
  }
  const also = await Array.fromAsync(scanPartition(services.store, pk, prefixRange("also|")));
  const people = [kudos.sender.id, ...kudos.recipients.map(({ id }) => id), ...also.map(({ id }) => id.slice(5))];
  return { teamId: kudos.teamId, people };
}

/** Deletes items in other people's partitions first: the document that refers to them is deleted last. */
export async function destroyThanks(services: Services, pk: string): Promise<void> {
  const kudos = await findKudos(services, kudosIn(pk));
  for (const { id } of kudos?.recipients ?? []) {
    await deleteOne(services.store, inboxPartition(id), inboxItem({ id: kudosIn(pk), givenAt: kudos?.givenAt ?? "" }));
  }
  await deleteAll(services.store, pk);
}
