import { existsSync, readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";
import { aFile, openedEmbedded } from "./embedded-file.ts";

it("a purge leaves nothing of deleted, replaced or expired documents in file or WAL", async () => {
  const file = aFile();
  let now = Date.now();
  const store = openedEmbedded(file, () => new Date(now));
  const secret = () => ({ secret: "HEMLIGT".repeat(1 + Math.random() * (Math.random() < 0.1 ? 1200 : 120)) });
  const ids = Array.from({ length: 900 }, () => `r${Math.random().toString(36).slice(2)}`);
  for (const id of ids) {
    await store.write("p", [{ kind: "create", id, data: secret(), ...(id < "r4" ? { ttl: 60 } : {}) }]);
  }
  expect(onDisk(file)).toContain("HEMLIGT");

  now += 61_000;
  for (const id of ids.filter((one) => one >= "r4")) {
    await store.write("p", [id < "rh" ? { kind: "put", id, data: "kept" } : { kind: "delete", id }]);
  }
  await Promise.all([store.purge(), store.purge()]);

  expect(onDisk(file).match(/HEMLIGT/g) ?? []).toEqual([]);
  expect(onDisk(file)).toContain("kept");
  expect(existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0).toBe(0);
});

const onDisk = (file: string) =>
  [file, `${file}-wal`].map((one) => (existsSync(one) ? readFileSync(one, "latin1") : "")).join("");
