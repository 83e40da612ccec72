import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { type DocumentStore, forTenant } from "#bot/core/document-store.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { Poll, pollVerbs } from "#bot/features/polls/contract.ts";
import { resultOf } from "#bot/features/polls/rules/poll.ts";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { type FakeTeams, fakeTeams } from "../support/fake-teams.ts";
import { aDatabase, dueWorkIn, type Server, settle, start } from "./killable.ts";
import {
  asks,
  CHANNEL,
  type Click,
  chatOf,
  install,
  memberOf,
  OPTIONS,
  PEOPLE,
  type Question,
  seeded,
  send,
  TEAM,
  TENANT,
  type Thanks,
  thanks,
  type Vote,
  votes,
} from "./load.ts";

/*
 * Two server processes on one database, a double of Cosmos DB in a third process: both know what either acknowledged,
 * and each promise is kept once, whichever server dies.
 */

const isSoak = process.env.SOAK === "1";
const KILLS = isSoak ? 20 : 3;
const VOTERS = isSoak ? 10_000 : 500;
const SEED = Number(process.env.SEED ?? 20260203);
const START = Date.parse("2026-02-03T09:00:00+01:00");
const ALL_CLOSED = Date.parse("2026-02-04T16:30:00+01:00");

async function trial(people: number) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-instances-"));
  const teams = await fakeTeams(Date.now);
  const everybody = Array.from({ length: people }, (_, who) => who);
  for (const place of [CHANNEL, TEAM]) {
    teams.room(place, everybody.map(memberOf));
  }
  for (const who of everybody) {
    teams.room(chatOf(who), [memberOf(who)]);
  }
  const database = await aDatabase({ lagWrites: 3 });
  const began = Date.now();
  onTestFinished(async () => {
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    teams,
    everybody,
    /** All servers use the same clock. */
    begin: (at = START + Date.now() - began) => start(folder, at, teams.serviceUrl, database),
    async stored<T>(read: (store: DocumentStore, raw: DocumentStore) => Promise<T>): Promise<T> {
      const raw = await openCosmos({ ...database, database: "gnista", log: openLog({ level: "silent" }) });
      try {
        return await read(forTenant(raw, TENANT), raw);
      } finally {
        await raw.close();
      }
    },
  };
}

async function ends(...servers: readonly Server[]): Promise<void> {
  for (const { child } of servers) {
    child.kill("SIGKILL");
  }
  await Promise.all(servers.map(({ ended }) => ended));
}

it(`two processes together count ${VOTERS} voters, every fifth of whom changes their vote on the other process`, {
  timeout: isSoak ? 20 * 60_000 : 180_000,
}, async () => {
  const { begin, everybody, stored, teams } = await trial(VOTERS + 1);
  const servers = await Promise.all([begin(), begin()]);
  const [first, second] = servers;
  await install(first, 0);
  const questions = [asks(0, false, new Date(START)), asks(0, true, new Date(START))] as const;
  await send(first, questions[0]);
  await send(second, questions[1]);
  await Promise.all(servers.map(settle));
  const voters = everybody.slice(1);
  const outcomes: unknown[] = [];

  for (let from = 0; from < voters.length; from += 100) {
    await Promise.all(
      voters.slice(from, from + 100).map(async (who) => {
        const [here, there] = who % 2 ? [first, second] : [second, first];
        for (const { id } of questions) {
          outcomes.push((await send(here, votes(who, id, who % 3))).outcome);
          if (who % 5 === 0) {
            outcomes.push((await send(there, votes(who, id, (who + 1) % 3))).outcome);
          }
        }
      }),
    );
  }
  await ends(...servers);
  const last = await begin(ALL_CLOSED);
  await settle(last);
  await ends(last);

  expect(outcomes.filter((outcome) => outcome !== "done")).toEqual([]);
  const choices = voters.map((who) => (who % 5 === 0 ? (who + 1) % 3 : who % 3));
  const totals = [0, 1, 2].map((option) => choices.filter((choice) => choice === option).length);
  for (const { id } of questions) {
    const poll = await stored(async (store) => Poll.parse((await store.get(`poll|${id}`, "poll"))?.data));
    expect(poll.result).toEqual({ shows: "totals", answers: VOTERS, totals });
  }
  expect(postsWith(teams, questions[0].question)).toBe(1);
});

