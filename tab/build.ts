import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

/**
 * Builds the tab's pages into `outDir`, for the server's `servePages` to serve. `withHost` adds the page that stands
 * in for Teams.
 *
 * Each asset lies there compressed as well, because the server does not compress on the way.
 *
 * In a process of its own: the bundler would otherwise take its mode and a hundred megabytes from whoever asks, a
 * test run among them, whose NODE_ENV makes another React.
 *
 * @throws Error with the bundler's words when a page does not build
 */
export async function buildTab(options: { readonly withHost: boolean; readonly outDir: string }): Promise<void> {
  const vite = fileURLToPath(new URL("../node_modules/vite/bin/vite.js", import.meta.url));
  const mode = options.withHost ? "host" : "production";
  const { NODE_ENV: _, ...env } = process.env;
  await promisify(execFile)(
    process.execPath,
    [vite, "build", "--mode", mode, "--outDir", options.outDir, "--emptyOutDir", "--logLevel", "warn"],
    { cwd: fileURLToPath(new URL(".", import.meta.url)), env: { ...env, NODE_ENV: "production" } },
  );
  await compressAll(join(options.outDir, "assets"));
}

async function compressAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    await writeFile(`${path}.br`, await promisify(brotliCompress)(await readFile(path)));
  }
}

// `node tab/build.ts` makes the pages as production serves them.
if (import.meta.main) {
  await buildTab({ withHost: false, outDir: fileURLToPath(new URL("../dist/tab", import.meta.url)) });
}
