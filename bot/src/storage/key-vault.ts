import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { TokenCredential } from "@azure/identity";
import type { SecretClient, SecretClientOptions } from "@azure/keyvault-secrets";
import { z } from "zod";
import { type DocumentStore, type Item, Unavailable } from "../core/document-store.ts";
import type { KeyStore } from "../core/key-store.ts";
import { replaceOrCreate, tryWrite } from "../core/try-write.ts";
import type { AdoptingKeys } from "./copy-keys.ts";
import { checkKeyName } from "./key-files.ts";

export interface KeyVaultParts {
  readonly url: string;
  readonly credential: TokenCredential;
  /** Decides which key is valid when several instances create one at once. It holds no key. */
  readonly store: DocumentStore;
  readonly client?: SecretClientOptions;
  /** The pause between two requests while the vault deletes a secret. */
  readonly pauseMs?: number;
}

const KEY_BYTES = 32;
/** A vault takes seconds to delete. The scheduler retries what takes longer. */
const MAX_DELETION_MS = 60_000;

/** Stored as `keys|<secret>`/`key` while there is a key: the version of the secret. */
const Chosen = z.object({ schema: z.literal(1).default(1), version: z.string() });

/**
 * Keys as secrets of an Azure Key Vault, for several instances.
 *
 * Setting an existing secret adds another version and never fails. So the document store decides which version is the
 * key, because only one write there can be first. Destroying deletes all versions and then purges them: a vault with
 * purge protection cannot do that, and is refused with an explanation.
 *
 * @throws Unavailable when the vault does not answer, Error in plain words when its configuration is unsuitable
 */
export async function keyVault({
  url,
  credential,
  store,
  client,
  pauseMs = 1_000,
}: KeyVaultParts): Promise<AdoptingKeys> {
  const { SecretClient } = await import("@azure/keyvault-secrets");
  const vault = new SecretClient(url, credential, client ?? {});

  async function readChosen(secret: string): Promise<{ item: Item | undefined; key: Uint8Array | undefined }> {
    const item = await store.get(`keys|${secret}`, "key");
    const key = item && (await read(vault, secret, Chosen.parse(item.data).version));
    return { item, key };
  }

  const keys: AdoptingKeys = {
    create: (name) => keys.adopt(name, new Uint8Array(randomBytes(KEY_BYTES))),

    async adopt(name, fresh) {
      const secret = secretOf(name);
      for (;;) {
        const { item, key } = await readChosen(secret);
        if (key) {
          return key;
        }
        const made = await make(vault, secret, fresh);
        if (!made) {
          // The secret is being deleted, perhaps by an instance that was killed: the deletion must finish first.
          await keys.destroy(name);
          continue;
        }
        const data = { schema: 1, version: made.version };
        if (await tryWrite(store, `keys|${secret}`, [replaceOrCreate(item, { id: "key", data })])) {
          return fresh;
        }
      }
    },

    async get(name) {
      return (await readChosen(secretOf(name))).key;
    },

    async destroy(name) {
      const secret = secretOf(name);
      await purge(vault, secret, { isOnItsWay: await remove(vault, secret), pauseMs });
      if (await store.get(`keys|${secret}`, "key")) {
        // False when another instance is destroying the same key.
        await tryWrite(store, `keys|${secret}`, [{ kind: "delete", id: "key" }]);
      }
    },
  };
  return keys;
}

/**
 * Creates a key and destroys it, so that a missing role or setting fails at the start and not at a poll.
 *
 * @throws Error in plain words
 */
export async function checkKeyVault(keys: KeyStore, url: string): Promise<void> {
  const name = `probe-${randomBytes(9).toString("base64url")}`;
  try {
    await keys.create(name);
    await keys.destroy(name);
  } catch (error) {
    if (error instanceof Unavailable) {
      throw new Error(`The key vault ${url} does not answer. Check KEY_VAULT_URL, and that its network lets us in.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** Hashed, because a vault's names are case-insensitive and allow fewer characters than a key's name. */
function secretOf(name: string): string {
  checkKeyName(name);
  return `gnista-${createHash("sha256").update(name).digest("hex")}`;
}

async function read(vault: SecretClient, secret: string, version: string): Promise<Uint8Array | undefined> {
  const found = await vault.getSecret(secret, { version }).catch(ignoreStatus(404));
  const key = found?.value === undefined ? undefined : new Uint8Array(Buffer.from(found.value, "base64url"));
  return key?.length === KEY_BYTES ? key : undefined;
}

/** Undefined while the name is being deleted. */
async function make(
  vault: SecretClient,
  secret: string,
  key: Uint8Array,
): Promise<{ readonly version: string } | undefined> {
  const value = Buffer.from(key).toString("base64url");
  const set = await vault.setSecret(secret, value, { contentType: "gnista" }).catch(ignoreStatus(409));
  return set?.properties.version === undefined ? undefined : { version: set.properties.version };
}

/**
 * @returns whether deletion is pending: a repeated request gets 409 from the vault, and 404 once the secret is deleted
 */
async function remove(vault: SecretClient, secret: string): Promise<boolean> {
  const begun = vault.beginDeleteSecret(secret).then(() => true);
  return (await begun.catch((error: unknown) => statusOf(error) === 409 || ignoreStatus(404)(error))) ?? false;
}

/**
 * Waits until nothing is left to recover: deleting takes a while, and so does purging. While deletion is pending, the
 * vault finds the secret nowhere, so it must be seen among the deleted ones before its absence counts.
 */
async function purge(
  vault: SecretClient,
  secret: string,
  { isOnItsWay, pauseMs }: { readonly isOnItsWay: boolean; readonly pauseMs: number },
): Promise<void> {
  const deadline = performance.now() + MAX_DELETION_MS;
  let isExpected = isOnItsWay;
  let absences = 0;
  while (absences < 2) {
    if (performance.now() > deadline) {
      throw new Unavailable("the key vault is still deleting");
    }
    const deleted = await vault.getDeletedSecret(secret).catch(ignoreStatus(404));
    if (deleted) {
      isExpected = false;
      absences = 0;
      await vault.purgeDeletedSecret(secret).catch(ignoreStatus(404, 409));
      await sleep(pauseMs);
      continue;
    }
    // The secret is not among the deleted ones: it is purged, or its deletion is still pending.
    const isStillThere = (await vault.getSecret(secret).catch(ignoreStatus(404))) !== undefined;
    if (isStillThere) {
      isExpected = await remove(vault, secret);
    }
    absences = isStillThere || isExpected ? 0 : absences + 1;
    await sleep(pauseMs);
  }
}

/** Maps errors with an expected status to undefined, because the wanted state is already reached. */
const ignoreStatus =
  (...expected: readonly number[]) =>
  (error: unknown): undefined => {
    const status = statusOf(error);
    if (status !== undefined && expected.includes(status)) {
      return undefined;
    }
    if (status === 401 || status === 403) {
      throw new Error(
        "The key vault refuses to let Gnista keep the keys of anonymous questions there. Give its identity the role " +
          '"Key Vault Secrets Officer" and the right to purge, and take away the vault\'s purge protection: a key that ' +
          "could come back would make answers readable that were promised to be destroyed.",
        { cause: error },
      );
    }
    if (status === undefined || status === 429 || status >= 500) {
      throw new Unavailable("the key vault did not answer", { cause: error });
    }
    throw error;
  };

/** Undefined without an answer. */
const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : undefined;
