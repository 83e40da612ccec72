import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { people, together } from "../../support/a-crowd.ts";
import type { DoubleOptions } from "../../support/cosmos/double.ts";
import { type SharedStorage, sharedStorage } from "../../support/cosmos/shared-storage.ts";
import { aMonday, asks, CLOSES, figuresOn, question, wordsOn } from "./a-question.ts";

const SOAK = process.env.SOAK === "1";
const VOTERS = SOAK ? 10_000 : 500;
const RACES = 20;
/** For both servers together: a thread accepts 1,800 messages an hour. */
const PACE_MS = 2_000;

/** Two servers on one Cosmos DB whose replicas lag. */
async function twoServers(count: number, options: DoubleOptions = {}) {
  const storage = await sharedStorage({ lagWrites: 3, ...options });
  const team = await aMonday({ members: ["anna", ...people(count)], storage, instances: 2 });
  return { storage, team };
}

/** Gives each ballot a random latency, so that ballots arrive before, during and after the count. */
const ballotsAreSlow = ({ kind, body }: { kind: string; body: unknown }): number =>
  kind === "batch" && JSON.stringify(body).includes('"id":"v|') ? Math.random() * 80 : 0;

describe.each(["anonymous", "named"])("polls with %s answers on two servers with one Cosmos DB", (answers) => {
  it(`two servers count ${VOTERS} simultaneous voters as one ballot each when a fifth of them change their vote on the other server`, {
    timeout: 900_000,
  }, async () => {
    const { storage, team } = await twoServers(VOTERS);
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", answers });
    const { pollId, post } = question(team);
    const errors: unknown[] = [];
    const vote = async (who: string, choice: number, server: number) => {
      const data = { pollId, edition: 0, choices: String(choice) };
      const { error, status } = await team.as(who, server).clicks(pollVerbs.vote, data);
      errors.push(...(error || status !== 200 ? [error ?? status] : []));
    };

    await team.skippingWaits(() =>
      together(people(VOTERS), async (who, i) => {
        await vote(who, i % 3, i % 2);
        if (i % 5 === 0) {
          await vote(who, (i + 1) % 3, (i + 1) % 2);
        }
      }),
    );
    await team.settle();
    const ballots = ballotsIn(storage, pollId);
    const redraws = team.teams.calls
      .filter(({ method, path }) => method === "PUT" && path.endsWith(`/${post.id}`))
      .map(({ atMs }) => atMs);
    await team.at(CLOSES);

    const final = people(VOTERS).map((_, i) => (i % 5 === 0 ? (i + 1) % 3 : i % 3));
    expect(errors).toEqual([]);
    expect(redraws.length).toBeGreaterThan(1);
    // Time is skipped while an update runs, so single gaps mean nothing; the number of updates does.
    const span = Math.max(...redraws) - Math.min(...redraws);
    expect(redraws.length).toBeLessThanOrEqual(span / PACE_MS + 2);
    expect(ballots).toBe(VOTERS);
    expect(figuresOn(question(team).words)).toEqual([0, 1, 2].map((o) => final.filter((one) => one === o).length));
  });

  it("two servers return no error to voters while the database is busy, unreachable, or loses the response after a write", {
    timeout: 300_000,
  }, async () => {
    const voters = people(150);
    const { storage, team } = await twoServers(voters.length);
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", answers });
    const { pollId } = question(team);
    const now = ({ kind }: { kind: string }) => kind !== "metadata" && kind !== "account" && Math.random() < 0.02;
    for (const status of [429, 449, 503, 408]) {
      storage.double.fail({ when: now, status, retryAfterMs: 3 });
    }
    storage.double.fail({ when: now, cut: "before" });
    storage.double.fail({ when: now, cut: "after" });
    const errors: unknown[] = [];

    await team.skippingWaits(() =>
      together(voters, async (who, i) => {
        for (const choice of i % 5 === 0 ? [i % 3, (i + 1) % 3] : [i % 3]) {
          const data = { pollId, edition: 0, choices: String(choice) };
          const { error } = await team.as(who, (i + choice) % 2).clicks(pollVerbs.vote, data);
          errors.push(...(error ? [error] : []));
        }
      }),
    );
    await team.settle();
    await team.at(CLOSES);

    const final = voters.map((_, i) => (i % 5 === 0 ? (i + 1) % 3 : i % 3));
    expect(errors).toEqual([]);
    expect(figuresOn(question(team).words)).toEqual([0, 1, 2].map((o) => final.filter((one) => one === o).length));
    expect(storage.double.charges.some(({ status }) => status === 503)).toBe(true);
  });

  it(`two servers count exactly the votes that they accepted, ${RACES} times that voters race the close`, {
    timeout: 300_000,
  }, async () => {
    const voters = people(16);
    const { team } = await twoServers(voters.length, { latencyMs: ballotsAreSlow });

    for (let run = 0; run < RACES; run++) {
      await asks(team, "anna", { question: `Fråga ${run}?`, options: "Bulle\nFrukt", answers, mode: "vote" });
      const { pollId } = question(team, run);
      const vote = (who: string, i: number) =>
        team.as(who, i % 2).clicks(pollVerbs.vote, { pollId, edition: 0, choices: String(i % 2) });
      const early = await Promise.all(voters.slice(0, 8).map(vote));

      const [late] = await Promise.all([
        Promise.all(voters.slice(8).map(vote)),
        team
          .as("anna", run % 2)
          .clicks(pollVerbs.close, { pollId })
          .then(() => team.settle()),
      ]);
      await team.settle();

      const accepted = [...early, ...late].filter(({ card }) => wordsOn(card).includes("Sparat."));
      const clearlyRefused = late.filter(({ error }) => /hann inte med/.test(error?.message ?? ""));
      const { words } = question(team, run);
      expect(accepted.length + clearlyRefused.length).toBe(16);
      expect(figuresOn(words).reduce((sum, one) => sum + one, 0)).toBe(accepted.length);
    }
  });
});

function ballotsIn({ double }: SharedStorage, pollId: string): number {
  const lines = double.dump().split("\n");
  const ids = lines
    .filter((line) => line.includes(`|poll|${pollId}"`))
    .flatMap((line) => /"id":"(v\|[^"]+)"/.exec(line)?.[1] ?? []);
  return new Set(ids).size;
}
