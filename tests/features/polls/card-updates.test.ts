import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { people, together } from "../../support/a-crowd.ts";
import type { Answer, Team } from "../../support/a-team.ts";
import { aMonday, asks, CLOSES, figuresOn, question, questionsIn, votes, wordsOn } from "./a-question.ts";

const SOAK = process.env.SOAK === "1";
const VOTERS = SOAK ? 10_000 : 500;
const RUNS = SOAK ? 100 : 20;
/** A team of `count` people and Anna, who asks. */
const aCrowd = (count: number): Promise<Team> => aMonday({ members: ["anna", ...people(count)] });

/** The times at which the poll's card was updated, by the clock that measures the update rate. */
function changesOf(team: Team, postId: string): readonly number[] {
  return team.teams.calls
    .filter(({ method, path }) => method === "PUT" && path.endsWith(`/${postId}`))
    .map(({ atMs }) => atMs);
}

/** A thread accepts 1,800 messages an hour (learn.microsoft.com, "Optimize your bot with rate limiting in Teams"). */
const PACE_MS = 2_000;
const BUSY_PACE_MS = 10_000;
const BUSY_AFTER_MS = 60_000;

const stalls = monitorEventLoopDelay();
stalls.enable();
afterAll(() => void stalls.disable());

/** The card is updated at most every two seconds, and at most every ten seconds after a minute of updates. */
function expectPace(times: readonly number[]): void {
  // This process may stall between the decision to send and the arrival, longer for one request than for the next.
  const slack = 500 + 4 * (stalls.max / 1e6);
  const [start = 0] = times;
  for (const [i, at] of times.entries()) {
    const before = times[i - 1];
    if (before !== undefined) {
      const pace = before - start >= BUSY_AFTER_MS ? BUSY_PACE_MS : PACE_MS;
      expect(at - before).toBeGreaterThanOrEqual(pace - slack);
    }
  }
}

describe.each(["anonymous", "named"])("a poll with %s answers", (answers) => {
  it(`counts ${VOTERS} ballots and returns no error when ${VOTERS} people vote at the same moment and a fifth of them change their vote`, {
    timeout: 600_000,
  }, async () => {
    const team = await aCrowd(VOTERS);
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", answers });
    const { post } = question(team);

    const choices = Array.from({ length: VOTERS }, (_, i) => (i % 5 === 0 ? (i + 1) % 3 : i % 3));
    const all = await team.skippingWaits(() =>
      together(people(VOTERS), async (who, i) => {
        const first = await votes(team, who, i % 3);
        return i % 5 === 0 ? [first, await votes(team, who, choices[i] ?? 0)] : [first];
      }),
    );
    await team.settle();
    const open = question(team).words;
    const changes = changesOf(team, post.id);
    await team.at(CLOSES);

    for (const { status, error, card } of all.flat()) {
      expect(error).toBeUndefined();
      expect(status).toBe(200);
      expect(wordsOn(card)).toContain("Sparat.");
    }
    expect(open).toContain(`${VOTERS.toLocaleString("sv-SE")} svar hittills.`);
    expect(figuresOn(question(team).words)).toEqual(
      [0, 1, 2].map((option) => choices.filter((choice) => choice === option).length),
    );
    expectPace(changes);
  });

  it(`counts or clearly refuses each vote that races the close, ${RUNS} times`, { timeout: 300_000 }, async () => {
    const voters = people(24);
    const team = await aCrowd(voters.length);
    let accepted = 0;
    let refused = 0;

    for (let run = 0; run < RUNS; run++) {
      await asks(team, "anna", { question: `Fråga ${run}?`, options: "Bulle\nFrukt\nKaka", answers, mode: "vote" });
      const { pollId } = question(team, run);
      const vote = (who: string, choice: number) =>
        team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: String(choice) });
      const before = await Promise.all(voters.slice(0, 12).map((who, i) => vote(who, i % 3)));

      const counting = team.settle();
      const [changed, added] = await Promise.all([
        Promise.all(voters.slice(0, 6).map((who, i) => vote(who, (i + 1) % 3))),
        Promise.all(voters.slice(12).map((who, i) => vote(who, i % 3))),
        closes(team, pollId, run),
      ]);
      await counting;
      await team.settle();

      const ballots = voters.map((_, i) => {
        if (i < 6) {
          return wasTaken(changed[i]) ? (i + 1) % 3 : i % 3;
        }
        return i < 12 || wasTaken(added[i - 12]) ? i % 3 : undefined;
      });
      const totals = [0, 1, 2].map((option) => ballots.filter((choice) => choice === option).length);
      expect(before.every(wasTaken)).toBe(true);
      expect(figuresOn(question(team, run).words)).toEqual(totals);
      expect(question(team, run).words).toContain(`${totals.reduce((sum, n) => sum + n, 0)} svar.`);
      accepted += [...changed, ...added].filter(wasTaken).length;
      refused += [...changed, ...added].filter((one) => !wasTaken(one)).length;
    }

    expect(accepted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it("stores one ballot when one person clicks several times at the same moment, and counts the last vote", async () => {
    const team = await aCrowd(8);
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", answers });
    const others = people(8).slice(1);
    await Promise.all(others.map((who, i) => votes(team, who, i % 3)));

    const same = await Promise.all(Array.from({ length: 12 }, () => votes(team, "v00000", 0)));
    const mixed = await Promise.all(Array.from({ length: 12 }, (_, i) => votes(team, "v00000", i % 3)));
    const mine = await team.as("v00000").clicks(pollVerbs.mine, { pollId: question(team).pollId });
    await team.settle();
    const open = question(team).words;
    await team.at(CLOSES);

    for (const { error } of [...same, ...mixed]) {
      expect(error).toBeUndefined();
    }
    expect(open).toContain("8 svar hittills.");
    const chosen = ["Bulle", "Frukt", "Kaka"].findIndex((one) => wordsOn(mine.card).includes(`Ditt svar: ${one}`));
    const byOthers = [3, 2, 2];
    expect(figuresOn(question(team).words)).toEqual(byOthers.map((n, option) => n + Number(option === chosen)));
  });
});

/** Closes by hand, a few steps later in each run, so that the close meets the votes at different points. */
async function closes(team: Team, pollId: string, run: number): Promise<void> {
  for (let step = 0; step < run * 3; step++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await team.as("anna").clicks(pollVerbs.close, { pollId });
  await team.settle();
}

/** True when the vote was accepted. Otherwise asserts that the voter was told that the poll had closed. */
function wasTaken(answer: Answer | undefined): boolean {
  if (answer?.error) {
    expect(answer.text).toMatch(/^Frågan stängde .*\. Ditt svar hann inte med\.$/);
    return false;
  }
  return true;
}

it("never updates the card faster than Teams accepts, however long people keep voting", async () => {
  const voters = people(12);
  const team = await aCrowd(voters.length);
  await asks(team, "anna", { options: "Bulle\nFrukt" });
  const { post } = question(team);

  for (let wave = 0; wave < 50; wave++) {
    await Promise.all(voters.slice(wave % 6, (wave % 6) + 6).map((who) => votes(team, who, wave % 2)));
    await team.settle();
  }

  const times = changesOf(team, post.id);
  expect(times.length).toBeGreaterThan(40);
  expectPace(times);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  expect(last - first).toBeGreaterThan(2 * BUSY_AFTER_MS);
  expect(questionsIn(team)).toHaveLength(1);
});
