import { z } from "zod";
import { changing } from "../../../core/changing.ts";
import type { World } from "../../../core/context.ts";
import type { Item, Op } from "../../../core/document-store.ts";
import { digest, mintNonce } from "../../../core/nonce.ts";
import { replaceOrCreate, tryWrite } from "../../../core/try-write.ts";
import { HeardSoFar } from "../contract.ts";
import { heardPartition, promise, roundJobs } from "./panels.ts";
import { emptyBoxes } from "./sealed-box.ts";

/** As long as the team closes a meeting with it now and then. */
const HEARD_KEPT_S = 365 * 24 * 3600;
export const HEARD = "heard";

export const blockKey = (block: string) => `heard-${block}`;
export const newBlock = (world: World): string => digest(mintNonce(world.now));
export const emptyBlock = (block: string): HeardSoFar => ({ schema: 2, block, people: [], meetings: 0 });

/** Undefined where nothing is stored, or what an older version stored, of which nothing may be shown. */
export const blockIn = (item: Item | undefined): HeardSoFar | undefined => HeardSoFar.safeParse(item?.data).data;

const BlockName = z.string().regex(/^[\w-]{22}$/);

/** The keys that a stored document of any version names. */
function blocksNamedIn(item: Item): readonly string[] {
  const { block, retired } = z.looseObject({}).catch({}).parse(item.data);
  return [block, retired].flatMap((one) => BlockName.safeParse(one).data ?? []);
}

/**
 * Promises that the keys of answers which may never be shown are destroyed: a vault can take longer than Teams waits, and
 * nothing names a key any more when its document is gone.
 */
export async function promiseToDestroy(world: World, teamId: string, item: Item): Promise<void> {
  for (const block of blocksNamedIn(item)) {
    const key = `${block}:destroy-heard`;
    await promise(world, teamId, { job: roundJobs.destroyHeard, key, at: world.now, part: block });
  }
}

/** Forgets the team's answers. */
export async function forgetHeard(world: World, teamId: string): Promise<void> {
  const pk = heardPartition(teamId);
  // First what could still be added to them.
  await emptyBoxes(world, pk);
  await changing(world.store, pk, HEARD, async (item) => {
    if (!item) {
      return undefined;
    }
    await promiseToDestroy(world, teamId, item);
    return [{ kind: "delete", id: HEARD, etag: item.etag }];
  });
}

/** Destroys the key of answers that are forgotten, and the answers where a crash kept them. */
export async function destroyHeard(world: World, teamId: string, block: string): Promise<void> {
  await changing(world.store, heardPartition(teamId), HEARD, (item) =>
    item && blocksNamedIn(item)[0] === block ? [{ kind: "delete", id: HEARD, etag: item.etag }] : undefined,
  );
  await world.keys.destroy(blockKey(block));
  await world.store.purge();
}

/** False where somebody was in between: read again. */
export function wroteBlock(
  world: World,
  pk: string,
  item: Item | undefined,
  data: HeardSoFar | undefined,
  ops: readonly Op[] = [],
): Promise<boolean> {
  const block = data ? [replaceOrCreate(item, { id: HEARD, data, ttl: HEARD_KEPT_S })] : [];
  return tryWrite(world.store, pk, [...block, ...ops]);
}
