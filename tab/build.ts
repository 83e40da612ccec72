import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

/**
 * Builds the tab's pages into `outDir`, for the server's `servePages`. `withHost` adds the page that stands in for
 * Teams.
 *
 * Each asset is also written compressed, because the server does not compress responses.
 *
 * Runs in a child process: the bundler would otherwise change the mode and the memory of its caller, for example a test
 * run whose NODE_ENV selects another build of React.
 *
 * @throws Error with the bundler's message when a page does not build
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

// `node tab/build.ts` builds the pages for production.
if (import.meta.main) {
  await buildTab({ withHost: false, outDir: fileURLToPath(new URL("../dist/tab", import.meta.url)) });
}
