import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGnista } from "#bot/gnista.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { median } from "./median.ts";
import { CHAT, click, roster, TENANT } from "./people.ts";
import { type Grown, old, rosterOf, seedTeam, viewerOf, young } from "./two-teams.ts";

/** What the tab requests when a member or a leader opens it. */
export const dashboards = [
  "/teams/:team/overview",
  "/teams/:team/weeks",
  "/teams/:team/thanks-form",
  "/me/questions",
  "/me/thanks/to-me",
  "/me/rhythm",
];

export const pathFor = (route: string, team: Grown): string => route.replace(":team", encodeURIComponent(team.id));

const REPEATS = Number(process.env.BENCH_PAGES ?? 300);

/**
 * Prints how long a team of ten and a team of ten thousand wait for the same pages over HTTP. The two alternate on one
 * server, so that other load on the machine affects both.
 */
export async function reportDashboards(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-bench-"));
  const teams = await fakeTeams(() => performance.now());
  const now = () => new Date();
  const store = openEmbedded({ file: join(folder, "gnista.sqlite") });
  const issuer = await openTokenIssuer({ tenantId: TENANT, now });
  const gnista = await startGnista({
    store,
    keys: keyFiles(join(folder, "keys")),
    log: openLog({ level: "info", write: () => {} }),
    identity: "unsigned",
    tokens: issuer.rules,
    // One person sends as many requests here as a thousand people would.
    limits: { perPerson: 1_000_000, unverifiedPerAddress: 1_000_000 },
    port: 0,
    host: "127.0.0.1",
    runsByItself: false,
    now,
  });
  try {
    teams.room(CHAT, roster);
    await fetch(`${gnista.url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(click(teams.serviceUrl, 0, "people/preferences", {})),
    });
    for (const team of [young, old]) {
      teams.room(team.id, rosterOf(team));
      await seedTeam(gnista.jobContextFor(TENANT, "bench").store, team, now());
    }
    const ask = async (route: string, team: Grown): Promise<number> => {
      const authorization = `Bearer ${await issuer.tokenFor(viewerOf(team))}`;
      const start = performance.now();
      const response = await fetch(`${gnista.url}/api${pathFor(route, team)}`, { headers: { authorization } });
      const body = await response.text();
      const ms = performance.now() - start;
      if (response.status !== 200) {
        throw new Error(`${route} answered ${response.status}: ${body}`);
      }
      return ms;
    };
    const rows = [];
    for (const route of dashboards) {
      const [small, large] = await inTurn(
        () => ask(route, young),
        () => ask(route, old),
      );
      rows.push({
        "": route,
        "10 people, a quarter": `${small.toFixed(2)} ms`,
        "10,000 people, three years": `${large.toFixed(2)} ms`,
        times: (large / small).toFixed(2),
      });
    }
    process.stdout.write(
      `\nThe same pages of a small young team and of a large old one, medians of ${REPEATS} each, turn by turn\n`,
    );
    console.table(rows);
  } finally {
    await gnista.stop();
    await teams.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The medians of two operations that alternate; each is first equally often. */
async function inTurn(one: () => Promise<number>, other: () => Promise<number>): Promise<readonly [number, number]> {
  const ones: number[] = [];
  const others: number[] = [];
  for (let repeat = -20; repeat < REPEATS; repeat++) {
    const isFirst = repeat % 2 === 0;
    const times = isFirst ? [await one(), await other()] : [await other(), await one()].toReversed();
    // Skips the warm-up repeats.
    if (repeat >= 0) {
      ones.push(times[0] ?? 0);
      others.push(times[1] ?? 0);
    }
  }
  return [median(ones), median(others)];
}
