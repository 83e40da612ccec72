import type { Services } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { LOST, retryWrite } from "../../../core/retry-write.ts";
import { replaceOrCreate, tryWriteInDoubt } from "../../../core/try-write.ts";
import { BoxCounters, SealedText } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { RETENTION_S } from "./panels.ts";
import { digestOfPerson, sealOf } from "./seal.ts";
import { countersId, entryIdPrefix, type SealedBox, unsealStored } from "./sealed-box.ts";

/** Conflicts come only from the person's own double clicks, and from emptying the box. */
const MAX_ATTEMPTS = 20;

/**
 * Writes the person's entry, or changes it. If the box is emptied at the same time, the entry is either in it or refused, never
 * lost.
 *
 * @throws AppError `ROUND_OVER`
 */
export function writeEntry(services: Services, box: SealedBox, personId: string, text: string): Promise<void> {
  return retryWrite(MAX_ATTEMPTS, async () => {
    const found = await findEntry(services, box, personId);
    if (!found) {
      throw new AppError(roundErrors.ROUND_OVER);
    }
    const { id, item, position, seal } = found;
    if (found.entry?.text === text) {
      return;
    }
    const changes = item ? position.changes + 1 : 0;
    const sealed = seal.sealEntry({ text, person: digestOfPerson(personId) }, { ...position, changes });
    const data: SealedText = { schema: 1, sealed, changes };
    const isWritten = await tryWriteInDoubt(services.store, box.pk, [
      replaceOrCreate(item, { id, data, ttl: RETENTION_S }),
      { kind: "incr", id: countersId(box), by: item ? { changed: 1 } : { n: 1 } },
    ]);
    return isWritten ? undefined : LOST;
  });
}

/** The person's own entry; undefined when there is none, the box has been emptied, or the entry cannot be opened. */
export async function readOwnEntry(services: Services, box: SealedBox, personId: string): Promise<string | undefined> {
  return (await findEntry(services, box, personId))?.entry?.text;
}

/** Undefined when the box accepts no more entries. */
async function findEntry(services: Services, box: SealedBox, personId: string) {
  const seal = await sealOf(services, box);
  const countersItem = seal && (await services.store.get(box.pk, countersId(box)));
  const counters = BoxCounters.safeParse(countersItem?.data).data;
  if (!seal || !counters) {
    return undefined;
  }
  const place = seal.placeOf(personId);
  const id = `${entryIdPrefix(box)}${place}`;
  const item = await services.store.get(box.pk, id);
  const stored = SealedText.safeParse(item?.data).data;
  const entry = unsealStored(seal, stored, place, counters);
  return { id, item, seal, entry, position: { place, changes: stored?.changes ?? 0, meetingData: counters } };
}
