import { once } from "node:events";
import { existsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "./config.ts";
import type { Log } from "./core/log.ts";
import { withTimeout } from "./core/with-timeout.ts";
import { type Gnista, startGnista } from "./gnista.ts";
import { guardProcess } from "./guard-process.ts";
import { entraRules } from "./http/caller.ts";
import { servePages } from "./http/pages.ts";
import { openLog } from "./log.ts";
import { openStorage } from "./storage/open-storage.ts";
import { teamsLinks } from "./teams/links.ts";
import { openTelemetry, type Telemetry } from "./telemetry.ts";

/**
 * Production's entry point: starts by the environment's configuration and runs until SIGTERM, or prints why it cannot
 * start.
 */
run().catch((error: unknown) => {
  // For the engineer who starts it. The file descriptor, because `guardProcess` drops what is written to the stream.
  writeSync(process.stderr.fd, `${startErrorText(error)}\n`);
  process.exitCode = 1;
});

async function run(): Promise<void> {
  const { port, logLevel, bot, tab, applicationInsights, contact, security, ...storage } = readConfig();
  const tabFolder = builtTab();
  const written = openLog({ level: logLevel });
  let telemetry: Telemetry | undefined;
  guardProcess({ log: written, flush: async () => telemetry?.stop() });
  if (applicationInsights) {
    telemetry = await openTelemetry({ connectionString: applicationInsights, log: written });
  }
  const log = telemetry?.log ?? written;
  const { store, keys, isShared } = await openStorage(storage, { log });
  try {
    const gnista = await startGnista({
      store,
      keys,
      isShared,
      log,
      identity: bot,
      tokens: entraRules(tab),
      ...(tab.links ? { links: teamsLinks(tab.links) } : {}),
      port,
      ...(contact ? { contact } : {}),
      ...(security ? { security } : {}),
      pages: (app, where) => servePages(app, tabFolder, where),
      now: () => new Date(),
    });
    log.info("gnista.started", { port: gnista.port });
    await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
    // People have been served: from here on an error's message may quote them, so it is not printed.
    await inTime(gnista, log).catch((error: unknown) => {
      log.error("gnista.stop-failed", { error });
      process.exitCode = 1;
    });
  } finally {
    await awaitClosed(log, [store.close(), telemetry?.stop()]);
  }
  // SDKs keep connections to Azure open; there is nothing to wait for.
  process.exit();
}

/** Beside the bundle, where `npm run build` puts it. */
function builtTab(): string {
  const folder = join(import.meta.dirname, "tab");
  if (!existsSync(join(folder, "index.html"))) {
    throw new Error(
      "The tab is not beside the server. Run `npm run build`, and start `dist/server.cjs`, which is beside the tab.",
    );
  }
  return folder;
}

/** A server is killed ten seconds after SIGTERM; the last two are for closing the store. */
const MAX_STOP_MS = 8_000;

/** Stops, or logs that stopping took too long: the next start continues the promised work. */
async function inTime(gnista: Gnista, log: Log): Promise<void> {
  const stopped = gnista.stop().then(() => true);
  const isStopped = await withTimeout(stopped, MAX_STOP_MS, () => false);
  if (isStopped) {
    log.info("gnista.stopped");
    return;
  }
  log.warn("gnista.cut-short");
}

async function awaitClosed(log: Log, closing: readonly (Promise<void> | undefined)[]): Promise<void> {
  for (const result of await Promise.allSettled(closing)) {
    if (result.status === "rejected") {
      log.error("gnista.stop-failed", { error: result.reason });
      process.exitCode = 1;
    }
  }
}

function startErrorText(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return "code" in error && error.code === "EADDRINUSE"
    ? "The port is taken. Stop what listens there, or choose another with PORT."
    : error.message;
}
