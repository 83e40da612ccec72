/**
 * Keys that can be destroyed, stored apart from the documents that they protect. A backup of the documents alone opens
 * no anonymous ballot and does not reveal whom a leader has noticed. A key's name holds nothing about a person: a vault
 * logs it.
 */
export interface KeyStore {
  /** Returns the key's 32 bytes and creates the key if it is missing. Concurrent callers get the same key. */
  create(name: string): Promise<Uint8Array>;
  /** `fresh` bypasses caches. */
  get(name: string, how?: "fresh"): Promise<Uint8Array | undefined>;
  /** When it resolves, the key can never be read again. Destroying a missing key succeeds. */
  destroy(name: string): Promise<void>;
}
