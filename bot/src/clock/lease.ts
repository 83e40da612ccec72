import type { DocumentStore } from "../core/document-store.ts";
import type { StoredWork } from "../core/due-work.ts";
import type { FoundWork } from "./stored-work.ts";

/** Long enough that a slow answer of Teams does not lose it, short enough that a kill delays nobody for long. */
export const LEASE_MS = 60_000;
const RENEW_EVERY_MS = 20_000;

export interface Lease {
  readonly work: StoredWork;
  /** Ends the renewing and tells the etag to finish with. */
  release(): Promise<string>;
}

/**
 * Takes a promise for this instance, and keeps it until released. Because the same write counts the attempt and says
 * that something may leave the house from now on, a kill at any later moment is seen by whoever comes next.
 *
 * @throws Conflict when another instance was faster
 */
export async function takeLease(store: DocumentStore, found: FoundWork, now: () => Date): Promise<Lease> {
  const leased = (): StoredWork => ({
    ...found.work,
    attempts: found.work.attempts + 1,
    sending: true,
    leasedUntil: new Date(now().getTime() + LEASE_MS).toISOString(),
  });
  const replace = async (etag: string): Promise<string> => {
    const [next] = await store.write(found.shard, [{ kind: "replace", id: found.id, data: leased(), etag }]);
    return next ?? etag;
  };

  let etag = await replace(found.etag);
  let renewing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renewing.then(async () => {
      // A renewal that fails is not worth a word: finishing meets the same trouble, and says so.
      etag = await replace(etag).catch(() => etag);
    });
  }, RENEW_EVERY_MS).unref();

  return {
    work: leased(),
    async release() {
      clearInterval(timer);
      await renewing;
      return etag;
    },
  };
}
