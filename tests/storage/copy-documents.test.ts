import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type DocumentStore, type Op, scanPartition, Unavailable } from "#bot/core/document-store.ts";
import { Poll } from "#bot/features/polls/contract.ts";
import { copyDocuments } from "#bot/storage/copy-documents.ts";
import { copyKeys } from "#bot/storage/copy-keys.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { readContents } from "#bot/storage/file-contents.ts";
import { asks, CLOSES, question, votes } from "../features/polls/a-question.ts";
import { aTeam } from "../support/a-team.ts";
import { sharedStorage } from "../support/cosmos/shared-storage.ts";
import { aFolder, aTarget, NOW } from "./a-copy.ts";

/** A database file with the documents of `fill`, closed and ready to be copied. */
async function aFile(folder: string, fill: (store: DocumentStore) => Promise<void>): Promise<string> {
  const file = join(folder, "gnista.sqlite");
  const store = openEmbedded({ file, now: () => NOW });
  await fill(store);
  await store.close();
  return file;
}

async function copyFile(file: string, target: DocumentStore) {
  const contents = readContents(file);
  try {
    return await copyDocuments(contents.partitions, target, NOW);
  } finally {
    contents.close();
  }
}

const putOp = (id: string, data: unknown, ttl?: number): Op => ({
  kind: "put",
  id,
  data,
  ...(ttl === undefined ? {} : { ttl }),
});

/** Many documents in one partition, large ones, unusual ones, one with a day to live and one that has expired. */
async function aHistory(store: DocumentStore): Promise<void> {
  for (let part = 0; part < 5; part++) {
    const ops = Array.from({ length: 60 }, (_, i) =>
      putOp(`k|${part}|${i}`, { text: `Tack ${i} 🎉`, deep: { b: 1, a: [i] } }),
    );
    await store.write("t.a|team|1", ops);
  }
  await store.write("t.a|team|2", [putOp("big", "x".repeat(900_000)), putOp("bigger", "y".repeat(900_000))]);
  await store.write("t.b|user|1", [putOp("settings", { "a.b": true, none: null }), putOp("day", 1, 86_400)]);
  await store.write("due|0", [putOp("at|2026", { n: 1.5 }), putOp("soon", "gone by now", 1)]);
}

/** All documents of these partitions, as ids and data. */
async function allIn(store: DocumentStore, ...pks: readonly string[]) {
  const found = await Promise.all(pks.map((pk) => Array.fromAsync(scanPartition(store, pk))));
  return found.map((items) => items.map(({ id, data }) => [id, data]));
}

const PKS = ["t.a|team|1", "t.a|team|2", "t.b|user|1", "due|0"] as const;

