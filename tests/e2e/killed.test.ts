import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { Poll, pollVerbs } from "#bot/features/polls/contract.ts";
import { resultOf } from "#bot/features/polls/rules/poll.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { dueWork, type Server, settle, start, stored } from "./killable.ts";
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
  type Thanks,
  thanks,
  type Vote,
  votes,
} from "./load.ts";
import { hostOf, someRounds } from "./round-load.ts";

const isSoak = process.env.SOAK === "1";
const KILLS = isSoak ? 60 : 10;
const SEED = Number(process.env.SEED ?? 20260203);
const WORKERS = 12;

/** A Tuesday. Each start is two minutes later, so that the leases of the killed server have expired. */
const START = Date.parse("2026-02-03T09:00:00+01:00");
const LATER_MS = 2 * 60_000;
/** Every poll has closed, and no decision is due yet. */
const ALL_CLOSED = Date.parse("2026-02-04T16:30:00+01:00");
/**
 * A post is normally recorded within this time; the check takes the slowest click (`slowestMs`) if that was longer.
 */
const RECORDED_WITHIN_MS = 2_000;
/** A sent request arrives within this time even if its sender has died. */
const ON_THE_WIRE_MS = 500;

it(`a server keeps every acknowledged act and every promise through ${KILLS} kills in the middle of its work (seed ${SEED})`, {
  timeout: isSoak ? 40 * 60_000 : 600_000,
}, async () => {
  const random = seeded(SEED);
  const pick = (below: number) => Math.floor(random() * below);
  const folder = mkdtempSync(join(tmpdir(), "gnista-killed-"));
  const teams = await fakeTeams(Date.now);
  const everybody = Array.from({ length: PEOPLE }, (_, who) => who);
  for (const place of [CHANNEL, TEAM]) {
    teams.room(place, everybody.map(memberOf));
  }
  for (const who of everybody) {
    teams.room(chatOf(who), [memberOf(who)]);
  }
  onTestFinished(async () => {
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const givenKudos: Thanks[] = [];
  const askedPolls: Question[] = [];
  const ballots = new Map<string, Vote>();
  let unanswered: Click[] = [];
  const refused = new Map<string, number>();
  const kills: number[] = [];
  /** The longest time that an answered click took. */
  let slowestMs = 0;
  const rounds = someRounds(everybody);
  let inRounds = 0;

  /** Sends a click and records its outcome. */
  async function sendClick(at: Server, click: Click): Promise<void> {
    const sentAt = Date.now();
    const { outcome } = await send(at, click);
    if (outcome === "unanswered") {
      unanswered.push(click);
      return;
    }
    slowestMs = Math.max(slowestMs, Date.now() - sentAt);
    if (outcome !== "done") {
      refused.set(outcome.refused, (refused.get(outcome.refused) ?? 0) + 1);
      return;
    }
    if (click.kind === "thanks") {
      givenKudos.push(click);
    } else if (click.kind === "question") {
      askedPolls.push(click);
    } else {
      ballots.set(`${click.pollId} ${click.who}`, click);
    }
  }

  /**
   * One worker's clicks, one after another. Each person belongs to one worker, so that their vote sent last is their
   * last vote.
   */
  async function runWorker(at: Server, worker: number, isOver: () => boolean): Promise<void> {
    const own = everybody.filter((who) => who % WORKERS === worker);
    while (!isOver()) {
      const who = own[pick(own.length)] ?? 0;
      if (random() < 0.3) {
        await rounds.acts(at, who, random() < 0.7);
        continue;
      }
      const dice = random();
      const poll = askedPolls[pick(askedPolls.length)];
      const now = new Date(START);
      if (dice < 0.55 && poll) {
        await sendClick(at, votes(who, poll.id, pick(OPTIONS.length)));
      } else if (dice < 0.97) {
        await sendClick(at, thanks(who, (who + 1 + pick(PEOPLE - 1)) % PEOPLE, dice > 0.9, now));
      } else {
        await sendClick(at, asks(who, dice > 0.985, now));
      }
    }
  }

  /** Sends again every click that got no answer, as Teams does. */
  async function resendUnanswered(at: Server): Promise<void> {
    const clicks = unanswered;
    unanswered = [];
    for (const click of clicks) {
      await sendClick(at, click);
    }
    expect(unanswered).toEqual([]);
  }

  /** Checks for the last acknowledged vote, or a later one that was under way when the server died. */
  async function expectVotes(at: Server): Promise<void> {
    const sample = [...ballots.values()].filter((_, i, all) => i >= all.length - 10 || random() < 0.1);
    for (const { who, pollId, choice } of sample) {
      const underWay = unanswered.filter(
        (click) => click.kind === "vote" && click.who === who && click.pollId === pollId,
      );
      const possible = [choice, ...underWay.map((click) => (click as Vote).choice)];
      const { content } = await send(at, { who, verb: pollVerbs.mine, data: { pollId } });
      const answers = possible.map((option) => `Ditt svar: ${OPTIONS[option]}`);
      expect(
        answers.some((answer) => content.includes(answer)),
        `one of ${answers} in ${content}`,
      ).toBe(true);
    }
  }

  const startServer = (at: number) => start(folder, at, teams.serviceUrl, undefined, { host: hostOf(everybody) });
  const first = await startServer(START);
  await install(first, 0);
  for (const who of everybody) {
    await send(first, { who, verb: peopleVerbs.chooseWish, data: { wish: who % 6 === 5 ? "betweenUs" : "openly" } });
  }
  await send(first, { who: 0, verb: peopleVerbs.takeLead, data: { teamId: TEAM } });
  await sendClick(first, asks(1, false, new Date(START)));
  await sendClick(first, asks(2, true, new Date(START)));
  await rounds.opens(first);
  await rounds.begins(first, 0, new Date(START));
  let running = first;

  for (let kill = 1; kill <= KILLS; kill++) {
    let isOver = false;
    const working = Promise.all(
      Array.from({ length: WORKERS }, (_, worker) => runWorker(running, worker, () => isOver)),
    );
    await sleep(80 + pick(isSoak ? 2_000 : 700));
    running.child.kill("SIGKILL");
    kills.push(Date.now());
    isOver = true;
    await Promise.all([working, running.ended]);
    await stored(folder, async (store) => {
      const lost = [];
      for (const { id, kind } of [...givenKudos, ...askedPolls]) {
        const found =
          kind === "thanks" ? await store.get(`kudos|${id}`, "kudos") : await store.get(`poll|${id}`, "poll");
        lost.push(...(found ? [] : [id]));
      }
      expect(lost).toEqual([]);
      await rounds.areStored(store);
    });
    running = await startServer(START + kill * LATER_MS);
    await expectVotes(running);
    await rounds.areReadable(running);
    inRounds += rounds.count();
    await rounds.begins(running, kill, new Date(START + kill * LATER_MS));
    await resendUnanswered(running);
  }

  await rounds.ends(running);
  await settle(running);
  running.child.kill("SIGKILL");
  await running.ended;
  const end = await startServer(ALL_CLOSED);
  await settle(end);
  end.child.kill("SIGKILL");
  await end.ended;

  const wasUnderWay = (atMs: number) =>
    kills.some((kill) => kill - atMs < Math.max(RECORDED_WITHIN_MS, slowestMs) && atMs - kill < ON_THE_WIRE_MS);
  /** How many posts contain the words, without those that a kill left unrecorded. */
  const countPosts = (words: string, conversationId: string) => {
    const found = teams.posts.filter(
      (post) => post.conversationId === conversationId && JSON.stringify([post.card, post.text]).includes(words),
    );
    const unrecorded = found.slice(0, -1).filter(({ versions }) => wasUnderWay(versions[0]?.atMs ?? 0));
    return found.length - unrecorded.length;
  };
  const shown = givenKudos.filter(({ to, isPrivate }) => !isPrivate && to % 6 !== 5);
  const between = givenKudos.filter(({ to, isPrivate }) => isPrivate || to % 6 === 5);
  const acts = { thanks: givenKudos.length, questions: askedPolls.length, votes: ballots.size, inRounds };
  const report = { kills: kills.length, ...acts };
  if (isSoak) {
    console.info(JSON.stringify({ ...report, refused: Object.fromEntries(refused), posts: teams.posts.length }));
  }

  expect(inRounds).toBeGreaterThan(KILLS);
  expect(readdirSync(join(folder, "keys")).filter((name) => name.startsWith("round-"))).toEqual([]);
  expect(shown.filter(({ words }) => countPosts(words, CHANNEL) !== 1)).toEqual([]);
  expect(between.filter(({ words }) => countPosts(words, CHANNEL) !== 0)).toEqual([]);
  expect(between.filter(({ words, to }) => countPosts(words, chatOf(to)) !== 1)).toEqual([]);
  expect(askedPolls.filter(({ question }) => countPosts(question, CHANNEL) !== 1)).toEqual([]);
  expect(askedPolls.filter(({ question, who }) => countPosts(question, chatOf(who)) !== 1)).toEqual([]);
  await stored(folder, async (store) => {
    for (const { id } of askedPolls) {
      const poll = Poll.parse((await store.get(`poll|${id}`, "poll"))?.data);
      const counted = [...ballots.values()].filter(({ pollId }) => pollId === id);
      const totals = OPTIONS.map((_, option) => counted.filter(({ choice }) => choice === option).length);
      expect(poll.state).toBe("closed");
      expect(poll.result, "everybody's vote, once").toEqual(resultOf(poll, totals, counted.length));
    }
    const week = await store.get<{ acts: object }>(`team|${TEAM}`, "w|2026-W06");
    expect(week?.data.acts).toMatchObject({ thanks: shown.length, questions: askedPolls.length });
  });
  await dueWork(folder).then(({ pending, finished }) => {
    expect(pending.filter(({ due }) => Date.parse(due) < ALL_CLOSED)).toEqual([]);
    expect(finished.filter(({ outcome }) => outcome !== "done" && outcome !== "unknown")).toEqual([]);
    expect(finished.filter(({ outcome, job }) => outcome === "unknown" && !/remind|ask|tell/.test(job))).toEqual([]);
  });
});
