import { z } from "zod";
import type { Services } from "../../../core/context.ts";
import type { Item, Op } from "../../../core/document-store.ts";
import { digest, mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { replaceOrCreate, tryWrite } from "../../../core/try-write.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { ParticipationTally } from "../contract.ts";
import { participationPartition, promise, roundJobs } from "./panels.ts";
import { emptyBoxes } from "./sealed-box.ts";

/** Renewed with every meeting that the team closes with the question. */
const HEARD_RETENTION_S = 365 * 24 * 3600;
export const HEARD = "heard";

export const blockKey = (block: string) => `heard-${block}`;
export const newBlock = (services: Services): string => digest(mintIdempotencyToken(services.now));
export const emptyBlock = (block: string): ParticipationTally => ({ schema: 2, block, people: [], meetings: 0 });

/** Undefined when nothing is stored, or a document of an older version, of which nothing may be shown. */
export const blockIn = (item: Item | undefined): ParticipationTally | undefined =>
  ParticipationTally.safeParse(item?.data).data;

const BlockName = z.string().regex(/^[\w-]{22}$/);

/** The keys that a stored document of any version names. */
function blocksNamedIn(item: Item): readonly string[] {
  const { block, retired } = z.looseObject({}).catch({}).parse(item.data);
  return [block, retired].flatMap((one) => BlockName.safeParse(one).data ?? []);
}

/**
 * Promises to destroy the keys of answers that may never be shown: a key vault can take longer than Teams waits, and no
 * document names a key after its document is deleted.
 */
export async function promiseToDestroy(services: Services, teamId: string, item: Item): Promise<void> {
  for (const block of blocksNamedIn(item)) {
    const key = `${block}:destroy-heard`;
    await promise(services, teamId, { job: roundJobs.destroyHeard, key, at: services.now, part: block });
  }
}

/** Forgets the team's answers. */
export async function forgetParticipation(services: Services, teamId: string): Promise<void> {
  const pk = participationPartition(teamId);
  // First the boxes, whose entries could still be added to the answers.
  await emptyBoxes(services, pk);
  await updateWithRetry(services.store, pk, HEARD, async (item) => {
    if (!item) {
      return undefined;
    }
    await promiseToDestroy(services, teamId, item);
    return [{ kind: "delete", id: HEARD, etag: item.etag }];
  });
}

/** Destroys the key of deleted answers, and the answers if a crash kept them. */
export async function destroyParticipation(services: Services, teamId: string, block: string): Promise<void> {
  await updateWithRetry(services.store, participationPartition(teamId), HEARD, (item) =>
    item && blocksNamedIn(item)[0] === block ? [{ kind: "delete", id: HEARD, etag: item.etag }] : undefined,
  );
  await services.keys.destroy(blockKey(block));
  await services.store.purge();
}

/** False after a conflict: the caller reads again. */
export function tryWriteBlock(
  services: Services,
  pk: string,
  item: Item | undefined,
  data: ParticipationTally | undefined,
  ops: readonly Op[] = [],
): Promise<boolean> {
  const block = data ? [replaceOrCreate(item, { id: HEARD, data, ttl: HEARD_RETENTION_S })] : [];
  return tryWrite(services.store, pk, [...block, ...ops]);
}
