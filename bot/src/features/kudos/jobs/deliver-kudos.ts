import type { JobContext } from "../../../core/context.ts";
import { deleteOne } from "../../../core/document-store.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import type { JobWork } from "../../../core/job.ts";
import type { Message } from "../../../core/outbox.ts";
import { reconcile } from "../../../core/reconcile.ts";
import { tryUpdatePost, upsertPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { FORMER_MEMBER } from "../../../kernel/contract.ts";
import { usedForm } from "../../../kernel/forms.ts";
import { languageOf, languageOfTeam, teamPartition, teamSettings } from "../../../kernel/settings.ts";
import { weekCountOps } from "../../../kernel/week-counts.ts";
import { forYouCard, publicKudosCard, removedCard } from "../cards/kudos-card.ts";
import { usedFormCard } from "../cards/kudos-form.ts";
import { InboxThanks, type Kudos, StoredThanks } from "../contract.ts";
import { publicKudosView, recipientView } from "../queries/kudos-views.ts";
import { asSenderKnows, isHandedOver, isRemoved } from "../rules/public-part.ts";
import {
  deliveryItem,
  entryItem,
  findKudos,
  inboxItem,
  inboxPartition,
  kudosIn,
  kudosPartition,
  legacyEntryItem,
  lostItem,
  postItem,
  RETENTION_S,
  remainingS,
} from "../store.ts";
import { kudosTexts } from "../texts.ts";

/** False when the card in the channel, or a recipient's message, exists and could not be changed. */
type Reconciled = Promise<boolean>;

/** Reconciles the channel with the stored thanks: the team's entry, the week's counter (once), the card. */
export function deliverKudosToChannel(ctx: JobContext, { pk }: Pick<JobWork, "pk">): Reconciled {
  return reconcileKudos(ctx, pk, async (kudos) => {
    const view = publicKudosView(ctx, kudos);
    const line = view?.line;
    const stored = line && StoredThanks.parse({ ...line, conversationId: kudos.conversationId });
    await writeProjection(ctx, kudos, { pk: teamPartition(kudos.teamId), id: entryItem(kudos) }, stored);
    await deleteOne(ctx.store, teamPartition(kudos.teamId), legacyEntryItem(kudos));
    const team = await teamSettings(ctx, kudos.teamId);
    const t = translator(kudosTexts, team.locale);
    return upsertPost(ctx, {
      pk: teamPartition(kudos.teamId),
      id: postItem(kudos.id),
      ttl: RETENTION_S,
      to: { kind: "conversation", conversationId: kudos.conversationId },
      isWanted: line !== undefined,
      message: async () =>
        view
          ? { card: publicKudosCard(view, t), mentions: view.line.recipients.filter(({ id }) => id !== FORMER_MEMBER) }
          : { card: removedCard(t, { kudosId: kudos.id }) },
      alongside: () =>
        weekCountOps(ctx, { team, conversationId: kudos.conversationId }, kudos.week, { [acts[kudos.kind]]: 1 }),
      lost: () => notifySender(ctx, kudos, "channel"),
    });
  });
}

const acts = { thanks: "acts.thanks", progress: "acts.progress", milestone: "acts.milestones" } as const;

/** Reconciles one recipient's inbox and message with the stored thanks. `part` is the recipient's index. */
export function deliverKudosToRecipient(ctx: JobContext, { pk, part }: Pick<JobWork, "pk" | "part">): Reconciled {
  const index = Number(part);
  return reconcileKudos(ctx, pk, async (kudos) => {
    const to = kudos.recipients[index];
    if (!to || to.id === FORMER_MEMBER) {
      return true;
    }
    const wasTold = (await ctx.store.get(pk, deliveryItem(index))) !== undefined;
    const isWanted = isHandedOver(kudos, index);
    const { id: kudosId, teamId, sender, words, kind, value, givenAt } = kudos;
    const waits = InboxThanks.parse({ kudosId, teamId, sender, words, kind, value, givenAt });
    const isTheirs = isWanted || (wasTold && !isGone(kudos, index));
    await writeProjection(
      ctx,
      kudos,
      { pk: inboxPartition(to.id), id: inboxItem(kudos) },
      isTheirs ? waits : undefined,
    );
    return upsertPost(ctx, {
      pk,
      id: deliveryItem(index),
      ttl: remainingS(ctx, kudos),
      to: { kind: "person", personId: to.id, teamId: kudos.teamId, conversationId: kudos.conversationId },
      isWanted,
      message: () => personalMessage(ctx, kudos, index),
      // The sender gets no notice about a message that follows from the recipient's later choice.
      lost: async () => (isHandedOver(asSenderKnows(kudos), index) ? notifySender(ctx, kudos, index) : undefined),
    });
  });
}

const isGone = (kudos: Kudos, index: number) => isRemoved(kudos) || kudos.recipients[index]?.reach === "left";

async function personalMessage(ctx: JobContext, kudos: Kudos, index: number): Promise<Message> {
  const to = kudos.recipients[index];
  const locale = await languageOfTeam(ctx, kudos.teamId);
  const t = translator(kudosTexts, to ? await languageOf(ctx, to.id, { locale }) : locale);
  if (!to || isGone(kudos, index)) {
    return { card: removedCard(t) };
  }
  return { card: forYouCard(await recipientView(ctx, kudos, index), t), summary: t("somethingForYou") };
}

/** Replaces a used form with a line without names. */
export async function formUsed(ctx: JobContext, work: JobWork): Promise<void> {
  const used = await usedForm(ctx, work);
  const kudos = used && (await findKudos(ctx, used.eventId));
  if (kudos) {
    await undefinedIfRefused(
      (async () => {
        const t = translator(kudosTexts, (await teamSettings(ctx, kudos.teamId)).locale);
        await tryUpdatePost(ctx, used.at, { card: usedFormCard(kudos.id, t) });
      })(),
    );
  }
}

/** Tells the sender what to do instead. A sender who cannot be reached either finds the thanks in Gnista. */
async function notifySender(ctx: JobContext, kudos: Kudos, where: "channel" | number): Promise<void> {
  if (kudos.sender.id === FORMER_MEMBER) {
    return;
  }
  await upsertPost(ctx, {
    pk: kudosPartition(kudos.id),
    id: lostItem(where),
    ttl: remainingS(ctx, kudos),
    to: { kind: "person", personId: kudos.sender.id, teamId: kudos.teamId, conversationId: kudos.conversationId },
    message: () => lostMessage(ctx, kudos, where),
  });
}

export async function lostMessage(ctx: JobContext, kudos: Kudos, where: "channel" | number): Promise<Message> {
  const locale = await languageOf(ctx, kudos.sender.id, { locale: await languageOfTeam(ctx, kudos.teamId) });
  const t = translator(kudosTexts, locale);
  const name = where === "channel" ? "" : (kudos.recipients[where]?.name ?? "");
  return { text: where === "channel" ? t("channelUnreachable") : t("personUnreachable", { name }) };
}

/** Writes a projection in its wanted state, or deletes it. Both are idempotent. */
async function writeProjection(
  ctx: JobContext,
  kudos: Kudos,
  { pk, id }: { readonly pk: string; readonly id: string },
  data: object | undefined,
): Promise<void> {
  if (data) {
    await ctx.store.write(pk, [{ kind: "put", id, data, ttl: remainingS(ctx, kudos) }]);
    return;
  }
  await deleteOne(ctx.store, pk, id);
}

async function reconcileKudos(ctx: JobContext, pk: string, work: (kudos: Kudos) => Reconciled): Reconciled {
  let isReconciled = true;
  await reconcile(
    () => findKudos(ctx, kudosIn(pk)),
    async (kudos) => {
      // When Gnista no longer knows the team, nobody is left to show anything to.
      isReconciled = (await undefinedIfRefused(work(kudos))) ?? false;
    },
  );
  return isReconciled;
}
