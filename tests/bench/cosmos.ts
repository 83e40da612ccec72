import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allFeatures } from "#bot/all-features.ts";
import type { Context, Person } from "#bot/core/context.ts";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { KudosDraft } from "#bot/features/kudos/contract.ts";
import { giveKudos } from "#bot/features/kudos/verbs/give-kudos.ts";
import { PollDraft } from "#bot/features/polls/contract.ts";
import { askPoll } from "#bot/features/polls/verbs/ask-poll.ts";
import { castVote } from "#bot/features/polls/verbs/cast-vote.ts";
import { closePoll } from "#bot/features/polls/verbs/close-poll.ts";
import { decidePoll } from "#bot/features/polls/verbs/decide-poll.ts";
import { type Gnista, startGnista } from "#bot/gnista.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { openCosmosDouble } from "../support/cosmos/double.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { dashboards, pathFor } from "./dashboards.ts";
import { everyone, votesInOneDocument } from "./one-document.ts";
import { CHAT, click, idOf, nameOf, roster, TENANT } from "./people.ts";
import { old, rosterOf, seedTeam, viewerOf, young } from "./two-teams.ts";
import { type Click, everyVerb, prepare, withoutRow } from "./verbs.ts";

/*
 * What Gnista costs on Cosmos DB, measured on the double of its wire protocol: the request units of every act, and 500
 * voters at once, beside the obvious way to store votes, in the same run.
 */

const silent = openLog({ level: "silent" });

