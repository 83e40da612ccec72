import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { type DocumentStore, prefixRange, scanPartition } from "../../bot/src/core/document-store.ts";
import { openLog } from "../../bot/src/log.ts";
import { openEmbedded } from "../../bot/src/storage/embedded.ts";
import { openStorage } from "../../bot/src/storage/open-storage.ts";
import { documentStoreContract } from "./contract.ts";

/** `npm run soak` sets SOAK. */
const KILLS = process.env.SOAK ? 40 : 5;

documentStoreContract("embedded", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gnista-store-"));
  let now = Date.parse("2026-02-03T09:00:00Z");
  const store = openEmbedded({ file: join(folder, "gnista.sqlite"), now: () => new Date(now) });
  return {
    store,
    advance: (seconds) => {
      now += seconds * 1000;
    },
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

it("the embedded store keeps every acknowledged write whole when it is killed under load", {
  timeout: 240_000,
}, async () => {
  const file = aFile();
  const acknowledged: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    const writer = aWriter(file, round);
    await writer.isOpen;
    await sleep(50 + Math.random() * 250);
    acknowledged.push(...(await writer.kill()));
  }

  const store = openedEmbedded(file);

  expect(acknowledged.length).toBeGreaterThan(100);
  const stored = (await Array.fromAsync(scanPartition(store, "p", prefixRange("e|")))).map(({ id }) => id);
  expect(new Set(stored).isSupersetOf(new Set(acknowledged))).toBe(true);
  for (let round = 0; round < KILLS; round++) {
    const written = stored.filter((id) => id.startsWith(`e|${round}|`)).length;
    expect((await store.get("p", `count|${round}`))?.data).toEqual({ n: written });
  }
});

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

it("close waits for pending writes, and every later call rejects with Unavailable", async () => {
  const file = aFile();
  const store = openEmbedded({ file });
  const writes = Array.from({ length: 600 }, (_, i) => store.write("p", [{ kind: "create", id: `i${i}`, data: i }]));

  await store.close();
  await store.close();

  await Promise.all(writes);
  for (const late of [store.get("p", "i1"), store.write("p", []), store.range("p"), store.purge()]) {
    await expect(late).rejects.toMatchObject({ name: "Unavailable" });
  }
  expect(await Array.fromAsync(scanPartition(openedEmbedded(file), "p"))).toHaveLength(600);
});

it("a conflict undoes only its own write, although it shares a commit with others", async () => {
  const store = openedEmbedded(aFile());

  const all = await Promise.allSettled(
    Array.from({ length: 30 }, (_, i) =>
      store.write("p", [
        { kind: "create", id: `own|${i}`, data: i },
        { kind: "create", id: `shared|${i % 10}`, data: i },
      ]),
    ),
  );

  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await Array.fromAsync(scanPartition(store, "p"))).toHaveLength(20);
});

it("a write rejects with Unavailable when the file is locked, and later writes succeed", async () => {
  const file = aFile();
  const store = openedEmbedded(file);
  const { DatabaseSync } = await import("node:sqlite");
  const intruder = new DatabaseSync(file);
  intruder.exec("BEGIN IMMEDIATE");

  const refused = store.write("p", [{ kind: "create", id: "a", data: 1 }]);

  await expect(refused).rejects.toMatchObject({ name: "Unavailable" });
  intruder.exec("ROLLBACK");
  intruder.close();
  await store.write("p", [{ kind: "create", id: "a", data: 2 }]);
  expect((await store.get("p", "a"))?.data).toBe(2);
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

it("openStorage creates the data folder, and only the owner may read the file", async () => {
  const dataFolder = join(aFile(), "..", "new", "data");

  const { store } = await openStorage({ dataFolder }, { log: openLog({ level: "silent" }) });

  onTestFinished(() => store.close());
  const hasOwners = process.platform !== "win32";
  expect(statSync(join(dataFolder, "gnista.sqlite")).mode & 0o777).toBe(hasOwners ? 0o600 : 0o666);
});

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "gnista.sqlite");
}

function openedEmbedded(file: string, now?: () => Date): DocumentStore {
  const store = openEmbedded({ file, ...(now ? { now } : {}) });
  onTestFinished(() => store.close());
  return store;
}

const onDisk = (file: string) =>
  [file, `${file}-wal`].map((one) => (existsSync(one) ? readFileSync(one, "latin1") : "")).join("");

function aWriter(file: string, round: number) {
  const script = join(import.meta.dirname, "writer.child.ts");
  const child: ChildProcess = spawn(process.execPath, [script, file, String(round)]);
  const ended = once(child, "close");
  onTestFinished(() => {
    child.kill("SIGKILL");
  });

  const outputLines: string[] = [];
  let errorOutput = "";
  child.stderr?.on("data", (part) => {
    errorOutput += part;
  });
  const lines = child.stdout && createInterface({ input: child.stdout });
  const isOpen = new Promise<void>((resolve, reject) => {
    lines?.once("line", () => resolve());
    ended.then(() => reject(new Error(errorOutput)));
  });
  isOpen.catch(() => {});
  lines?.on("line", (line) => outputLines.push(line));

  return {
    isOpen,
    /** Kills the process without warning, and resolves with the ids that it had acknowledged. */
    async kill() {
      child.kill("SIGKILL");
      await ended;
      return outputLines.filter((line) => line.startsWith("e|"));
    },
    async failure() {
      await ended;
      return errorOutput;
    },
  };
}
