import type { Services } from "../core/context.ts";
import { deleteOne } from "../core/document-store.ts";
import { userPartition } from "./settings.ts";

/**
 * A reference to an event in the partition of each person that the event names. Export and erasure follow it and never
 * scan.
 */
export interface Pointer {
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
