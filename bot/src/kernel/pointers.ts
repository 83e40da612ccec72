import type { Services } from "../core/context.ts";
import { readDocument } from "../core/document.ts";
import { deleteOne, type Item } from "../core/document-store.ts";
import { StoredPointer } from "./contract.ts";
import { userPartition } from "./settings.ts";

/**
 * A reference to an event in the partition of each person that the event names. Export and erasure follow it and never
 * scan.
 */
export interface Pointer {
  /** The name of the feature. Stored under this key. */
  readonly slice: string;
  readonly eventId: string;
  readonly at: Date;
  readonly role: string;
  /** The event's partition and id. */
  readonly pk: string;
  readonly id: string;
  readonly ttl?: number;
}

/** Written before the event, so that no event exists without its pointers. Idempotent. */
export async function addPointer(services: Services, personId: string, pointer: Pointer): Promise<void> {
  const { slice, role, pk, id, ttl } = pointer;
  await services.store.write(userPartition(personId), [
    {
      kind: "put",
      id: pointerItem(pointer),
      data: { schema: 1, slice, role, pk, id },
      ...(ttl === undefined ? {} : { ttl }),
    },
  ]);
}

/** Removes the pointer of an event that did not happen or was undone. */
export const removePointer = (services: Services, personId: string, pointer: Pointer): Promise<void> =>
  deleteOne(services.store, userPartition(personId), pointerItem(pointer));

const pointerItem = ({ at, slice, eventId }: Pointer) => `ref|${at.toISOString()}|${slice}|${eventId}`;

interface PointerQuery {
  /** The name of the feature. Stored under this key. */
  readonly slice: string;
  readonly eventId: string;
  /** Not later than the event. */
  readonly until: Date;
}

/** Gives the pointer of an event another role, under the same id. Idempotent; does nothing where there is no pointer. */
export async function changePointerRole(
  services: Services,
  personId: string,
  query: PointerQuery,
  role: string,
  ttl: number,
): Promise<void> {
  const pk = userPartition(personId);
  const item = await findPointerItem(services, pk, query);
  if (item) {
    const data = { ...readDocument(StoredPointer, item).data, role };
    await services.store.write(pk, [{ kind: "put", id: item.id, data, ttl }]);
  }
}

/** Reads from the newest: the form of an event is rarely older than the event by much. */
async function findPointerItem(
  services: Services,
  pk: string,
  { slice, eventId, until }: PointerQuery,
): Promise<Item | undefined> {
  const bounds = { from: "ref|", to: `ref|${until.toISOString()}~`, reverse: true } as const;
  let page = await services.store.range(pk, bounds);
  for (;;) {
    const found = page.items.find(({ id }) => id.endsWith(`|${slice}|${eventId}`));
    if (found || page.next === undefined) {
      return found;
    }
    page = await services.store.range(pk, { ...bounds, after: page.next });
  }
}
