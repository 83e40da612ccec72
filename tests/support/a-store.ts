import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";

/** An empty embedded store in its own folder. Both are removed when the test has finished. */
export function aStore(): { readonly store: DocumentStore; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "gnista-store-"));
  const store = openEmbedded({ file: join(folder, "store.db") });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { store, folder };
}
