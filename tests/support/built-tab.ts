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

/** Builds tab and host once for all that open them in a browser, and clears them away after. */
export default async function setup(project: TestProject): Promise<() => void> {
  // A folder whose name starts with a dot, as `npm start` uses: some ways of serving files refuse those.
  const folder = mkdtempSync(join(tmpdir(), ".gnista-tab-"));
  await buildTab({ withHost: true, outDir: folder });
  project.provide("builtTab", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
