import { join } from "node:path";
import { asCommand } from "./command.ts";
import { readCopyConfig } from "./config.ts";
import { openLog } from "./log.ts";
import { copyDocuments } from "./storage/copy-documents.ts";
import { copyKeys } from "./storage/copy-keys.ts";
import { readContents } from "./storage/file-contents.ts";
import { requireEmptyStore } from "./storage/mark-in-use.ts";
import { openShared } from "./storage/open-storage.ts";

/**
 * `npm run copy-store`: copies documents and keys from one server's files to Cosmos DB and Key Vault. Can be repeated
 * until Gnista has started there.
 */
await asCommand(run);

async function run(): Promise<void> {
  const { dataFolder, cosmos } = readCopyConfig();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const contents = readContents(join(dataFolder, "gnista.sqlite"));
  try {
    const { store, keys } = await openShared(cosmos, openLog({ level: "warn" }));
    try {
      await requireEmptyStore(store, `${cosmos.database} at ${cosmos.endpoint}`);
      // Keys first: an anonymous answer without its key is lost.
      const moved = await copyKeys(join(dataFolder, "keys"), keys);
      say(`${moved} keys of open anonymous questions are in ${cosmos.keyVault}.`);
      const { documents, partitions, written } = await copyDocuments(contents.partitions, store, new Date());
      say(`${documents} documents in ${partitions} partitions are in ${cosmos.endpoint}; this run wrote ${written}.`);
      say("Counted and compared: they are alike. Start Gnista with these settings, and when it runs delete the folder");
      say(`${dataFolder}, which still holds everything, the keys of anonymous questions among it.`);
    } finally {
      await store.close();
    }
  } finally {
    contents.close();
  }
}
