import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { type CosmosDouble, openCosmosDouble } from "../support/cosmos/double.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { type OpenPanel, readPanel } from "../support/panel.ts";
import { CHAT, click, idOf, nameOf, roster } from "./people.ts";

/*
 * A meeting on two servers that share a database (its double, in the same region): how soon a change reaches panels on
 * the same server and on the other one, the size of a panel, and what a round costs with and without open panels.
 */

const LISTENERS = Number(process.env.BENCH_LISTENERS ?? 100);
/** Few enough that all are measured before a stream ends by itself after a minute and a half. */
const TURNS = Number(process.env.BENCH_TURNS ?? 40);
const WATCHED_S = 20;
const LATENCY_MS = 4;

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
}

async function serve(folder: string, address: CosmosDouble): Promise<Served> {
  const { endpoint, key } = address;
  const child = fork(
    new URL("./servers/meeting.ts", import.meta.url),
    [folder, JSON.stringify({ endpoint, key }), String(LISTENERS + 10)],
    { stdio: ["ignore", "ignore", "inherit", "ipc"] },
  );
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { child, port };
}

async function memoryMb({ child }: Served): Promise<number> {
  child.send("memory");
  const [{ rss }] = (await once(child, "message")) as [{ rss: number }];
  return rss / 1024 / 1024;
}

const known = new Map<string, Record<string, string>>();

/** Teams caches tokens too: the time to get one is not part of an act. */
async function headersFor({ port }: Served, person: number): Promise<Record<string, string>> {
  const key = `${port} ${person}`;
  const headers = known.get(key) ?? (await newHeaders(port, person));
  known.set(key, headers);
  return headers;
}

async function newHeaders(port: number, person: number): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${port}/host/token?persona=${idOf(person)}`);
  return { authorization: `Bearer ${await response.text()}`, "content-type": "application/json" };
}

async function open(served: Served, person: number, chat = CHAT): Promise<OpenPanel> {
  const url = `http://127.0.0.1:${served.port}/api/teams/${encodeURIComponent(chat)}/rounds/live`;
  return readPanel(url, await headersFor(served, person));
}

async function act(served: Served, person: number, verb: string, data: object): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${served.port}/api/acts`, {
    method: "POST",
    headers: await headersFor(served, person),
    body: JSON.stringify({ verb, data: { teamId: CHAT, ...data } }),
  });
  if (response.status !== 200) {
    throw new Error(`${verb}: ${response.status} ${await response.text()}`);
  }
}

const presentCountIs = (count: number) => (view: { readonly here?: number | undefined }) => view.here === count;

/** Prints the measurements of a meeting's panels. */
export async function reportRounds(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-bench-rounds-"));
  const double = await openCosmosDouble({ latencyMs: LATENCY_MS });
  const teams = await fakeTeams(() => performance.now());
  const [template] = roster;
  teams.room(
    CHAT,
    Array.from({ length: LISTENERS + 10 }, (_, n) => ({
      ...template,
      id: `29:${n}`,
      name: nameOf(n),
      objectId: idOf(n),
    })),
  );
  const servers = [await serve(folder, double), await serve(folder, double)] as const;
  try {
    await measure(servers, double, teams.serviceUrl);
  } finally {
    for (const { child } of servers) {
      child.kill();
    }
    await teams.close();
    await double.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  [first, second]: readonly [Served, Served],
  double: CosmosDouble,
  serviceUrl: string,
): Promise<void> {
  await fetch(`http://127.0.0.1:${first.port}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(click(serviceUrl, 0, "people/preferences", {})),
  });
  await fetch(`http://127.0.0.1:${first.port}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(click(serviceUrl, 0, "people/take-lead", { teamId: CHAT })),
  });

  const leader = await open(first, 0);
  const [near, far] = [await open(first, 1), await open(second, 2)];
  await Promise.all([leader, near, far].map((one) => one.until(presentCountIs(3))));
  await act(first, 0, roundVerbs.start, { nonce: mintIdempotencyToken(new Date()), kind: "greeting" });
  await far.until(({ round }) => round !== undefined);
  const roundId = leader.view().round?.id ?? "";

  const latencies = { same: [] as number[], other: [] as number[] };
  for (let turn = 0; turn < TURNS; turn++) {
    const text = `Hej ${turn}`;
    const begun = performance.now();
    const after = async (panel: OpenPanel, times: number[]) => {
      await panel.until(({ round }) => round?.greetings.some((one) => one.text === text) === true);
      times.push(performance.now() - begun);
    };
    await Promise.all([
      act(first, 0, roundVerbs.greet, { roundId, text }),
      after(near, latencies.same),
      after(far, latencies.other),
    ]);
    // Not in step with the other server's polling.
    await sleep(Math.random() * 300);
  }

  const watched = await unitsIn(double, WATCHED_S);
  await act(first, 0, roundVerbs.close, { roundId });
  const before = await memoryMb(first);
  const crowd: OpenPanel[] = [];
  for (let n = 0; n < LISTENERS; n++) {
    crowd.push(await open(first, 3 + n));
  }
  await near.until(presentCountIs(3 + LISTENERS));
  const memory = await memoryMb(first);
  await Promise.all([...crowd, leader, near, far].map((one) => one.close()));
  // The server drops a closed panel after a grace period.
  await sleep(20_000);
  const unwatched = await unitsIn(double, WATCHED_S / 2);

  console.table([
    { "a meeting on two servers": "a change seen on the same server, p50 / p95 ms", "": percentiles(latencies.same) },
    { "a meeting on two servers": "a change seen on the other server, p50 / p95 ms", "": percentiles(latencies.other) },
    {
      "a meeting on two servers": `memory of a panel, of ${LISTENERS}, kB`,
      "": String(Math.round(((memory - before) * 1024) / LISTENERS)),
    },
    { "a meeting on two servers": "request units a minute, watched on both", "": watched },
    { "a meeting on two servers": "request units a minute, unwatched", "": unwatched },
  ]);
}

/** Request units and calls per minute. */
async function unitsIn(double: CosmosDouble, seconds: number): Promise<string> {
  const from = double.charges.length;
  await sleep(seconds * 1000);
  const own = double.charges.slice(from).filter(({ kind }) => kind !== "plan");
  const units = own.reduce((sum, { requestUnits }) => sum + requestUnits, 0);
  return `${Math.round((units * 60) / seconds)} (${Math.round((own.length * 60) / seconds)} calls)`;
}

function percentiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.floor(sorted.length * part)] ?? 0);
  return `${at(0.5)} / ${at(0.95)}`;
}

if (import.meta.main) {
  await reportRounds();
}
