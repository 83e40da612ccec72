/**
 * Keys that can be destroyed, kept apart from the documents they protect, so that a backup of the documents alone reads no
 * anonymous ballot, and nobody with the documents alone learns of whom a leader has thought. A name holds nothing of a
 * person's: a vault logs it.
 */
export interface KeyStore {
  /** Returns the key's 32 bytes; makes the key if there is none. Two callers at once get the same key. */
  create(name: string): Promise<Uint8Array>;
  /** `fresh` asks where the key lies, also where it was read a moment ago. */
  get(name: string, how?: "fresh"): Promise<Uint8Array | undefined>;
  /** When it resolves the key can never be read again. Destroying what is gone already succeeds. */
  destroy(name: string): Promise<void>;
}
