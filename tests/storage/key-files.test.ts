import { link, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { keyFiles } from "../../bot/src/storage/key-files.ts";
import { keyStoreContract } from "./key-store.contract.ts";

keyStoreContract("key files", async () => {
  const folder = await aFolder();
  return {
    keys: keyFiles(folder),
    again: () => keyFiles(folder),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
});

it("keyFiles lets only the owner read a key or list the keys", async () => {
  const folder = await aDisposedFolder();

  await keyFiles(folder).create("poll-1");

  const mode = async (path: string) => (await stat(path)).mode & 0o777;
  const hasOwners = process.platform !== "win32";
  expect(await mode(join(folder, "poll-1"))).toBe(hasOwners ? 0o600 : 0o666);
  expect(await mode(folder)).toBe(hasOwners ? 0o700 : 0o666);
});

it("keyFiles leaves only the keys in the folder, and nothing of a destroyed one", async () => {
  const folder = await aDisposedFolder();
  const keys = keyFiles(folder);
  await Promise.all(Array.from({ length: 10 }, () => keys.create("poll-1")));
  expect(await readdir(folder)).toEqual(["poll-1"]);

  await keys.destroy("poll-1");

  expect(await readdir(folder)).toEqual([]);
});

it("destroy overwrites a key's bytes, also under the other name that a killed process left", async () => {
  const folder = await aDisposedFolder();
  const keys = keyFiles(folder);
  await keys.create("poll-1");
  await link(join(folder, "poll-1"), join(folder, ".draft-of-a-killed-process"));

  await keys.destroy("poll-1");

  expect(await readFile(join(folder, ".draft-of-a-killed-process"))).toEqual(Buffer.alloc(32));
});

it("a key that a killed process left half destroyed counts as missing, and create replaces it", async () => {
  const folder = await aDisposedFolder();
  const keys = keyFiles(folder);
  await keys.create("poll-1");
  await writeFile(join(folder, "poll-1"), Buffer.alloc(32));

  expect(await keys.get("poll-1")).toBeUndefined();
  expect((await keys.create("poll-1")).some((byte) => byte !== 0)).toBe(true);
});

const aFolder = async () => join(await mkdtemp(join(tmpdir(), "gnista-keys-")), "keys");

async function aDisposedFolder(): Promise<string> {
  const folder = await aFolder();
  onTestFinished(() => rm(join(folder, ".."), { recursive: true, force: true }));
  return folder;
}
