import { randomUUID } from "node:crypto";
import type { Services } from "./context.ts";
import { type DocumentStore, forTenant } from "./document-store.ts";
import { dueWork } from "./due-work.ts";
import type { KeyStore } from "./key-store.ts";
import type { Member } from "./roster.ts";

export interface OfflineParts {
  /** The store of all tenants. */
  readonly store: DocumentStore;
  readonly keys: KeyStore;
  readonly tenantId: string;
  readonly now: Date;
  /** Everybody whom every roster lists; nobody by default. */
  readonly members?: readonly Member[];
}

/**
 * The services of a command, which runs without Teams and without a clock: no card is redrawn, and promised work waits
 * for the server.
 */
export function offlineServices({ store, keys, tenantId, now, members = [] }: OfflineParts): Services {
  return {
    tenantId,
    requestId: randomUUID(),
    now,
    store: forTenant(store, tenantId),
    keys,
    roster: { members: async () => members, isChannelOf: async () => false, forget: () => undefined },
    meetings: { organiser: async () => undefined },
    due: dueWork(store, tenantId, () => undefined),
    deliver: { redraw: () => undefined },
  };
}
