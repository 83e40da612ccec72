import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * Builds the tab's pages into `outDir`, for the server's `servePages` to serve. `withHost` adds the page that stands
 * in for Teams.
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
}
