import { z } from "zod";
import type { Services } from "../../core/context.ts";
import { prefixRange, scanPartition } from "../../core/document-store.ts";

/** Stored as `live`/`i|<instance>` of a tenant while an instance holds pages there, and for as long as its lease. */
const InstanceLease = z.object({ schema: z.literal(1).default(1), until: z.string() });

const LIVE = "live";
const item = (instance: string) => `i|${instance}`;

export interface LeaseParts {
  readonly instance: string;
  /** Alone on a store, every other instance is one of the past. */
  readonly isShared: boolean;
  readonly leaseMs: number;
  services(tenantId: string): Services;
}

export interface Leases {
  /** Says that this instance lives: before anybody is noted as held by it, and then once in a while, however often. */
  hold(tenantId: string): Promise<void>;
  /**
   * Which of these instances are no more. An instance leases before it is noted, so that only one that is still unknown
   * when asked after the document was read is dead.
   */
  deadOf(tenantId: string, instances: readonly string[]): Promise<readonly string[]>;
}

export function openLeases({ instance, isShared, leaseMs, services }: LeaseParts): Leases {
  const living = new Map<string, { readonly at: number; readonly instances: Promise<ReadonlySet<string>> }>();

  /** Asked once in a while, however many pages ask. */
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
    async hold(tenantId) {
      if (isShared) {
        await livingIn(tenantId);
      }
    },
    async deadOf(tenantId, instances) {
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

/** One write, however many pages an instance holds. */
async function renewLease(services: Services, instance: string, leaseMs: number): Promise<void> {
  const until = new Date(services.now.getTime() + leaseMs).toISOString();
  const ttl = Math.max(1, Math.ceil(leaseMs / 1000));
  await services.store.write(LIVE, [{ kind: "put", id: item(instance), data: { schema: 1, until }, ttl }]);
}

/** The instances that hold pages of this tenant and live. */
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
