import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import type { TeamStorage } from "./a-team.ts";

/** Storage that records each read of a document, range or key, for `aTeam({ storage })`. */
export function countedStorage() {
  const folder = mkdtempSync(join(tmpdir(), "gnista-counted-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let reads: string[] = [];
  const storage: TeamStorage = {
    async openedBy(_, now) {
      const store = openEmbedded({ file: join(folder, "gnista.sqlite"), now });
      const keys = keyFiles(join(folder, "keys"));
      return {
        store: {
          ...store,
          get(pk, id) {
            reads.push(`${pk} ${id}`);
            return store.get(pk, id);
          },
          range(pk, bounds) {
            reads.push(`${pk} from ${bounds?.from}`);
            return store.range(pk, bounds);
          },
        },
        keys: {
          ...keys,
          get(name, how) {
            reads.push(`key ${name}`);
            return keys.get(name, how);
          },
        },
      };
    },
  };
  return {
    storage,
    /** What `act` reads, in order. */
    async readsOf(act: () => Promise<unknown>): Promise<readonly string[]> {
      reads = [];
      await act();
      return [...reads];
    },
  };
}
