import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { copyKeys } from "#bot/storage/copy-keys.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { keyVault } from "#bot/storage/key-vault.ts";
import { openVaultDouble } from "../support/key-vault-double.ts";
import { aFolder, aTarget } from "./a-copy.ts";

describe("copyKeys", () => {
  it("copyKeys refuses a vault with keys of another installation", async () => {
    const folder = aFolder();
    await keyFiles(folder).create("poll-1");
    const { store } = await aTarget();
    const vault = await openVaultDouble();
    onTestFinished(() => vault.close());
    const keys = await keyVault({
      url: vault.url,
      credential: vault.credential,
      client: vault.client,
      store,
      pauseMs: 1,
    });
    await keys.create("poll-1");

    await expect(copyKeys(folder, keys)).rejects.toThrow(/another installation/);
    expect(await copyKeys(join(folder, "none"), keys)).toBe(0);
  });
});
