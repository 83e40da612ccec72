import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import type { KeyStore } from "#bot/core/key-store.ts";
import { type Gnista, startGnista } from "#bot/gnista.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import type { TeamParts } from "../a-team.ts";
import { fakeTeams } from "../fake-teams.ts";
import { sharedKeyPair } from "../shared-key-pair.ts";
import { skippingTime } from "../skipping-time.ts";
import { TENANT } from "./people.ts";

export interface TeamStorage {
  openedBy(instance: number, now: () => Date): Promise<{ readonly store: DocumentStore; readonly keys: KeyStore }>;
}

/** Short intervals, so that tests of live pages are fast. */
const LIVE_SETTINGS = { pollIntervalMs: 20, gracePeriodMs: 40, heartbeatMs: 200, leaseMs: 3_000 };

/** Starts the servers of a test's team and a fake Teams. All are stopped with the test. */
export async function openServers(parts: TeamParts, now: () => Date) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-team-"));
  const clock = skippingTime();
  const teams = await fakeTeams(clock.now);
  const file = join(folder, "gnista.sqlite");
  const stores: DocumentStore[] = [];
  const lines: string[] = [];
  const issuer = await openTokenIssuer({ tenantId: TENANT, now, keyPair: await sharedKeyPair() });
  const inFolder: TeamStorage = {
    openedBy: async () => ({
      store: stores[0] ?? openEmbedded({ file, now }),
      keys: keyFiles(join(folder, "keys")),
    }),
  };

  async function startServer(instance: number): Promise<Gnista> {
    const { store, keys } = await (parts.storage ?? inFolder).openedBy(instance, now);
    stores.push(store);
    return startGnista({
      store,
      keys,
      isShared: parts.storage !== undefined,
      log: openLog({ level: "trace", write: (line) => void lines.push(line) }),
      identity: parts.identity ?? "unsigned",
      tokens: { ...issuer.rules, allowedTenants: [TENANT, ...(parts.otherTenants ?? [])] },
      port: 0,
      host: "127.0.0.1",
      clock,
      runsByItself: false,
      liveSettings: { ...LIVE_SETTINGS, ...parts.liveSettings },
      now,
      pages: (app) => parts.pages?.(app, issuer),
      ...(parts.features ? { features: parts.features } : {}),
      ...(parts.links ? { links: parts.links } : {}),
      ...(parts.limits ? { limits: parts.limits } : {}),
    });
  }

  const gnista = await startServer(0);
  const servers = [gnista];
  for (let instance = 1; instance < (parts.instances ?? 1); instance++) {
    servers.push(await startServer(instance));
  }
  onTestFinished(async () => {
    clock.end();
    await Promise.all(servers.map((one) => one.stop()));
    await teams.close();
    await Promise.all(stores.map((one) => one.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  /** Skips the waits of the rate limiter and retries while `run` runs, without shortening their durations. */
  async function skippingWaits<T>(run: () => Promise<T>): Promise<T> {
    const skipping = setInterval(() => clock.skip(), 1);
    try {
      return await run();
    } finally {
      clearInterval(skipping);
    }
  }

  /** Runs due jobs and card refreshes until none is left. */
  const settle = (): Promise<void> =>
    skippingWaits(async () => {
      while ((await runDue()) > 0 || (await hasRedrawn())) {
        // The finished jobs may have added new ones.
      }
    });

  /** All instances run at the same time and take jobs from each other. */
  async function runDue(): Promise<number> {
    const ran = await Promise.all(servers.map(({ scheduler }) => scheduler.runDue()));
    return ran.reduce((sum, count) => sum + count, 0);
  }

  async function hasRedrawn(): Promise<boolean> {
    const before = teams.calls.length;
    await Promise.all(servers.map((one) => one.redrawn()));
    return teams.calls.length > before;
  }

  return {
    gnista,
    teams,
    clock,
    issuer,
    file,
    lines,
    store: stores[0] ?? never(),
    urlOf: (instance: number) => (servers[instance] ?? gnista).url,
    skippingWaits,
    settle,
    async restarts(): Promise<void> {
      await servers[0]?.stop();
      servers[0] = await startServer(0);
    },
  };
}

function never(): never {
  throw new Error("no store was opened");
}
