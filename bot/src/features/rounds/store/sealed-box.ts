import type { Services } from "../../../core/context.ts";
import { deleteAll, type Item, MAX_OPS, type Op, prefixRange, scanPartition } from "../../../core/document-store.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { OpenBox, type Round, SealedText } from "../contract.ts";
import { participationPartition, RETENTION_S, roundPartition } from "./panels.ts";
import { destroySeal, type Entry, makeSeal, type RoundSeal, type SealedRound, sealOf } from "./seal.ts";

/*
 * A box that everybody in a round puts one thing in, sealed. It lies beside the live document, which does not move when
 * somebody does; nobody without the round's key can tell whose or what anything in it is, and the key is destroyed with
 * the box.
 */

export interface Box extends SealedRound {
  readonly pk: string;
}

/** Where what is written in a written round lies. */
export const textBox = (teamId: string, roundId: string): Box => ({
  pk: roundPartition(teamId),
  roundId,
  kind: "writing",
});

/** Where what is answered in a closing round lies: beside the figures that it becomes part of, so that both change in one write. */
export const answerBox = (teamId: string, roundId: string): Box => ({
  pk: participationPartition(teamId),
  roundId,
  kind: "closing",
});

/** Where what is written or answered in a round lies; undefined where it is said aloud. */
export function boxOf(teamId: string, { id, kind }: Pick<Round, "id" | "kind">): Box | undefined {
  if (kind === "writing") {
    return textBox(teamId, id);
  }
  return kind === "closing" ? answerBox(teamId, id) : undefined;
}

export const opening = ({ roundId }: Box) => `o|${roundId}`;
export const prefix = ({ roundId }: Box) => `a|${roundId}|`;

/** Opens the box, once. `about` is bound into every seal. */
export async function openBox(
  services: Services,
  box: Box,
  about: Pick<OpenBox, "meeting" | "isSmall">,
): Promise<void> {
  await makeSeal(services, box);
  const data: OpenBox = { schema: 1, n: 0, changed: 0, ...about };
  await tryWrite(services.store, box.pk, [{ kind: "create", id: opening(box), data, ttl: RETENTION_S }]);
}

/** What lies in the box, to be taken out in one write with `ops`: whoever puts something in meanwhile breaks it. */
export interface Contents {
  /** "unreadable" where an entry is not what was put in, or entries and counters disagree. */
  readonly entries: readonly PlacedEntry[] | "unreadable";
  readonly seal: RoundSeal | undefined;
  readonly counters: OpenBox;
  /** Lets nobody put in any more, and takes out what one write holds. */
  readonly ops: readonly Op[];
}

export interface PlacedEntry extends Entry {
  readonly place: string;
}

/** Leaves room in one write for what else changes with it. */
const MAX_AT_ONCE = MAX_OPS - 5;

/** Undefined where the box has been taken out already. */
export async function contentsOf(services: Services, box: Box): Promise<Contents | undefined> {
  const { marker, items } = await lyingIn(services, box, Number.POSITIVE_INFINITY);
  if (!marker) {
    return undefined;
  }
  const seal = await sealOf(services, box);
  const ops = takenOut({ marker, items });
  const counters = OpenBox.safeParse(marker.data);
  return counters.success
    ? { entries: entriesIn(box, seal, counters.data, items), seal, counters: counters.data, ops }
    : { entries: "unreadable", seal, counters: { schema: 1, n: 0, changed: 0 }, ops };
}

function entriesIn(
  box: Box,
  seal: RoundSeal | undefined,
  counters: OpenBox,
  items: readonly Item[],
): Contents["entries"] {
  const known = items.map(({ data }) => SealedText.safeParse(data).data);
  const changed = known.reduce((sum, one) => sum + (one?.changes ?? 0), 0);
  if (!seal || items.length !== counters.n || (seal.isBound && changed !== counters.changed)) {
    return "unreadable";
  }
  const entries: PlacedEntry[] = [];
  for (const [nth, { id }] of items.entries()) {
    const place = id.slice(prefix(box).length);
    const entry = openEntry(seal, known[nth], place, counters);
    if (!entry) {
      return "unreadable";
    }
    entries.push({ ...entry, place });
  }
  return entries;
}

/** Undefined where it is not what was put in here. */
export function openEntry(
  seal: RoundSeal,
  stored: SealedText | undefined,
  place: string,
  box: OpenBox,
): Entry | undefined {
  try {
    return stored && seal.open(stored.sealed, { place, changes: stored.changes, box });
  } catch {
    return undefined;
  }
}

/** Destroys the key, and what still lies in the box. */
export async function destroyBox(services: Services, box: Box): Promise<void> {
  await destroySeal(services, box);
  for (;;) {
    const { marker, items } = await lyingIn(services, box, MAX_AT_ONCE);
    if (!marker && items.length === 0) {
      return;
    }
    // False where somebody puts something in, or deletes the same, in this very moment: the next round reads again.
    await tryWrite(services.store, box.pk, takenOut({ marker, items }));
  }
}

/** Deletes what lies in every box there. Who starts a round has promised to destroy its key. */
export async function emptyBoxes(services: Services, pk: string): Promise<void> {
  for (const kind of ["o|", "a|"]) {
    await deleteAll(services.store, pk, prefixRange(kind));
  }
}

interface Lying {
  readonly marker: Item | undefined;
  readonly items: readonly Item[];
}

async function lyingIn(services: Services, box: Box, most: number): Promise<Lying> {
  // First the marker, then what it counts: whoever puts something in changes it.
  const marker = await services.store.get(box.pk, opening(box));
  const items: Item[] = [];
  for await (const item of scanPartition(services.store, box.pk, prefixRange(prefix(box)))) {
    items.push(item);
    if (items.length >= most) {
      break;
    }
  }
  return { marker, items };
}

const takenOut = ({ marker, items }: Lying): readonly Op[] => [
  ...(marker ? [{ kind: "delete", id: marker.id, etag: marker.etag } as const] : []),
  ...items.slice(0, MAX_AT_ONCE).map(({ id, etag }) => ({ kind: "delete", id, etag }) as const),
];
