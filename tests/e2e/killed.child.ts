/**
 * The real server on a real file or on a shared database, for tests to kill. It sends its port to its parent; on
 * "settle" it runs all due work and reports back.
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startGnista } from "../../bot/src/gnista.ts";
import { servePages } from "../../bot/src/http/pages.ts";
import { hostRoutes } from "../../bot/src/local/host-routes.ts";
import { openTokenIssuer } from "../../bot/src/local/token-issuer.ts";
import { openLog } from "../../bot/src/log.ts";
import { openCosmos } from "../../bot/src/storage/cosmos.ts";
import { openEmbedded } from "../../bot/src/storage/embedded.ts";
import { keyFiles } from "../../bot/src/storage/key-files.ts";

const [folder = "", tenantId = "", startsAt = "", more = "{}"] = process.argv.slice(2);
const { shared, pages } = JSON.parse(more);
const started = Date.now();
const now = () => new Date(Date.parse(startsAt) + Date.now() - started);
const log = openLog({ level: "error", write: (line) => void process.stderr.write(line) });
/**
 * Teams' rate limit allows 1,800 messages an hour. An hour lasts 18 seconds here, so the limit applies without long
 * waits.
 */
const HASTE = 200;

const issuer = await openTokenIssuer({ tenantId, now });
const { tab, host } = pages ?? {};

const gnista = await startGnista({
  store: shared
    ? await openCosmos({ ...shared, database: "gnista", log })
    : openEmbedded({ file: join(folder, "gnista.sqlite"), now }),
  isShared: shared !== undefined,
  keys: keyFiles(join(folder, "keys")),
  log,
  identity: "unsigned",
  tokens: issuer.rules,
  port: 0,
  host: "127.0.0.1",
  clock: {
    now: () => now().getTime() * HASTE,
    sleep: async (ms) => void (await sleep(ms / HASTE)),
    chance: Math.random,
  },
  ...(host
    ? {
        pages(app) {
          app.use(hostRoutes(() => host, issuer));
          if (tab) {
            servePages(app, tab, { host: true });
          }
        },
      }
    : {}),
  now,
});
process.send?.({ port: gnista.port });
process.on("message", async () => {
  while ((await gnista.scheduler.runDue()) > 0) {
    await gnista.redrawn();
  }
  await gnista.redrawn();
  process.send?.({ settled: true });
});
// Ends with its parent, which may be killed first.
process.on("disconnect", () => process.exit());
