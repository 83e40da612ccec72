import type { DocumentStore } from "../core/document-store.ts";
import type { StoredWork } from "../core/due-work.ts";
import type { FoundWork } from "./found-work.ts";

/** Longer than a slow answer of Teams takes, and short enough that a killed process delays its work only briefly. */
export const LEASE_MS = 60_000;
const RENEW_EVERY_MS = 20_000;

export interface Lease {
  readonly work: StoredWork;
  /** Stops the renewals and returns the etag for the final write. */
  release(): Promise<string>;
}

/**
 * Claims a due item for this instance and renews the lease until `release`. The same write counts the attempt and marks
 * that something may be sent from now on, so that the next instance can see a kill at any later moment.
 *
 * @throws Conflict when another instance claimed it first
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
      // A failed renewal is not logged: the final write meets the same error and reports it.
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
