import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyVault } from "#bot/storage/key-vault.ts";
import { openVaultDouble, type VaultOptions } from "../support/key-vault-double.ts";

export async function aVault(options: VaultOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-vault-"));
  const store = openEmbedded({ file: join(folder, "gnista.sqlite") });
  const double = await openVaultDouble(options);
  const { url, credential, client } = double;
  const open = () => keyVault({ url, credential, store, client, pauseMs: 1 });
  return {
    double,
    store,
    open,
    keys: await open(),
    async dispose() {
      await store.close();
      await double.close();
      rmSync(folder, { recursive: true });
      expect(double.refusals).toEqual([]);
    },
  };
}

export async function trial(options: VaultOptions = {}) {
  const vault = await aVault(options);
  onTestFinished(vault.dispose);
  return vault;
}

export const text = (key: Uint8Array) => Buffer.from(key).toString("base64url");
