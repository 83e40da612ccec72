import { z } from "zod";
import type { Services } from "../../core/context.ts";
import { prefixRange, scanPartition } from "../../core/document-store.ts";

/**
 * Stored as `live`/`i|<instance>` of a tenant while an instance has open pages there, with the lease's time to live.
 */
const InstanceLease = z.object({ schema: z.literal(1).default(1), until: z.string() });

const LIVE = "live";
const item = (instance: string) => `i|${instance}`;

export interface LeaseParts {
  readonly instance: string;
  /** False for the only instance on a store: every other instance id then belongs to an ended process. */
  readonly isShared: boolean;
  readonly leaseMs: number;
  services(tenantId: string): Services;
}

export interface Leases {
  /**
   * Renews this instance's lease: before anybody is recorded as connected through it, and then periodically. Frequent
   * calls share one renewal.
   */
  renew(tenantId: string): Promise<void>;
  /**
   * Returns the instances whose lease has expired. An instance takes its lease before it is recorded, so an instance
   * that is unknown in a lookup after the document was read has expired.
   */
  expiredAmong(tenantId: string, instances: readonly string[]): Promise<readonly string[]>;
}

export function openLeases({ instance, isShared, leaseMs, services }: LeaseParts): Leases {
  const living = new Map<string, { readonly at: number; readonly instances: Promise<ReadonlySet<string>> }>();

  /** Cached for a third of the lease, however many pages call it. */
  function livingIn(tenantId: string): Promise<ReadonlySet<string>> {
    const known = living.get(tenantId);
    if (known && Date.now() - known.at < leaseMs / 3) {
      return known.instances;
    }
    const instances = renewLease(services(tenantId), instance, leaseMs).then(() => livingInstances(services(tenantId)));
    living.set(tenantId, { at: Date.now(), instances });
    instances.catch(() => living.delete(tenantId));
    return instances;
  }

  return {
    async renew(tenantId) {
      if (isShared) {
        await livingIn(tenantId);
      }
    },
    async expiredAmong(tenantId, instances) {
      const others = instances.filter((one) => one !== instance);
      if (!isShared) {
        return others;
      }
      const alive = await livingIn(tenantId);
      if (others.every((one) => alive.has(one))) {
        return [];
      }
      const now = await livingInstances(services(tenantId));
      return others.filter((one) => !now.has(one));
    },
  };
}

/** One write per tenant, however many pages an instance has. */
async function renewLease(services: Services, instance: string, leaseMs: number): Promise<void> {
  const until = new Date(services.now.getTime() + leaseMs).toISOString();
  const ttl = Math.max(1, Math.ceil(leaseMs / 1000));
  await services.store.write(LIVE, [{ kind: "put", id: item(instance), data: { schema: 1, until }, ttl }]);
}

/** The instances with open pages in this tenant whose lease is valid. */
async function livingInstances(services: Services): Promise<ReadonlySet<string>> {
  const living = new Set<string>();
  const now = services.now.toISOString();
  for await (const { id, data } of scanPartition(services.store, LIVE, prefixRange("i|"))) {
    if (InstanceLease.parse(data).until > now) {
      living.add(id.slice("i|".length));
    }
  }
  return living;
}
