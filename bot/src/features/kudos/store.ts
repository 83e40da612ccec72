import type { Services } from "../../core/context.ts";
import { read, secondsLeft } from "../../core/document.ts";
import { AppError, coreErrors } from "../../core/errors.ts";
import { updateWithRetry } from "../../core/update-with-retry.ts";
import { Kudos } from "./contract.ts";
import { asGivenBySender, isHandedOver, publicPart } from "./rules.ts";

export const RETENTION_S = 365 * 24 * 3600;

/** How long what belongs to the thanks is kept from now on: all of it goes a year after they were given. */
export const remainingS = ({ now }: Pick<Services, "now">, { givenAt }: Pick<Kudos, "givenAt">): number =>
  secondsLeft(RETENTION_S, givenAt, now);

export const kudosPartition = (kudosId: string) => `kudos|${kudosId}`;
export const kudosIn = (pk: string) => pk.slice(kudosPartition("").length);
export const inboxPartition = (personId: string) => `inbox|${personId}`;
export const inboxItem = (kudos: Pick<Kudos, "id" | "givenAt">) => `kudos|${kudos.givenAt}|${kudos.id}`;
export const entryItem = (kudos: Pick<Kudos, "id" | "givenAt">) => `g|${kudos.givenAt}|${kudos.id}`;
/** Where lines lay in Gnista's first days. */
export const legacyEntryItem = (kudos: Pick<Kudos, "id" | "week">) => `k|${kudos.week}|${kudos.id}`;
export const postItem = (kudosId: string) => `post|${kudosId}`;
export const deliveryItem = (index: number) => `told|${index}`;
/** What the sender was told of what could not arrive: in the channel, or with one recipient. */
export const lostItem = (where: "channel" | number) => `lost|${where}`;

export async function findKudos(services: Services, kudosId: string): Promise<Kudos | undefined> {
  const item = await services.store.get(kudosPartition(kudosId), "kudos");
  return item ? read(Kudos, item).data : undefined;
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
 * Changes what is stored and promises that channel and recipients catch up. A repeated click changes nothing, and makes
 * the same promises again: should the house have fallen between change and promise, the second click mends it.
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
    const before = read(Kudos, item).data;
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
 * Promises what follows from the newest change: the channel's card, and each recipient's own message. A promise is
 * the same promise as often as it is made, since it carries the change's number and time.
 *
 * It follows the write, unlike other features' promises: these are due at once, and a job that ran before the write would
 * find nothing and be done. Nobody is told that the act is done before both have happened.
 */
export async function promiseReconcile(services: Services, kudos: Kudos): Promise<void> {
  const about = { at: new Date(kudos.changedAt), pk: kudosPartition(kudos.id), id: "kudos" };
  const name = `kudos:${kudos.id}:${kudos.revision}`;
  const touchesChannel = kudos.audience === "team" && (kudos.revision > 0 || publicPart(kudos) !== undefined);
  await Promise.all([
    ...(touchesChannel ? [services.due.promise({ ...about, job: kudosJobs.share, key: `${name}:share` })] : []),
    ...kudos.recipients.flatMap(({ reach }, index) =>
      reach === "inPerson" || (kudos.revision === 0 && !isHandedOver(kudos, index))
        ? []
        : [services.due.promise({ ...about, job: kudosJobs.handOver, key: `${name}:${index}`, part: String(index) })],
    ),
  ]);
}

export const kudosJobs = {
  share: "kudos/share",
  handOver: "kudos/hand-over",
  formUsed: "kudos/form-used",
} as const;