it(`two processes keep every acknowledged act, and each promise once, through ${KILLS} kills of one of them (seed ${SEED})`, {
  timeout: isSoak ? 20 * 60_000 : 180_000,
}, async () => {
  const random = seeded(SEED);
  const pick = (below: number) => Math.floor(random() * below);
  const { begin, everybody, stored, teams } = await trial(PEOPLE);
  const givenKudos: Thanks[] = [];
  const askedPolls: Question[] = [];
  const ballots = new Map<string, Vote>();
  const kills: number[] = [];
  const servers: [Server, Server] = await Promise.all([begin(), begin()]);

  /** As Teams does, sends to the other server again what a dying server did not answer. */
  async function sendClick(click: Click): Promise<void> {
    for (let at = pick(2); ; at = 1 - at) {
      const { outcome } = await send(servers[at] ?? servers[0], click);
      if (outcome === "unanswered") {
        await sleep(20);
        continue;
      }
      if (outcome === "done" && click.kind === "thanks") {
        givenKudos.push(click);
      } else if (outcome === "done" && click.kind === "question") {
        askedPolls.push(click);
      } else if (outcome === "done") {
        ballots.set(`${(click as Vote).pollId} ${click.who}`, click as Vote);
      }
      return;
    }
  }

  async function runWorker(worker: number, isOver: () => boolean): Promise<void> {
    const own = everybody.filter((who) => who % 8 === worker);
    while (!isOver()) {
      const who = own[pick(own.length)] ?? 0;
      const dice = random();
      const poll = askedPolls[pick(askedPolls.length)];
      const now = new Date(START);
      if (dice < 0.6 && poll) {
        await sendClick(votes(who, poll.id, pick(OPTIONS.length)));
      } else if (dice < 0.97) {
        await sendClick(thanks(who, (who + 1 + pick(PEOPLE - 1)) % PEOPLE, dice > 0.9, now));
      } else {
        await sendClick(asks(who, dice > 0.985, now));
      }
    }
  }

  await install(servers[0], 0);
  for (const who of everybody) {
    await send(servers[who % 2] ?? servers[0], {
      who,
      verb: peopleVerbs.chooseWish,
      data: { wish: who % 6 === 5 ? "betweenUs" : "openly" },
    });
  }
  await send(servers[0], { who: 0, verb: peopleVerbs.takeLead, data: { teamId: TEAM } });
  await sendClick(asks(1, false, new Date(START)));
  await sendClick(asks(2, true, new Date(START)));

  let isOver = false;
  const working = Promise.all(Array.from({ length: 8 }, (_, worker) => runWorker(worker, () => isOver)));
  for (let kill = 0; kill < KILLS; kill++) {
    await sleep(300 + pick(isSoak ? 3_000 : 900));
    const at = kill % 2;
    const dying = servers[at] ?? servers[0];
    dying.child.kill("SIGKILL");
    kills.push(Date.now());
    await dying.ended;
    servers[at] = await begin();
  }
  isOver = true;
  await working;
  const { content } = await send(servers[1], {
    who: [...ballots.values()][0]?.who ?? 0,
    verb: pollVerbs.mine,
    data: { pollId: [...ballots.values()][0]?.pollId },
  });
  kills.push(Date.now());
  await ends(...servers);
  // The leases of a dead server have expired, and every poll has closed.
  const last = await Promise.all([begin(ALL_CLOSED), begin(ALL_CLOSED)]);
  await Promise.all(last.map(settle));
  await settle(last[0]);
  await ends(...last);

  expect(content).toContain("Ditt svar:");
  const wasUnderWay = (atMs: number) => kills.some((kill) => kill - atMs < 2_000 && atMs - kill < 500);
  const countPosts = (words: string, conversationId: string) => {
    const found = teams.posts.filter(
      (post) => post.conversationId === conversationId && JSON.stringify([post.card, post.text]).includes(words),
    );
    return found.length - found.slice(0, -1).filter(({ versions }) => wasUnderWay(versions[0]?.atMs ?? 0)).length;
  };
  const shown = givenKudos.filter(({ to, isPrivate }) => !isPrivate && to % 6 !== 5);
  const between = givenKudos.filter(({ to, isPrivate }) => isPrivate || to % 6 === 5);
  expect(shown.filter(({ words }) => countPosts(words, CHANNEL) !== 1)).toEqual([]);
  expect(between.filter(({ words }) => countPosts(words, CHANNEL) !== 0)).toEqual([]);
  expect(between.filter(({ words, to }) => countPosts(words, chatOf(to)) !== 1)).toEqual([]);
  expect(askedPolls.filter(({ question }) => countPosts(question, CHANNEL) !== 1)).toEqual([]);
  await stored(async (store, raw) => {
    for (const { id } of askedPolls) {
      const poll = Poll.parse((await store.get(`poll|${id}`, "poll"))?.data);
      const counted = [...ballots.values()].filter(({ pollId }) => pollId === id);
      const totals = OPTIONS.map((_, option) => counted.filter(({ choice }) => choice === option).length);
      expect(poll.result, "everybody's vote, once").toEqual(resultOf(poll, totals, counted.length));
    }
    const week = await store.get<{ acts: object }>(`team|${TEAM}`, "w|2026-W06");
    expect(week?.data.acts).toMatchObject({ thanks: shown.length, questions: askedPolls.length });
    const { pending, finished } = await dueWorkIn(raw);
    expect(pending.filter(({ due }) => Date.parse(due) < ALL_CLOSED)).toEqual([]);
    expect(finished.filter(({ outcome }) => outcome !== "done" && outcome !== "unknown")).toEqual([]);
    expect(finished.filter(({ outcome, job }) => outcome === "unknown" && !/remind|ask/.test(job))).toEqual([]);
  });
  if (isSoak) {
    const report = {
      kills: kills.length,
      thanks: givenKudos.length,
      questions: askedPolls.length,
      votes: ballots.size,
    };
    console.info(JSON.stringify(report));
  }
});

/** How many posts contain the words. */
const postsWith = (teams: FakeTeams, words: string): number =>
  teams.posts.filter((post) => post.conversationId === CHANNEL && JSON.stringify(post.card ?? "").includes(words))
    .length;
