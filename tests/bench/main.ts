import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cpus } from "node:os";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { reportCosts, reportVoters } from "./cosmos.ts";
import { reportDashboards } from "./dashboards.ts";
import { load, type Measured } from "./load.ts";
import { median } from "./median.ts";
import { CHAT, click, idOf, MEMBERS } from "./people.ts";
import { reportRounds } from "./rounds.ts";
import { reportStart } from "./start.ts";
import { reportTab } from "./tab.ts";

/*
 * How fast Gnista answers a vote and a kudos, durably, beside a bare teams-ai bot and a bare node:http server that
 * answer the same requests with a fixed card and store nothing. All alternate in one run, so that other load on the
 * machine affects each of them: read the ratios, not the figures. `npm run bench -- votes` measures votes alone.
 */

const ONLY_VOTES = process.argv[2] === "votes";

const REPEATS = Number(process.env.BENCH_REPEATS ?? 5);
const REPEAT_S = Number(process.env.BENCH_SECONDS ?? 4);

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  readonly pollId?: string;
  readonly serviceUrl?: string;
}

async function serve(name: string, ...args: string[]): Promise<Served> {
  const child = fork(new URL(`./servers/${name}.ts`, import.meta.url), args, {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [message] = (await once(child, "message")) as [Omit<Served, "child">];
  return { child, ...message };
}

async function memoryMb({ child }: Served): Promise<number> {
  child.send("memory");
  const [message] = (await once(child, "message")) as [{ rss: number }];
  return Math.round(message.rss / 1024 / 1024);
}

const teams = await serve("teams");
const serviceUrl = teams.serviceUrl ?? "";
const gnista = await serve("gnista", serviceUrl);
const teamsAi = await serve("teams-ai");
const nodeHttp = await serve("node-http");

let votes = 0;
/** Everybody votes, and then everybody changes their vote, again and again: a changed vote costs more. */
function aVote(): object {
  const n = votes++;
  const voter = 1 + (n % 5000);
  const choices = String(Math.floor(n / 5000) % 3);
  return click(serviceUrl, voter, "polls/vote", { pollId: gnista.pollId, edition: 0, choices });
}

let thanks = 0;
/** At most three between the same two people in a day, which is the limit. */
function aThankYou(): object {
  const n = thanks++;
  const sender = n % MEMBERS;
  const recipient = (sender + 1 + (Math.floor(n / MEMBERS) % (MEMBERS - 1))) % MEMBERS;
  const words = "Tack för att du stannade kvar";
  const data = {
    teamId: CHAT,
    nonce: mintIdempotencyToken(new Date()),
    recipients: idOf(recipient),
    words,
    audience: "team",
  };
  return click(serviceUrl, sender, "kudos/give", data);
}

interface Contender {
  readonly name: string;
  readonly body: () => object;
  server(): Promise<Served>;
  /** Work that remains at the end of a repeat must not run in another server's repeat. */
  readonly endsWithRound?: boolean;
}

const all: readonly Contender[] = [
  { name: "node:http, fixed card", server: async () => nodeHttp, body: aVote },
  { name: "teams-ai, fixed card", server: async () => teamsAi, body: aVote },
  { name: "Gnista, votes", server: async () => gnista, body: aVote },
  { name: "Gnista, thanks", server: () => serve("gnista", serviceUrl), body: aThankYou, endsWithRound: true },
];
const contenders = all.filter(({ body }) => !ONLY_VOTES || body === aVote);

interface Round extends Measured {
  readonly memory: number;
}

const results = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
try {
  for (let repeat = 0; repeat <= REPEATS; repeat++) {
    for (const { name, server, body, endsWithRound } of contenders) {
      const served = await server();
      await load(served.port, 1, body);
      const measured = { ...(await load(served.port, REPEAT_S, body)), memory: await memoryMb(served) };
      if (endsWithRound) {
        served.child.kill();
      }
      // The first repeat warms up.
      if (repeat > 0) {
        results.get(name)?.push(measured);
      }
    }
  }
  report();
} finally {
  for (const { child } of [teams, gnista, teamsAi, nodeHttp]) {
    child.kill();
  }
}
for (const measure of ONLY_VOTES ? [] : others()) {
  await measure();
}

function others(): readonly (() => Promise<void>)[] {
  return [reportDashboards, reportTab, reportStart, reportVoters, reportCosts, reportRounds];
}

function report(): void {
  const of = (name: string, figure: keyof Round) => median((results.get(name) ?? []).map((one) => one[figure]));
  const base = of("teams-ai, fixed card", "perSecond");
  const floor = of("node:http, fixed card", "perSecond");
  const rows = [];
  for (const { name } of contenders) {
    const perSecond = of(name, "perSecond");
    rows.push({
      "": name,
      "per second": Math.round(perSecond),
      "of teams-ai": (perSecond / base).toFixed(2),
      "of node:http": (perSecond / floor).toFixed(2),
      "p50 ms": of(name, "p50Ms"),
      "p99 ms": of(name, "p99Ms"),
      "memory MB": of(name, "memory"),
    });
  }
  process.stdout.write(
    `${REPEATS} repeats of ${REPEAT_S} s each, turn by turn, ${cpus().length} cores, Node ${process.version}\n`,
  );
  console.table(rows);
  process.stdout.write("Votes and thanks are durable when they are answered (fsync); the other two store nothing.\n");
}
