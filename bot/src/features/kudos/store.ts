import type { Services } from "../../core/context.ts";
import { readDocument, secondsLeft } from "../../core/document.ts";
import { AppError, coreErrors } from "../../core/errors.ts";
import { updateWithRetry } from "../../core/update-with-retry.ts";
import { Kudos } from "./contract.ts";
import { asGivenBySender, isHandedOver, publicPart } from "./rules/public-part.ts";

export const RETENTION_S = 365 * 24 * 3600;

/** The remaining lifetime of data that belongs to the thanks: all of it is deleted a year after they were given. */
export const remainingS = ({ now }: Pick<Services, "now">, { givenAt }: Pick<Kudos, "givenAt">): number =>
  secondsLeft(RETENTION_S, givenAt, now);

export const kudosPartition = (kudosId: string) => `kudos|${kudosId}`;
export const kudosIn = (pk: string) => pk.slice(kudosPartition("").length);
export const inboxPartition = (personId: string) => `inbox|${personId}`;
export const inboxItem = (kudos: Pick<Kudos, "id" | "givenAt">) => `kudos|${kudos.givenAt}|${kudos.id}`;
export const entryItem = (kudos: Pick<Kudos, "id" | "givenAt">) => `g|${kudos.givenAt}|${kudos.id}`;
/** The id of a timeline entry in the first format. */
export const legacyEntryItem = (kudos: Pick<Kudos, "id" | "week">) => `k|${kudos.week}|${kudos.id}`;
export const postItem = (kudosId: string) => `post|${kudosId}`;
export const deliveryItem = (index: number) => `told|${index}`;
/** The record of the notice to the sender about a failed delivery: in the channel, or to one recipient. */
export const lostItem = (where: "channel" | number) => `lost|${where}`;

export async function findKudos(services: Services, kudosId: string): Promise<Kudos | undefined> {
  const item = await services.store.get(kudosPartition(kudosId), "kudos");
  return item ? readDocument(Kudos, item).data : undefined;
}

/** @throws AppError `NOT_FOUND` */
export async function loadKudos(services: Services, kudosId: string): Promise<Kudos> {
  const kudos = await findKudos(services, kudosId);
  if (!kudos) {
    throw new AppError(coreErrors.NOT_FOUND);
  }
  return kudos;
}

/**
 * Changes the stored thanks and promises to reconcile the channel and the recipients. A repeated click changes nothing
 * and makes the same promises again, so it repairs a crash between the change and the promises.
 *
 * @throws AppError `NOT_FOUND`
 */
export async function changeKudos(
  services: Services,
  kudosId: string,
  change: (kudos: Kudos) => Kudos | Promise<Kudos>,
): Promise<Kudos> {
  let changed: Kudos | undefined;
  await updateWithRetry(services.store, kudosPartition(kudosId), "kudos", async (item) => {
    if (!item) {
      throw new AppError(coreErrors.NOT_FOUND);
    }
    const before = readDocument(Kudos, item).data;
    const after = await change(before);
    changed = before;
    if (after === before) {
      return undefined;
    }
    changed = {
      ...after,
      asGiven: asGivenBySender(before),
      revision: before.revision + 1,
      changedAt: services.now.toISOString(),
    };
    return [{ kind: "replace", id: "kudos", data: changed, etag: item.etag, ttl: remainingS(services, changed) }];
  });
  const kudos = changed ?? (await loadKudos(services, kudosId));
  await promiseReconcile(services, kudos);
  return kudos;
}

/**
 * Promises the jobs that follow from the newest change: the channel's card, and each recipient's own message. The
 * promise is idempotent, since it carries the change's number and time.
 *
 * Call it after the write, unlike other features' promises: these are due at once, and a job that runs before the write
 * finds nothing and completes. The response comes after both the write and the promise.
 */
export async function promiseReconcile(services: Services, kudos: Kudos): Promise<void> {
  const work = { at: new Date(kudos.changedAt), pk: kudosPartition(kudos.id), id: "kudos" };
  const name = `kudos:${kudos.id}:${kudos.revision}`;
  const touchesChannel = kudos.audience === "team" && (kudos.revision > 0 || publicPart(kudos) !== undefined);
  await Promise.all([
    ...(touchesChannel ? [services.due.promise({ ...work, job: kudosJobs.share, key: `${name}:share` })] : []),
    ...kudos.recipients.flatMap(({ reach }, index) =>
      reach === "inPerson" || (kudos.revision === 0 && !isHandedOver(kudos, index))
        ? []
        : [services.due.promise({ ...work, job: kudosJobs.handOver, key: `${name}:${index}`, part: String(index) })],
    ),
  ]);
}

export const kudosJobs = {
  share: "kudos/share",
  handOver: "kudos/hand-over",
  formUsed: "kudos/form-used",
} as const;
