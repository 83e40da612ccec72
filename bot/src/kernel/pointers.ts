import type { Services } from "../core/context.ts";
import { deleteOne } from "../core/document-store.ts";
import { userPartition } from "./settings.ts";

/** What an event leaves in the partition of everybody it names, so that export and erase follow it and never scan. */
export interface Pointer {
  readonly slice: string;
  readonly eventId: string;
  readonly at: Date;
  readonly role: string;
  /** Where the event is: partition and id. */
  readonly pk: string;
  readonly id: string;
  readonly ttl?: number;
}

/** Written before the event itself, so that no event exists without its pointers. Repeating it changes nothing. */
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

/** For what did not come about after all, or is undone. */
export const removePointer = (services: Services, personId: string, pointer: Pointer): Promise<void> =>
  deleteOne(services.store, userPartition(personId), pointerItem(pointer));

const pointerItem = ({ at, slice, eventId }: Pointer) => `ref|${at.toISOString()}|${slice}|${eventId}`;
