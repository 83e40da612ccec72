import type { JobContext } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { deleteOne, prefixRange } from "../../../core/document-store.ts";
import type { Feature } from "../../../core/feature.ts";
import type { JobWork } from "../../../core/job.ts";
import type { PersonalData } from "../../../core/personal-data.ts";
import { upsertPost } from "../../../core/upsert-post.ts";
import { translator } from "../../../i18n/translate.ts";
import { channelAnswers } from "../../../kernel/channel-answers.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { membershipItem, membershipsOf } from "../../../kernel/membership.ts";
import { personSettings, teamPartition, userPartition } from "../../../kernel/settings.ts";
import type { Erasing } from "../contract.ts";
import {
  erasingIn,
  forgetPerson,
  leaveTeam,
  promisePart,
  recordUnchanged,
  TOLD_ITEM,
  unchangedMessages,
} from "../personal-data/erasing.ts";
import { peopleTexts } from "../texts.ts";
import { replaceOldAnswer } from "./replace-old-answer.ts";

/** The number of pointers per run: they fit well within a lease, including the retries of Teams for every message. */
const MAX_AT_ONCE = 20;

/**
 * Erases a person: everything that names them, by the pointers in their own partition, then the partition itself. A
 * pointer is deleted after its document is handled, so a run that was killed continues where it stopped.
 */
export function erasePersonJob(features: () => readonly Feature[]) {
  return async (ctx: JobContext, { pk, part = "0" }: JobWork): Promise<void> => {
    const erasing = await erasingIn(ctx, pk);
    if (!erasing) {
      // The erasure is done; repeats the steps that a killed run may have skipped.
      return ctx.store.purge();
    }
    const data = new Map(features().map(({ name, personalData }) => [name, personalData]));
    let handled = 0;
    try {
      for (; handled < MAX_AT_ONCE; handled++) {
        if (!(await eraseNext(ctx, pk, erasing, data))) {
          return await finish(ctx, pk, erasing);
        }
      }
    } catch (error) {
      if (handled === 0) {
        throw error;
      }
      // The run made progress: the next part meets the same error again, with all its attempts left.
    }
    await promisePart(ctx, pk, Number(part) + 1);
  };
}

/** @returns false when nothing is left to handle */
async function eraseNext(
  ctx: JobContext,
  pk: string,
  { personId }: Erasing,
  data: ReadonlyMap<string, PersonalData | undefined>,
): Promise<boolean> {
  const own = userPartition(personId);
  const [item] = (await ctx.store.range(own, { ...prefixRange("ref|"), limit: 1 })).items;
  if (!item) {
    return false;
  }
  const pointer = readDocument(StoredPointer, item).data;
  const unchanged = await data.get(pointer.slice)?.erase?.(ctx, personId, pointer);
  await recordUnchanged(ctx, pk, item.id, unchanged ?? 0);
  await deleteOne(ctx.store, own, item.id);
  return true;
}

async function finish(ctx: JobContext, pk: string, erasing: Erasing): Promise<void> {
  const { personId, locale } = erasing;
  for await (const { teamId } of membershipsOf(ctx, personId)) {
    await leaveTeam(ctx, teamId, personId);
    await recordUnchanged(ctx, pk, membershipItem(teamId), await takeDownAnswers(ctx, teamId));
  }
  if (locale !== undefined) {
    const t = translator(peopleTexts, (await personSettings(ctx, personId)).locale ?? locale);
    const unchanged = await unchangedMessages(ctx, pk);
    await upsertPost(ctx, {
      pk,
      id: TOLD_ITEM,
      ttl: A_DAY_S,
      to: { kind: "person", personId },
      message: async () => ({ text: t("eraseDone", { left: unchanged }) }),
    });
  }
  await forgetPerson(ctx, pk, erasing);
  await ctx.store.purge();
}

/** Takes down all posted forms: they list every member of the team, and so name the person who leaves. */
async function takeDownAnswers(ctx: JobContext, teamId: string): Promise<number> {
  let unchanged = 0;
  for (const id of await channelAnswers(ctx, teamId)) {
    unchanged += (await replaceOldAnswer(ctx, { pk: teamPartition(teamId), id })) ? 0 : 1;
  }
  return unchanged;
}

const A_DAY_S = 24 * 3600;