interface Harness {
  readonly gnista: Gnista;
  readonly store: DocumentStore;
  readonly teams: Awaited<ReturnType<typeof fakeTeams>>;
  as(person: number): Context;
  /** @throws Error when the click is refused, because then nothing was measured */
  clicks(person: number, verb: string, data: object): Promise<void>;
  asks(person: Person, path: string): Promise<void>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

async function openHarness(address: { endpoint: string; key: string }): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-bench-"));
  const teams = await fakeTeams(() => performance.now());
  teams.room(CHAT, roster);
  for (const { id, ...member } of roster) {
    teams.room(`a:${id.slice("29:".length)}`, [{ id, ...member }]);
  }
  const store = await openCosmos({ ...address, database: "gnista", log: silent });
  const now = () => new Date();
  const issuer = await openTokenIssuer({ tenantId: TENANT, now });
  const gnista = await startGnista({
    store,
    keys: keyFiles(join(folder, "keys")),
    log: silent,
    identity: "unsigned",
    tokens: issuer.rules,
    port: 0,
    host: "127.0.0.1",
    runsByItself: false,
    clock: { now: () => performance.now() * 1e6, sleep: async () => {}, chance: () => 0 },
    now,
  });
  const clicks = async (person: number, verb: string, data: object) => {
    const response = await fetch(`${gnista.url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(click(teams.serviceUrl, person, verb, data)),
    });
    requireSuccess(verb, await response.text());
  };
  await clicks(0, "people/preferences", {});
  return {
    gnista,
    store,
    teams,
    clicks,
    async asks(person, path) {
      const authorization = `Bearer ${await issuer.tokenFor(person)}`;
      const response = await fetch(`${gnista.url}/api${path}`, { headers: { authorization } });
      requireSuccess(path, response.ok ? "" : `application/vnd.microsoft.error ${await response.text()}`);
    },
    as: (person) => ({
      ...gnista.jobContextFor(TENANT, "bench"),
      now: now(),
      actor: { id: idOf(person), name: nameOf(person) },
      team: { id: CHAT, conversationId: CHAT },
      locale: "sv",
    }),
    async settle() {
      while ((await gnista.scheduler.runDue()) > 0) {
        await gnista.redrawn();
      }
      await gnista.redrawn();
    },
    async close() {
      await gnista.stop();
      await teams.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function requireSuccess(asked: string, answer: string): void {
  if (answer.includes("application/vnd.microsoft.error")) {
    throw new Error(`${asked} was refused: ${answer}`);
  }
}

const aQuestion = (answers: "named" | "anonymous") =>
  PollDraft.parse({ teamId: CHAT, nonce: mintIdempotencyToken(new Date()), question: "Flytta mötet till 9?", answers });

/** Prints the request units of every act and of the work that it causes afterwards. */
export async function reportCosts(): Promise<void> {
  const double = await openCosmosDouble();
  const harness = await openHarness(double);
  const { as, settle } = harness;
  const rows: { act: string; "request units": string; "and afterwards": string; calls: number }[] = [];

  async function units(run: () => Promise<unknown>): Promise<{ sum: number; calls: number }> {
    const from = double.charges.length;
    await run();
    const own = double.charges.slice(from).filter(({ kind }) => kind !== "plan");
    return { sum: own.reduce((sum, { requestUnits }) => sum + requestUnits, 0), calls: own.length };
  }

  async function cost(act: string, run: () => Promise<unknown>): Promise<number> {
    const own = await units(run);
    const idle = await units(settle);
    const { sum: empty } = await units(settle);
    const more = Math.max(0, idle.sum - empty);
    rows.push({ act, "request units": own.sum.toFixed(1), "and afterwards": more.toFixed(1), calls: own.calls });
    return own.sum;
  }

  try {
    await settle();
    await as(0).store.write(`user|${idOf(2)}`, [{ kind: "put", id: "settings", data: { schema: 1, wish: "openly" } }]);
    const thanks = (to: number, audience: "team" | "private") => () =>
      giveKudos(
        as(1),
        KudosDraft.parse({
          teamId: CHAT,
          nonce: mintIdempotencyToken(new Date()),
          recipients: idOf(to),
          words: "Tack för att du stannade kvar",
          audience,
        }),
      );
    await thanks(3, "team")();
    await settle();
    await cost("thanks in the channel", thanks(2, "team"));
    await cost("thanks in private", thanks(2, "private"));
    const card = (pollId: string) => () => harness.clicks(10, "polls/card", { pollId });
    for (const answers of ["anonymous", "named"] as const) {
      let pollId = "";
      await cost(`question, ${answers}`, async () => {
        pollId = (await askPoll(as(0), aQuestion(answers))).id;
      });
      const vote = (who: number, choice: number) => () => castVote(as(who), { pollId, edition: 0, choices: [choice] });
      for (const who of [4, 5, 6, 7, 8]) {
        await vote(who, 0)();
      }
      await settle();
      await cost(`the card while open, ${answers}`, card(pollId));
      await cost(`first vote, ${answers}`, vote(9, 0));
      await cost(`changed vote, ${answers}`, vote(9, 1));
      await cost(`close, ${answers}`, () => closePoll(as(0), pollId));
      await cost(`the card when closed, ${answers}`, card(pollId));
      await cost(`decide and tell, ${answers}`, () =>
        decidePoll(as(0), { pollId, outcome: "0", other: "", why: "Flest ville." }),
      );
    }
    await prepare(as(0).store);
    const clicks = everyVerb(new Date());
    for (const { verb, who, data, as: name = verb } of clicks) {
      await cost(name, () => harness.clicks(who, verb, data));
    }
    const pollId = eventIdIn(clicks);
    for (const { path } of allFeatures.flatMap(({ routes = [] }) => routes)) {
      const requestPath = path.replace(":team", encodeURIComponent(CHAT)).replace(":poll", pollId);
      await cost(`GET ${path}`, () => harness.asks({ id: idOf(11), name: nameOf(11) }, requestPath));
    }
    const { sum: idle } = await units(() => harness.gnista.scheduler.runDue());
    rows.push({
      act: "looking for due work, none",
      "request units": idle.toFixed(1),
      "and afterwards": "0.0",
      calls: 4,
    });

    const missing = withoutRow(clicks);
    if (missing.length > 0) {
      process.stdout.write(`\nWithout a row of its own: ${missing.join(", ")}\n`);
    }
    process.stdout.write("\nRequest units on the double of Cosmos DB (its prices: tests/support/cosmos/charges.ts)\n");
    console.table(rows);
    await reportGrowth(harness, units);
  } finally {
    await harness.close();
    await double.close();
  }
}

/** The id of the poll that the clicks belong to. */
const eventIdIn = (clicks: readonly Click[]): string =>
  clicks.flatMap(({ data }) => ("pollId" in data ? [String(data.pollId)] : []))[0] ?? "";

/** Prints what the same dashboards cost for a small new team and for a large old one. */
async function reportGrowth(
  harness: Harness,
  units: (run: () => Promise<unknown>) => Promise<{ readonly sum: number }>,
): Promise<void> {
  const { store } = harness.as(0);
  for (const team of [young, old]) {
    harness.teams.room(team.id, rosterOf(team));
    await seedTeam(store, team, new Date());
  }
  const rows = [];
  for (const route of dashboards) {
    const costs: number[] = [];
    for (const team of [young, old]) {
      const ask = () => harness.asks(viewerOf(team), pathFor(route, team));
      await ask();
      costs.push((await units(ask)).sum);
    }
    const [small = 0, large = 0] = costs;
    rows.push({ "": route, "10 people, a quarter": small.toFixed(1), "10,000 people, three years": large.toFixed(1) });
  }
  process.stdout.write("\nRequest units of the same pages, for a small young team and for a large old one\n");
  console.table(rows);
}

const VOTERS = 500;
/** The latency between two machines in one region. */
const LATENCY_MS = 6;

/** Prints how long 500 voters take, of whom every fifth changes their vote, beside votes in one document. */
export async function reportVoters(): Promise<void> {
  const child: ChildProcess = fork(new URL("./servers/cosmos.ts", import.meta.url), [String(LATENCY_MS)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [address] = (await once(child, "message")) as [{ endpoint: string; key: string }];
  const harness = await openHarness(address);
  const votes = Array.from({ length: VOTERS }, (_, i) => {
    const voter = idOf(1 + i);
    return i % 5 === 0
      ? ([
          [voter, 0],
          [voter, 1],
        ] as const)
      : ([[voter, i % 3]] as const);
  }).flat();
  try {
    await harness.settle();
    const times: { ours: number; anonymous: number; theirs: number; retries: number }[] = [];
    for (let round = 0; round < 3; round++) {
      const [anonymous, ours] = [await timed(harness, "anonymous", votes), await timed(harness, "named", votes)];
      const { ms, retries } = await votesInOneDocument(harness.store, votes);
      times.push({ ours, anonymous, theirs: ms, retries });
    }
    const best = times.toSorted((a, b) => a.theirs / a.ours - b.theirs / b.ours)[1];
    if (best) {
      const seconds = (ms: number) => (ms / 1000).toFixed(2);
      process.stdout.write(
        `\n${VOTERS} voters at once, ${votes.length} votes, ${LATENCY_MS} ms to the database, median of three\n`,
      );
      console.table([
        {
          "": "ballots and shards, anonymous",
          seconds: seconds(best.anonymous),
          times: (best.theirs / best.anonymous).toFixed(1),
        },
        { "": "ballots and shards, named", seconds: seconds(best.ours), times: (best.theirs / best.ours).toFixed(1) },
        { "": `one document, ETag (${best.retries} retries)`, seconds: seconds(best.theirs), times: "1.0" },
      ]);
    }
  } finally {
    await harness.close();
    child.kill();
  }
}

async function timed(
  harness: Harness,
  answers: "named" | "anonymous",
  votes: readonly (readonly [string, number])[],
): Promise<number> {
  const { id: pollId } = await askPoll(harness.as(0), aQuestion(answers));
  const start = performance.now();
  await everyone(votes, (voter, choice) =>
    castVote({ ...harness.as(0), actor: { id: voter, name: "Väljare" } }, { pollId, edition: 0, choices: [choice] }),
  );
  return performance.now() - start;
}
