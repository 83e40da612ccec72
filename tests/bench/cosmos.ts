import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { subDays, subWeeks } from "date-fns";
import type { Context } from "#bot/core/context.ts";
import type { DocumentStore, Op } from "#bot/core/document-store.ts";
import { mintNonce } from "#bot/core/nonce.ts";
import { isoWeek } from "#bot/core/week.ts";
import { KudosDraft } from "#bot/features/kudos/contract.ts";
import { give } from "#bot/features/kudos/service/give.ts";
import { teamPartition } from "#bot/features/people/service.ts";
import { PollDraft } from "#bot/features/polls/contract.ts";
import { ask } from "#bot/features/polls/service/ask.ts";
import { closeNow } from "#bot/features/polls/service/close.ts";
import { decide } from "#bot/features/polls/service/decide.ts";
import { castVote } from "#bot/features/polls/service/vote.ts";
import { overview } from "#bot/features/pulse/service.ts";
import { type Gnista, startGnista } from "#bot/gnista.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { openCosmosDouble } from "../support/cosmos/double.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { everyone, votesInOneDocument } from "./one-document.ts";
import { CHAT, click, idOf, MEMBERS, nameOf, roster, TENANT } from "./people.ts";

/*
 * What Gnista costs on Cosmos DB, measured on the double of its wire: request units of every act, and 500 voters at once
 * beside the obvious way to store votes, in the same run.
 */

const silent = openLog({ level: "silent" });

interface House {
  readonly gnista: Gnista;
  readonly store: DocumentStore;
  readonly serviceUrl: string;
  as(person: number): Context;
  settle(): Promise<void>;
  close(): Promise<void>;
}

async function aHouse(address: { endpoint: string; key: string }): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-bench-"));
  const teams = await fakeTeams(() => performance.now());
  teams.room(CHAT, roster);
  for (const { id, ...member } of roster) {
    teams.room(`a:${id.slice("29:".length)}`, [{ id, ...member }]);
  }
  const store = await openCosmos({ ...address, database: "gnista", log: silent });
  const now = () => new Date();
  const gnista = await startGnista({
    store,
    keys: keyFiles(join(folder, "keys")),
    log: silent,
    identity: "unsigned",
    tokens: (await openTokenIssuer({ tenantId: TENANT, now })).rules,
    port: 0,
    host: "127.0.0.1",
    runsByItself: false,
    timing: { now: () => performance.now() * 1e6, sleep: async () => {}, chance: () => 0 },
    now,
  });
  await fetch(`${gnista.url}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(click(teams.serviceUrl, 0, "people/preferences", {})),
  });
  return {
    gnista,
    store,
    serviceUrl: teams.serviceUrl,
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

const aQuestion = (answers: "named" | "anonymous") =>
  PollDraft.parse({ teamId: CHAT, nonce: mintNonce(new Date()), question: "Flytta mötet till 9?", answers });

/** Prints the request units of every act, and of what follows from it by itself. */
export async function reportCosts(): Promise<void> {
  const double = await openCosmosDouble();
  const house = await aHouse(double);
  const { as, settle } = house;
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
      give(
        as(1),
        KudosDraft.parse({
          teamId: CHAT,
          nonce: mintNonce(new Date()),
          recipients: idOf(to),
          words: "Tack för att du stannade kvar",
          audience,
        }),
      );
    await thanks(3, "team")();
    await settle();
    await cost("thanks in the channel", thanks(2, "team"));
    await cost("thanks in private", thanks(2, "private"));
    const card = (pollId: string) => () => {
      const body = JSON.stringify(click(house.serviceUrl, 10, "polls/card", { pollId }));
      const headers = { "content-type": "application/json" };
      return fetch(`${house.gnista.url}/api/messages`, { method: "POST", headers, body });
    };
    for (const answers of ["anonymous", "named"] as const) {
      let pollId = "";
      await cost(`question, ${answers}`, async () => {
        pollId = (await ask(as(0), aQuestion(answers))).id;
      });
      const vote = (who: number, choice: number) => () => castVote(as(who), { pollId, edition: 0, choices: [choice] });
      for (const who of [4, 5, 6, 7, 8]) {
        await vote(who, 0)();
      }
      await settle();
      await cost(`the card while open, ${answers}`, card(pollId));
      await cost(`first vote, ${answers}`, vote(9, 0));
      await cost(`changed vote, ${answers}`, vote(9, 1));
      await cost(`close, ${answers}`, () => closeNow(as(0), pollId));
      await cost(`the card when closed, ${answers}`, card(pollId));
      await cost(`decide and tell, ${answers}`, () =>
        decide(as(0), { pollId, outcome: "0", other: "", why: "Flest ville." }),
      );
    }
    await cost("team's page", () => overview(as(1), CHAT));
    await cost("twelve weeks of figures", () =>
      as(1).store.range(teamPartition(CHAT), { from: "w|2020", to: "w|~", limit: 12 }),
    );
    await cost("a person's settings", () => as(1).store.get(`user|${idOf(2)}`, "settings"));
    const { sum: idle } = await units(() => house.gnista.scheduler.runDue());
    rows.push({
      act: "looking for due work, none",
      "request units": idle.toFixed(1),
      "and afterwards": "0.0",
      calls: 4,
    });

    process.stdout.write("\nRequest units on the double of Cosmos DB (its prices: tests/support/cosmos/charges.ts)\n");
    console.table(rows);
    const young = await units(() => overview(as(1), CHAT));
    await grownOld(as(1).store);
    await manyPeople(as(1).store, 10_000);
    const old = await units(() => overview(as(1), CHAT));
    process.stdout.write(
      `The team's page: ${young.sum.toFixed(1)} request units with a week of history and ${MEMBERS} people, ` +
        `${old.sum.toFixed(1)} with three years and 10,000 people who have used it.\n`,
    );
  } finally {
    await house.close();
    await double.close();
  }
}

