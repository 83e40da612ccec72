import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openLog } from "../../bot/src/log.ts";
import { openStorage } from "../../bot/src/storage/open-storage.ts";
import { aFile } from "./embedded-file.ts";

it("openStorage creates the data folder, and only the owner may read the file", async () => {
  const dataFolder = join(aFile(), "..", "new", "data");

  const { store } = await openStorage({ dataFolder }, { log: openLog({ level: "silent" }) });

  onTestFinished(() => store.close());
  const hasOwners = process.platform !== "win32";
  expect(statSync(join(dataFolder, "gnista.sqlite")).mode & 0o777).toBe(hasOwners ? 0o600 : 0o666);
});
