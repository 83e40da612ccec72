import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import type { StoreUnderTest } from "../../storage/contract.ts";

/**
 * A real account, or Microsoft's emulator, if `COSMOS_ENDPOINT` is set: the contract tests then also run against it,
 * each in its own partitions. Its clock is the real one.
 */
export function aRealAccount(): { open(): Promise<StoreUnderTest> } | undefined {
  const { COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key, COSMOS_DATABASE: database = "gnista-test" } = process.env;
  if (!endpoint) {
    return undefined;
  }
  return {
    async open() {
      const log = openLog({ level: "silent" });
      const store = await openCosmos({ endpoint, database, log, ...(key === undefined ? {} : { key }) });
      const own = `${randomUUID()}|`;
      let owed = Promise.resolve();
      const then = async <T>(run: () => Promise<T>): Promise<T> => {
        await owed;
        return run();
      };
      const pkOf = (pk: string) => (/^[\w|-]{1,200}$/.test(pk) ? own + pk : pk);
      return {
        store: {
          get: (pk, id) => then(() => store.get(pkOf(pk), id)),
          write: (pk, ops) => then(() => store.write(pkOf(pk), ops)),
          range: (pk, bounds) => then(() => store.range(pkOf(pk), bounds)),
          purge: () => store.purge(),
          close: () => store.close(),
        },
        advance: (seconds) => {
          owed = owed.then(async () => void (await sleep(seconds * 1000)));
        },
        dispose: () => store.close(),
      };
    },
  };
}