/** Three years: each week a question decided, and eight thanks, none of them of these two weeks. */
async function grownOld(store: DocumentStore): Promise<void> {
  const asker = { id: idOf(0), name: nameOf(0) };
  for (let week = 13; week < 156; week++) {
    const at = subWeeks(new Date(), week);
    const line = {
      schema: 1,
      pollId: `old${week}`,
      question: "Fika?",
      asker,
      state: "decided",
      why: "Ja.",
      outcome: "Ja",
    };
    const times = { openedAt: at.toISOString(), closesAt: at.toISOString(), decidedAt: at.toISOString() };
    const thanks = Array.from({ length: 8 }, (_, n): Op => {
      const id = `k|${isoWeek(subDays(at, 1), "Europe/Stockholm")}|old${week}-${n}`;
      return { kind: "put", id, data: { schema: 1, words: "x".repeat(100) } };
    });
    await store.write(teamPartition(CHAT), [
      { kind: "put", id: `d|${at.toISOString()}|old${week}`, data: { ...line, ...times } },
      { kind: "put", id: `w|old-${week}`, data: { schema: 1 } },
      ...thanks,
    ]);
  }
}

async function manyPeople(store: DocumentStore, count: number): Promise<void> {
  for (let from = 0; from < count; from += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        store.write(`user|many-${from + i}`, [
          { kind: "put", id: `in|${CHAT}`, data: { schema: 1, name: "Bench" } },
          { kind: "put", id: "settings", data: { schema: 1, wish: "openly" } },
        ]),
      ),
    );
  }
}

const VOTERS = 500;
/** Between two machines of one region, and as in storage.md. */
const LATENCY_MS = 6;

/** Prints how long 500 voters take, every fifth changing their mind, beside votes in one document. */
export async function reportVoters(): Promise<void> {
  const child: ChildProcess = fork(new URL("./servers/cosmos.ts", import.meta.url), [String(LATENCY_MS)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [address] = (await once(child, "message")) as [{ endpoint: string; key: string }];
  const house = await aHouse(address);
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
    await house.settle();
    const times: { ours: number; anonymous: number; theirs: number; retries: number }[] = [];
    for (let round = 0; round < 3; round++) {
      const [anonymous, ours] = [await timed(house, "anonymous", votes), await timed(house, "named", votes)];
      const { ms, retries } = await votesInOneDocument(house.store, votes);
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
    await house.close();
    child.kill();
  }
}

async function timed(
  house: House,
  answers: "named" | "anonymous",
  votes: readonly (readonly [string, number])[],
): Promise<number> {
  const { id: pollId } = await ask(house.as(0), aQuestion(answers));
  const start = performance.now();
  await everyone(votes, (voter, choice) =>
    castVote({ ...house.as(0), actor: { id: voter, name: "Väljare" } }, { pollId, edition: 0, choices: [choice] }),
  );
  return performance.now() - start;
}
