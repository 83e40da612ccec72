import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from "node:crypto";

/*
 * `boundTo` names the owner of the sealed text, for example a poll and a ballot id. It is authenticated and not stored
 * (AES-GCM additional data): a text that is copied elsewhere does not open there. Without `boundTo`, as in older
 * versions, the text opens wherever the key is.
 */

/**
 * Choices are padded to this length, so that a sealed ballot's length tells nothing: 5 choices of at most two
 * characters.
 */
const SEALED_BYTES = 16;

/** Seals choices (option indexes) so that only the poll's key opens them. The result always has the same length. */
export function seal(key: KeyObject, choices: readonly number[], boundTo?: string): string {
  const plain = Buffer.alloc(SEALED_BYTES, 0xff);
  plain.set(choices.slice(0, SEALED_BYTES));
  return encrypt(key, plain, boundTo);
}

/** @throws Error when the text was changed, or is bound to something else */
export function unseal(key: KeyObject, ballot: string, boundTo?: string): readonly number[] {
  return [...decrypt(key, ballot, boundTo)].filter((byte) => byte !== 0xff);
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
  return encrypt(key, plain, boundTo);
}

/** @throws Error when the text was changed, or is bound to something else */
export function unsealText(key: KeyObject, text: string, boundTo?: string): string {
  const plain = decrypt(key, text, boundTo);
  return plain.subarray(2, 2 + plain.readUInt16BE()).toString("utf8");
}

const TAG_BYTES = 16;

function encrypt(key: KeyObject, plain: Buffer, boundTo?: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  if (boundTo !== undefined) {
    cipher.setAAD(Buffer.from(boundTo, "utf8"));
  }
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

function decrypt(key: KeyObject, text: string, boundTo?: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  if (boundTo !== undefined) {
    decipher.setAAD(Buffer.from(boundTo, "utf8"));
  }
  return Buffer.concat([decipher.update(bytes.subarray(12, -TAG_BYTES)), decipher.final()]);
}
