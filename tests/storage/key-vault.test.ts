import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Unavailable } from "#bot/core/document-store.ts";
import type { KeyStore } from "#bot/core/key-store.ts";
import { cachedKeyStore } from "#bot/storage/cached-key-store.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { checkKeyVault, keyVault } from "#bot/storage/key-vault.ts";
import { openVaultDouble, type VaultOptions } from "../support/key-vault-double.ts";
import { keyStoreContract } from "./key-store.contract.ts";

async function aVault(options: VaultOptions = {}) {
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

async function trial(options: VaultOptions = {}) {
  const vault = await aVault(options);
  onTestFinished(vault.dispose);
  return vault;
}

keyStoreContract("key vault", async () => {
  const vault = await aVault();
  const others = await Promise.all(Array.from({ length: 20 }, vault.open));
  return { keys: vault.keys, again: () => others.pop() ?? vault.keys, dispose: vault.dispose };
});

const text = (key: Uint8Array) => Buffer.from(key).toString("base64url");

describe("a key in the vault", () => {
  it("is kept apart from one whose name differs in case alone", async () => {
    const { keys } = await trial();

    const [lower, upper] = [await keys.create("poll-aB"), await keys.create("poll-Ab")];
    await keys.destroy("poll-aB");

    expect(upper).not.toEqual(lower);
    expect(await keys.get("poll-Ab")).toEqual(upper);
  });

  it("leaves nothing to recover when it is destroyed, of whoever tried to make it", async () => {
    const { keys, open, double, store } = await trial();
    const made = await Promise.all([keys.create("poll-1"), (await open()).create("poll-1")]);
    expect(double.dump()).toContain(text(made[0]));

    await keys.destroy("poll-1");

    expect(double.dump()).toBe("[[],[]]");
    expect((await store.range(`keys|gnista-${"0".repeat(64)}`)).items).toEqual([]);
  });

  it("is purged however long the vault takes to delete: it is not taken for gone on its way there", async () => {
    const { keys, double } = await trial({ slowness: 50 });
    await keys.create("poll-1");

    await keys.destroy("poll-1");

    expect(double.requests).toContain("DELETE deletedsecrets");
    expect(double.dump()).toBe("[[],[]]");
  });

  it("is destroyed to the end by whoever comes next, wherever the first was killed", async () => {
    const { keys, double } = await trial();
    await keys.create("poll-1");
    double.fail({ when: /DELETE .deletedsecrets/, status: 503, times: 4 });
    await expect(keys.destroy("poll-1")).rejects.toBeInstanceOf(Unavailable);
    expect(double.dump()).not.toBe("[[],[]]");

    await keys.destroy("poll-1");

    expect(double.dump()).toBe("[[],[]]");
    expect(await keys.get("poll-1")).toBeUndefined();
  });

  it("can be made anew while the old one is still being deleted, and is another", async () => {
    const { keys, double } = await trial({ slowness: 4 });
    const old = await keys.create("poll-1");
    double.fail({ when: /DELETE .deletedsecrets/, status: 503, times: 4 });
    await keys.destroy("poll-1").catch(() => undefined);

    const key = await keys.create("poll-1");

    expect(key).not.toEqual(old);
    expect(await keys.get("poll-1")).toEqual(key);
  });

  it("is the same however often the answer to making it is lost", async () => {
    const { keys, open, double } = await trial();
    double.fail({ when: /PUT/, status: 503, times: 2, afterwards: true });

    const key = await keys.create("poll-1");

    expect(await (await open()).create("poll-1")).toEqual(key);
  });

  it("is said to be out of reach, not to be gone, when the vault is in trouble", async () => {
    const { keys, double } = await trial();
    await keys.create("poll-1");

    for (const status of [503, 429]) {
      double.fail({ when: /GET/, status, times: 10 });
      await expect(keys.get("poll-1")).rejects.toBeInstanceOf(Unavailable);
      double.heal();
    }

    expect(await keys.get("poll-1")).toBeDefined();
  });

  it("is not entrusted to a vault that could bring it back", async () => {
    const { keys, double } = await trial({ isPurgeProtected: true });

    await expect(checkKeyVault(keys, double.url)).rejects.toThrow(/purge protection/);
  });

  it("is entrusted to one that does as it is told, of which the trial leaves nothing", async () => {
    const { keys, double } = await trial();

    await checkKeyVault(keys, double.url);

    expect(double.dump()).toBe("[[],[]]");
  });
});

describe("remembered keys", () => {
  function counted(keys: KeyStore) {
    let gets = 0;
    const get = (name: string) => {
      gets++;
      return keys.get(name);
    };
    return { keys: { ...keys, get }, gets: () => gets };
  }

  it("are asked for once a minute, however many vote", async () => {
    const vault = await trial();
    const { keys, gets } = counted(vault.keys);
    const key = await vault.keys.create("poll-1");
    let now = 1;
    const remembered = cachedKeyStore(keys, () => now);

    const found = await Promise.all(Array.from({ length: 50 }, () => remembered.get("poll-1")));
    now += 59_000;
    await remembered.get("poll-1");
    const atFirst = gets();
    now += 2_000;
    await remembered.get("poll-1");

    expect(found.every((one) => one && text(one) === text(key))).toBe(true);
    expect([atFirst, gets()]).toEqual([1, 2]);
  });

  it("are forgotten at once here, and within a minute where another instance destroyed them", async () => {
    const vault = await trial();
    let now = 1;
    const [here, there] = [cachedKeyStore(vault.keys, () => now), cachedKeyStore(await vault.open(), () => now)];
    await here.create("poll-1");
    await there.get("poll-1");

    await here.destroy("poll-1");
    now += 60_001;

    expect(await here.get("poll-1")).toBeUndefined();
    expect(await there.get("poll-1")).toBeUndefined();
  });

  it("are asked for anew by whoever asks for a fresh one, and opens nothing with what another instance destroyed", async () => {
    const vault = await trial();
    const [here, there] = [cachedKeyStore(vault.keys), cachedKeyStore(await vault.open())];
    const key = await here.create("poll-1");
    expect(await there.get("poll-1")).toEqual(key);

    await here.destroy("poll-1");

    expect(await there.get("poll-1", "fresh")).toBeUndefined();
    expect(await there.get("poll-1")).toBeUndefined();
  });

  it("remember neither that there was none, nor trouble", async () => {
    const vault = await trial();
    const remembered = cachedKeyStore(vault.keys);
    expect(await remembered.get("poll-1")).toBeUndefined();
    const key = await vault.keys.create("poll-1");
    vault.double.fail({ when: /GET/, status: 503, times: 10 });

    await expect(remembered.get("poll-1")).rejects.toBeInstanceOf(Unavailable);
    vault.double.heal();

    expect(await remembered.get("poll-1")).toEqual(key);
  });
});
