import { describe, expect, it, onTestFinished } from "vitest";
import type { KeyStore } from "../../bot/src/core/key-store.ts";

export interface KeysUnderTest {
  readonly keys: KeyStore;
  /** The same keys, opened by another instance. */
  again(): KeyStore;
  dispose(): Promise<void>;
}

/** The contract of every key store (`core/key-store.ts`). */
export function keyStoreContract(name: string, open: () => Promise<KeysUnderTest>): void {
  const someKeys = async () => {
    const opened = await open();
    onTestFinished(() => opened.dispose());
    return opened;
  };

  describe(`${name}: keys`, () => {
    it("create makes a key of 32 bytes once, and later calls return it to every instance", async () => {
      const { keys, again } = await someKeys();

      const key = await keys.create("poll-1");

      expect(key).toHaveLength(32);
      expect(key.some((byte) => byte !== 0)).toBe(true);
      expect(await keys.create("poll-1")).toEqual(key);
      expect(await again().get("poll-1")).toEqual(key);
      expect(await keys.create("poll-2")).not.toEqual(key);
    });

    it("parallel calls of create return the same key", async () => {
      const { keys, again } = await someKeys();
      const other = again();

      const made = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? keys : other).create("poll-1")));

      expect(new Set(made.map((key) => Buffer.from(key).toString("hex"))).size).toBe(1);
    });

    it("get returns undefined for a key that was never created", async () => {
      const { keys } = await someKeys();

      expect(await keys.get("poll-1")).toBeUndefined();
    });

    it("destroy removes a key for every instance, may be repeated, and touches no other key", async () => {
      const { keys, again } = await someKeys();
      const first = await keys.create("poll-1");
      const other = await keys.create("poll-2");

      await keys.destroy("poll-1");
      await keys.destroy("poll-1");
      await keys.destroy("never-made");

      expect(await again().get("poll-1")).toBeUndefined();
      expect(await keys.get("poll-2")).toEqual(other);
      expect(await keys.create("poll-1")).not.toEqual(first);
    });

    it("parallel calls of destroy all succeed, and the key is gone", async () => {
      const { keys, again } = await someKeys();
      await keys.create("poll-1");

      await Promise.all(Array.from({ length: 10 }, () => again().destroy("poll-1")));

      expect(await keys.get("poll-1")).toBeUndefined();
    });

    it.each(["", ".", "..", "../x", "a/b", ".hidden", "a b", "å", "x".repeat(129)])(
      "create, get and destroy refuse the name %j",
      async (bad) => {
        const { keys } = await someKeys();

        await expect(keys.create(bad)).rejects.toBeInstanceOf(TypeError);
        await expect(keys.get(bad)).rejects.toBeInstanceOf(TypeError);
        await expect(keys.destroy(bad)).rejects.toBeInstanceOf(TypeError);
      },
    );
  });
}
