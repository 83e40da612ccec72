import type { Services } from "../../../core/context.ts";
import { deleteAll, type Item, MAX_OPS, type Op, prefixRange, scanPartition } from "../../../core/document-store.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { BoxCounters, type Round, SealedText } from "../contract.ts";
import { participationPartition, RETENTION_S, roundPartition } from "./panels.ts";
import { destroySeal, type Entry, makeSeal, type RoundSeal, type SealedRound, sealOf } from "./seal.ts";

/*
 * A box with one sealed entry per person of a round. It is stored outside the live document, which does not change with
 * an entry. Without the round's key nobody can tell whose an entry is or what it contains, and the key is destroyed
 * with the box.
 */

export interface SealedBox extends SealedRound {
  readonly pk: string;
}

/** The box for the texts of a written round. */
export const textBox = (teamId: string, roundId: string): SealedBox => ({
  pk: roundPartition(teamId),
  roundId,
  kind: "writing",
});

/**
 * The box for the answers of a closing round, in the partition of the figures it is added to, so that both change in
 * one write.
 */
export const answerBox = (teamId: string, roundId: string): SealedBox => ({
  pk: participationPartition(teamId),
  roundId,
  kind: "closing",
});

/** The box for a round's texts or answers; undefined for a spoken round. */
export function boxOf(teamId: string, { id, kind }: Pick<Round, "id" | "kind">): SealedBox | undefined {
  if (kind === "writing") {
    return textBox(teamId, id);
  }
  return kind === "closing" ? answerBox(teamId, id) : undefined;
}

export const countersId = ({ roundId }: SealedBox) => `o|${roundId}`;
export const entryIdPrefix = ({ roundId }: SealedBox) => `a|${roundId}|`;

/** Creates the box, once. The meeting data is bound into every seal. */
export async function createBox(
  services: Services,
  box: SealedBox,
  meetingData: Pick<BoxCounters, "meeting" | "isSmall">,
): Promise<void> {
  await makeSeal(services, box);
  const data: BoxCounters = { schema: 1, n: 0, changed: 0, ...meetingData };
  await tryWrite(services.store, box.pk, [{ kind: "create", id: countersId(box), data, ttl: RETENTION_S }]);
}

/** The content of the box, to be removed in one write with `ops`: an entry written meanwhile makes that write fail. */
export interface BoxContents {
  /** "unreadable" when an entry was tampered with, or entries and counters disagree. */
  readonly entries: readonly PlacedEntry[] | "unreadable";
  readonly seal: RoundSeal | undefined;
  readonly counters: BoxCounters;
  /** Closes the box for new entries, and deletes as many entries as one write holds. */
  readonly ops: readonly Op[];
}

export interface PlacedEntry extends Entry {
  readonly place: string;
}

/** Leaves room in one write for the other changes of it. */
const MAX_AT_ONCE = MAX_OPS - 5;

/** Undefined when the box was emptied already. */
export async function readBox(services: Services, box: SealedBox): Promise<BoxContents | undefined> {
  const { countersItem, items } = await itemsIn(services, box, Number.POSITIVE_INFINITY);
  if (!countersItem) {
    return undefined;
  }
  const seal = await sealOf(services, box);
  const ops = deleteOps({ countersItem, items });
  const counters = BoxCounters.safeParse(countersItem.data);
  return counters.success
    ? { entries: entriesIn(box, seal, counters.data, items), seal, counters: counters.data, ops }
    : { entries: "unreadable", seal, counters: { schema: 1, n: 0, changed: 0 }, ops };
}

function entriesIn(
  box: SealedBox,
  seal: RoundSeal | undefined,
  counters: BoxCounters,
  items: readonly Item[],
): BoxContents["entries"] {
  const texts = items.map(({ data }) => SealedText.safeParse(data).data);
  const changed = texts.reduce((sum, text) => sum + (text?.changes ?? 0), 0);
  if (!seal || items.length !== counters.n || (seal.isBound && changed !== counters.changed)) {
    return "unreadable";
  }
  const entries: PlacedEntry[] = [];
  for (const [index, { id }] of items.entries()) {
    const place = id.slice(entryIdPrefix(box).length);
    const entry = unsealStored(seal, texts[index], place, counters);
    if (!entry) {
      return "unreadable";
    }
    entries.push({ ...entry, place });
  }
  return entries;
}

/** Undefined when it was not sealed for this place. */
export function unsealStored(
  seal: RoundSeal,
  stored: SealedText | undefined,
  place: string,
  meetingData: BoxCounters,
): Entry | undefined {
  try {
    return stored && seal.unsealEntry(stored.sealed, { place, changes: stored.changes, meetingData });
  } catch {
    return undefined;
  }
}

/** Destroys the key, and the remaining entries. */
export async function destroyBox(services: Services, box: SealedBox): Promise<void> {
  await destroySeal(services, box);
  for (;;) {
    const { countersItem, items } = await itemsIn(services, box, MAX_AT_ONCE);
    if (!countersItem && items.length === 0) {
      return;
    }
    // The write fails if an entry is written or deleted concurrently: the next iteration reads again.
    await tryWrite(services.store, box.pk, deleteOps({ countersItem, items }));
  }
}

/** Deletes the entries of all boxes in the partition. The start of each round has promised to destroy its key. */
export async function emptyBoxes(services: Services, pk: string): Promise<void> {
  for (const kind of ["o|", "a|"]) {
    await deleteAll(services.store, pk, prefixRange(kind));
  }
}

interface BoxItems {
  readonly countersItem: Item | undefined;
  readonly items: readonly Item[];
}

async function itemsIn(services: Services, box: SealedBox, limit: number): Promise<BoxItems> {
  // First the counters, then the entries that they count: a new entry changes the counters.
  const countersItem = await services.store.get(box.pk, countersId(box));
  const items: Item[] = [];
  for await (const item of scanPartition(services.store, box.pk, prefixRange(entryIdPrefix(box)))) {
    items.push(item);
    if (items.length >= limit) {
      break;
    }
  }
  return { countersItem, items };
}

const deleteOps = ({ countersItem, items }: BoxItems): readonly Op[] => [
  ...(countersItem ? [{ kind: "delete", id: countersItem.id, etag: countersItem.etag } as const] : []),
  ...items.slice(0, MAX_AT_ONCE).map(({ id, etag }) => ({ kind: "delete", id, etag }) as const),
];
