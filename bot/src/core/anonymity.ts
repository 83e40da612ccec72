import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/**
 * Figures need at least five answers, free text ten: the minimum that Glint, Officevibe, Winningtemp and Lattice use. A
 * smaller group cannot be asked anonymously at all.
 */
export const MIN_FOR_FIGURES = 5;
export const MIN_FOR_WORDS = 10;

export const tooFewToShow = (answers: number): boolean => answers < MIN_FOR_FIGURES;

/**
 * The index of the option that all, or all but one, chose. Its exact figure would reveal everybody's choice, or tell
 * the one who differed what all others chose, so it is shown as "nearly all" and no figure is shown.
 */
export function nearlyAll(totals: readonly number[], answers: number): number | undefined {
  const index = totals.findIndex((total) => total >= answers - 1);
  return index === -1 ? undefined : index;
}

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

/**
 * Choices are padded to this length, so that a sealed ballot's length tells nothing: 5 choices of at most two
 * characters.
 */
const SEALED_BYTES = 16;

/*
 * `boundTo` names the owner of the sealed text, for example a poll and a ballot id. It is authenticated and not stored
 * (AES-GCM additional data): a text that is copied elsewhere does not open there. Without `boundTo`, as in older
 * versions, the text opens wherever the key is.
 */

/** Seals choices (option indexes) so that only the poll's key opens them. The result always has the same length. */
export function seal(key: KeyObject, choices: readonly number[], boundTo?: string): string {
  const plain = Buffer.alloc(SEALED_BYTES, 0xff);
  plain.set(choices.slice(0, SEALED_BYTES));
  return sealed(key, plain, boundTo);
}

/** @throws Error when the text was changed, or is bound to something else */
export function unseal(key: KeyObject, ballot: string, boundTo?: string): readonly number[] {
  return [...unsealed(key, ballot, boundTo)].filter((byte) => byte !== 0xff);
}

/** Texts are padded to this length: 240 characters of at most four bytes each, and two bytes for their length. */
const SEALED_TEXT_BYTES = 1024;

/** Seals a text so that only the key opens it. The result always has the same length and is never the same twice. */
export function sealText(key: KeyObject, text: string, boundTo?: string): string {
  const words = Buffer.from(text, "utf8");
  if (words.length > SEALED_TEXT_BYTES - 2) {
    throw new RangeError("longer than what is sealed may be");
  }
  const plain = Buffer.alloc(SEALED_TEXT_BYTES);
  plain.writeUInt16BE(words.length);
  words.copy(plain, 2);
  return sealed(key, plain, boundTo);
}

/** @throws Error when the text was changed, or is bound to something else */
export function unsealText(key: KeyObject, text: string, boundTo?: string): string {
  const plain = unsealed(key, text, boundTo);
  return plain.subarray(2, 2 + plain.readUInt16BE()).toString("utf8");
}

const TAG_BYTES = 16;

function sealed(key: KeyObject, plain: Buffer, boundTo?: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  if (boundTo !== undefined) {
    cipher.setAAD(Buffer.from(boundTo, "utf8"));
  }
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

function unsealed(key: KeyObject, text: string, boundTo?: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  if (boundTo !== undefined) {
    decipher.setAAD(Buffer.from(boundTo, "utf8"));
  }
  return Buffer.concat([decipher.update(bytes.subarray(12, -TAG_BYTES)), decipher.final()]);
}
