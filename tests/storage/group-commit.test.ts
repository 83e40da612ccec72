import { expect, it } from "vitest";
import { scanPartition } from "../../bot/src/core/document-store.ts";
import { aFile, openedEmbedded } from "./embedded-file.ts";

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
