import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildTab } from "../../tab/build.ts";

declare module "vitest" {
  interface ProvidedContext {
    builtTab: string;
  }
}

/** Builds tab and host once for all browser tests, and removes them afterwards. */
export default async function setup(project: TestProject): Promise<() => void> {
  // The folder's name begins with a dot as that of `npm start` does, since some file servers refuse such paths.
  const folder = mkdtempSync(join(tmpdir(), ".gnista-tab-"));
  await buildTab({ withHost: true, outDir: folder });
  project.provide("builtTab", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
