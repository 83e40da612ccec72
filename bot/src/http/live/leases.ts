import { z } from "zod";
import type { World } from "../../core/context.ts";
import { allOf, startingWith } from "../../core/document-store.ts";

/** Stored as `live`/`i|<instance>` of a tenant while an instance holds pages there, and for as long as its lease. */
const InstanceLease = z.object({ schema: z.literal(1).default(1), until: z.string() });

const LIVE = "live";
const item = (instance: string) => `i|${instance}`;

/** Says that this instance lives. One write, however many pages it holds. */
export async function renewLease(world: World, instance: string, leaseMs: number): Promise<void> {
  const until = new Date(world.now.getTime() + leaseMs).toISOString();
  const ttl = Math.max(1, Math.ceil(leaseMs / 1000));
  await world.store.write(LIVE, [{ kind: "put", id: item(instance), data: { schema: 1, until }, ttl }]);
}

/** The instances that hold pages of this tenant and live. */
export async function livingInstances(world: World): Promise<ReadonlySet<string>> {
  const living = new Set<string>();
  const now = world.now.toISOString();
  for await (const { id, data } of allOf(world.store, LIVE, startingWith("i|"))) {
    if (InstanceLease.parse(data).until > now) {
      living.add(id.slice("i|".length));
    }
  }
  return living;
}
