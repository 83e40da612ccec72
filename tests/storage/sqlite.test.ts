import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openEmbedded } from "../../bot/src/storage/embedded.ts";
import { aFile, aWriter, openedEmbedded } from "./embedded-file.ts";

it("openEmbedded refuses a file that another process uses, with a message that names GNISTA_DATA, and opens it once that process is killed", {
  timeout: 60_000,
}, async () => {
  const file = aFile();
  const writer = aWriter(file, 0);
  await writer.isOpen;

  expect(() => openEmbedded({ file })).toThrow(/Another Gnista already uses .*GNISTA_DATA/);
  await writer.kill();

  const store = openedEmbedded(file);
  expect(await store.get("p", "count|0")).toBeDefined();
  const second = aWriter(file, 1);
  expect(await second.failure()).toMatch(/Another Gnista already uses/);
});

it("the embedded file stays locked after this process has read it, as a backup would", {
  timeout: 60_000,
}, async () => {
  const file = aFile();
  const store = openedEmbedded(file);
  await store.write("p", [{ kind: "create", id: "a", data: 1 }]);

  readFileSync(file);

  expect(await aWriter(file, 1).failure()).toMatch(/Another Gnista already uses/);
});

it("openEmbedded refuses a file of a newer Gnista, and releases its lock", async () => {
  const file = aFile();
  await openEmbedded({ file }).close();
  const { DatabaseSync } = await import("node:sqlite");
  const newer = new DatabaseSync(file);
  newer.exec("PRAGMA user_version = 2");

  expect(() => openEmbedded({ file })).toThrow(/newer Gnista/);

  newer.exec("PRAGMA user_version = 1");
  newer.close();
  openedEmbedded(file);
});
