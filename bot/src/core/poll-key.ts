import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** A poll's key as a key object: with raw bytes, every use of node:crypto takes several times as long. */
export type PollKey = KeyObject;

export const pollKey = (bytes: Uint8Array): PollKey => createSecretKey(bytes);

/** The id of a voter's ballot in one poll. Without the poll's key it leads to nobody. */
export function ballotId(key: KeyObject, voterId: string): string {
  return createHmac("sha256", key).update(`ballot\n${voterId}`).digest("base64url").slice(0, 32);
}

/** The tally shard that holds a voter's ballot. */
export function shardOf(key: KeyObject | string, voterId: string, shards: number): number {
  return createHmac("sha256", key).update(`shard\n${voterId}`).digest().readUInt32BE(0) % shards;
}