describe("copying the embedded store to Cosmos DB", () => {
  it("copyDocuments copies every document unchanged, with its remaining time to live, and skips an expired one", async () => {
    const folder = aFolder();
    const file = await aFile(folder, aHistory);
    const { store, double } = await aTarget();
    const later = new Date(NOW.getTime() + 2_000);

    const contents = readContents(file);
    const { documents, partitions, written } = await copyDocuments(contents.partitions, store, later);
    contents.close();

    const source = openEmbedded({ file, now: () => later });
    onTestFinished(() => source.close());
    expect(await allIn(store, ...PKS)).toEqual(await allIn(source, ...PKS));
    expect([documents, partitions, written]).toEqual([305, 4, 305]);
    expect(double.dump()).toContain('"ttl":86398');
    expect(double.dump()).not.toContain("gone by now");
    expect(double.dump()).not.toContain("copy|store");
  });

  it("a second copy of the same file writes nothing", async () => {
    const file = await aFile(aFolder(), aHistory);
    const { store, double } = await aTarget();
    await copyFile(file, store);
    const before = double.charges.length;

    const { written } = await copyFile(file, store);

    expect(written).toBe(0);
    expect(double.charges.slice(before).filter(({ kind }) => kind === "batch")).toEqual([]);
  });

  it("a copy completes after earlier ones were killed at any write", async () => {
    const file = await aFile(aFolder(), aHistory);
    const { store } = await aTarget();
    let failures = 0;

    for (let writes = 1; ; writes++) {
      try {
        await copyFile(file, failingAfter(store, writes));
        break;
      } catch (error) {
        expect(error).toBeInstanceOf(Unavailable);
        failures++;
      }
    }

    const source = openEmbedded({ file, now: () => NOW });
    onTestFinished(() => source.close());
    expect(failures).toBeGreaterThan(2);
    expect(await allIn(store, ...PKS)).toEqual(await allIn(source, ...PKS));
  });

  it("a copy applies the deletions and changes made since an interrupted one, so that no erased person is copied", async () => {
    const folder = aFolder();
    const file = await aFile(folder, aHistory);
    const { store, double } = await aTarget();
    await expect(copyFile(file, failingAfter(store, 7))).rejects.toBeInstanceOf(Unavailable);
    expect(double.dump()).toContain("t.a|team|1");
    await aFile(folder, async (home) => {
      for (const pk of ["t.a|team|1", "t.a|team|2"]) {
        for await (const { id } of scanPartition(home, pk)) {
          await home.write(pk, [{ kind: "delete", id }]);
        }
      }
      await home.write("t.b|user|1", [putOp("settings", { wish: "openly" })]);
    });

    await copyFile(file, store);

    expect(double.dump()).not.toMatch(/t\.a\|team|Tack|xxx/);
    expect(await allIn(store, "t.b|user|1")).toEqual([
      [
        ["day", 1],
        ["settings", { wish: "openly" }],
      ],
    ]);
  });

  it("a copy names a partition whose copied documents differ from the source", async () => {
    const file = await aFile(aFolder(), aHistory);
    const { store } = await aTarget();
    const forgetful: DocumentStore = {
      ...store,
      write: (pk, ops) => store.write(pk, pk === "t.b|user|1" ? ops.slice(1) : ops),
    };

    await expect(copyFile(file, forgetful)).rejects.toThrow(/t\.b\|user\|1/);
  });

  it("every answer of an open anonymous question is counted in the copy when the question closes", async () => {
    const members = ["anna", "bo", "cia", "dan", "eva", "filip"];
    const old = await aTeam({ members, now: "2026-02-02T09:00:00+01:00" });
    await asks(old, "anna", { options: "Bulle\nFrukt", answers: "anonymous" });
    const { pollId } = question(old);
    for (const [i, who] of members.slice(1).entries()) {
      await votes(old, who, i % 2);
    }
    await old.settle();
    const folder = aFolder();
    cpSync(dirname(old.file), folder, { recursive: true, filter: (path) => !path.endsWith(".lock") });
    const shared = await sharedStorage();
    const { store, keys } = await shared.openStorage(old.now);
    onTestFinished(() => store.close());

    await copyKeys(join(folder, "keys"), keys);
    const contents = readContents(join(folder, "gnista.sqlite"));
    await copyDocuments(contents.partitions, store, old.now());
    contents.close();
    const copied = await aTeam({ members, storage: shared, now: "2026-02-02T09:00:00+01:00", isNotInstalled: true });
    await copied.at(CLOSES);

    const poll = Poll.parse((await copied.store.get(`poll|${pollId}`, "poll"))?.data);
    expect(poll.result).toEqual({ shows: "totals", answers: 5, totals: [3, 2] });
    expect(shared.vault.dump()).toBe("[[],[]]");
  });
});

/** A store that fails after `writes` writes. */
function failingAfter(store: DocumentStore, writes: number): DocumentStore {
  let left = writes;
  return {
    ...store,
    async write(pk, ops) {
      if (left-- <= 0) {
        throw new Unavailable("dead");
      }
      return store.write(pk, ops);
    },
  };
}
