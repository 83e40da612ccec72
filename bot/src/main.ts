import { once } from "node:events";
import { type Config, readConfig } from "./config.ts";
import { startGnista } from "./gnista.ts";
import { entraRules } from "./http/auth.ts";
import { openLog } from "./log.ts";
import { openStorage } from "./storage/open-storage.ts";
import { teamsLinks } from "./teams/links.ts";

/** Production's entry: runs what the environment asks for until it is told to stop, or says why it does not start. */
try {
  await run(readConfig());
} catch (error) {
  // Nobody has been served yet: what is wrong is for whoever starts, not a bug for a log.
  process.stderr.write(`${inWords(error)}\n`);
  process.exitCode = 1;
}

async function run({ port, logLevel, bot, tab, ...storage }: Config): Promise<void> {
  const log = openLog({ level: logLevel });
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
      now: () => new Date(),
    });
    log.info("gnista.started", { port: gnista.port });
    await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
    await gnista.stop();
    log.info("gnista.stopped");
  } finally {
    await store.close();
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return "code" in error && error.code === "EADDRINUSE"
    ? "The port is taken. Stop what listens there, or choose another with PORT."
    : error.message;
}
