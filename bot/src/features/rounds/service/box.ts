import type { z } from "zod";
import { ballotId, type PollKey, pollKey } from "../../../core/anonymity.ts";
import type { World } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import {
  allOf,
  Conflict,
  deleteAll,
  InDoubt,
  type Item,
  MAX_OPS,
  type Op,
  startingWith,
  Unavailable,
} from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { type OpenBox, type Round, SealedText } from "../contract.ts";
import { heardPartition, KEPT_S, roundPartition } from "./store.ts";

/*
 * A box that everybody in a round puts one thing in, sealed. It lies beside the live document, which does not move when
 * somebody does; nobody without the round's key can tell whose or what anything in it is, and the key is destroyed with
 * the box.
 */

export interface Box {
  readonly pk: string;
  readonly roundId: string;
}

/** Where what is written in a written round lies. */
export const textBox = (teamId: string, roundId: string): Box => ({ pk: roundPartition(teamId), roundId });

/** Where what is answered in a closing round lies: beside the figures that it becomes part of, so that both change in one write. */
export const answerBox = (teamId: string, roundId: string): Box => ({ pk: heardPartition(teamId), roundId });

/** Where what is written or answered in a round lies; undefined where it is said aloud. */
export function boxOf(teamId: string, { id, kind }: Pick<Round, "id" | "kind">): Box | undefined {
  if (kind === "writing") {
    return textBox(teamId, id);
  }
  return kind === "closing" ? answerBox(teamId, id) : undefined;
}

/** How one kind of thing is sealed: what is the same length lies in the box as the same length. */
export interface Seal {
  close(key: PollKey, text: string): string;
  open(key: PollKey, sealed: string): string;
}

const keyName = ({ roundId }: Box) => `round-${roundId}`;
const opening = ({ roundId }: Box) => `o|${roundId}`;
const prefix = ({ roundId }: Box) => `a|${roundId}|`;

/** Opens the box, once. */
export async function openBox(world: World, box: Box): Promise<void> {
  await world.keys.create(keyName(box));
  const data: OpenBox = { schema: 1, n: 0, changed: 0 };
  try {
    await world.store.write(box.pk, [{ kind: "create", id: opening(box), data, ttl: KEPT_S }]);
  } catch (error) {
    if (!(error instanceof Conflict)) {
      throw error;
    }
  }
}

/** Only the person's own double clicks meet here, and whoever empties the box. */
const MOST_ATTEMPTS = 20;

/**
 * Puts one's own in, or changes it. It is taken or refused, whoever empties the box in the same moment.
 *
 * @throws AppError `ROUND_OVER`
 */
export async function putIn(world: World, box: Box, personId: string, text: string, seal: Seal): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const key = await keyOf(world, box);
    if (!key || !(await world.store.get(box.pk, opening(box)))) {
      throw new AppError("ROUND_OVER");
    }
    const id = `${prefix(box)}${ballotId(key, personId)}`;
    const item = await world.store.get(box.pk, id);
    if (item && seal.open(key, read(SealedText, item).data.sealed) === text) {
      return;
    }
    const data = { schema: 1, sealed: seal.close(key, text) };
    try {
      await world.store.write(box.pk, [
        item ? { kind: "replace", id, data, etag: item.etag, ttl: KEPT_S } : { kind: "create", id, data, ttl: KEPT_S },
        { kind: "incr", id: opening(box), by: item ? { changed: 1 } : { n: 1 } },
      ]);
      return;
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof InDoubt)) {
        throw error;
      }
    }
  }
  throw new Unavailable("it changed every time");
}

/** What one has put in oneself; undefined where that is nothing, or not known any more. */
export async function mineIn(world: World, box: Box, personId: string, seal: Seal): Promise<string | undefined> {
  const key = await keyOf(world, box);
  const item = key && (await world.store.get(box.pk, `${prefix(box)}${ballotId(key, personId)}`));
  return key && item ? seal.open(key, read(SealedText, item).data.sealed) : undefined;
}

/** What lies in the box, to be taken out in one write with `ops`: whoever puts something in meanwhile breaks it. */
export interface Contents {
  /** Texts whose key is gone nobody reads any more. */
  readonly texts: readonly string[];
  /** Lets nobody put in any more, and takes out what one write holds. */
  readonly ops: readonly Op[];
}

/** Leaves room in one write for what else changes with it. */
const MOST_AT_ONCE = MAX_OPS - 5;

export async function allIn(world: World, box: Box, seal: Seal): Promise<Contents> {
  return contentsOf(await keyOf(world, box), seal, await lyingIn(world, box, Number.POSITIVE_INFINITY));
}

/** As much as one write takes out. Undefined where nothing is left. */
export async function someIn(world: World, box: Box, seal: Seal): Promise<Contents | undefined> {
  const lying = await lyingIn(world, box, MOST_AT_ONCE);
  return lying.marker || lying.items.length > 0 ? contentsOf(await keyOf(world, box), seal, lying) : undefined;
}

/** Destroys the key, and what still lies in the box. */
export async function destroyBox(world: World, box: Box): Promise<void> {
  await world.keys.destroy(keyName(box));
  for (;;) {
    const { marker, items } = await lyingIn(world, box, MOST_AT_ONCE);
    if (!marker && items.length === 0) {
      return;
    }
    try {
      await world.store.write(box.pk, takenOut({ marker, items }));
    } catch (error) {
      if (!(error instanceof Conflict)) {
        throw error;
      }
      // Somebody puts something in, or deletes the same, in this very moment: what is left is looked for again.
    }
  }
}

/** Deletes what lies in every box there. Who starts a round has promised to destroy its key. */
export async function emptyBoxes(world: World, pk: string): Promise<void> {
  for (const kind of ["o|", "a|"]) {
    await deleteAll(world.store, pk, startingWith(kind));
  }
}

interface Lying {
  readonly marker: Item | undefined;
  readonly items: readonly Item<z.infer<typeof SealedText>>[];
}

async function lyingIn(world: World, box: Box, most: number): Promise<Lying> {
  // First the marker, then what it counts: whoever puts something in changes it.
  const marker = await world.store.get(box.pk, opening(box));
  const items: Item<z.infer<typeof SealedText>>[] = [];
  for await (const item of allOf(world.store, box.pk, startingWith(prefix(box)))) {
    items.push(read(SealedText, item));
    if (items.length >= most) {
      break;
    }
  }
  return { marker, items };
}

const contentsOf = (key: PollKey | undefined, seal: Seal, lying: Lying): Contents => ({
  texts: key ? lying.items.map(({ data }) => seal.open(key, data.sealed)) : [],
  ops: takenOut(lying),
});

const takenOut = ({ marker, items }: Lying): readonly Op[] => [
  ...(marker ? [{ kind: "delete", id: marker.id, etag: marker.etag } as const] : []),
  ...items.slice(0, MOST_AT_ONCE).map(({ id, etag }) => ({ kind: "delete", id, etag }) as const),
];

async function keyOf(world: World, box: Box): Promise<PollKey | undefined> {
  const bytes = await world.keys.get(keyName(box));
  return bytes && pollKey(bytes);
}
