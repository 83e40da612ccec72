import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context, Services } from "#bot/core/context.ts";
import { type DocumentStore, forTenant, type Range } from "#bot/core/document-store.ts";
import { AppError } from "#bot/core/errors.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import type { KeyStore } from "#bot/core/key-store.ts";
import { type Poll, PollDraft } from "#bot/features/polls/contract.ts";
import { resultOf, totalsOf } from "#bot/features/polls/rules/poll.ts";
import { findPoll, keyName, loadPoll, pollPartition } from "#bot/features/polls/store.ts";
import { askPoll } from "#bot/features/polls/verbs/ask-poll.ts";
import { castVote } from "#bot/features/polls/verbs/cast-vote.ts";
import { changeOptions } from "#bot/features/polls/verbs/change-options.ts";
import { cleanUp, closePoll, countAndClose } from "#bot/features/polls/verbs/close-poll.ts";
import { takeBackPoll } from "#bot/features/polls/verbs/take-back-poll.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";

/*
 * Runs concurrent poll operations in as many interleavings as fast-check finds: every read and write of the store waits
 * until fast-check releases it. The store is a real file, and the verbs are the real ones.
 */

const RUNS = process.env.SOAK ? 300 : 30;
const TEAM = "19:team@thread.tacv2";
const NOW = new Date("2026-02-02T09:00:00+01:00");
const voters = Array.from({ length: 60 }, (_, i) => ({
  id: `voter-${i}`,
  name: `Voter ${i}`,
  isGuest: false,
  isExternal: false,
}));
const asker = { id: "anna", name: "Anna Ask" };

let folder: string;
let raw: DocumentStore;
let keys: KeyStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gnista-polls-"));
  raw = openEmbedded({ file: join(folder, "gnista.sqlite"), now: () => NOW });
  keys = keyFiles(join(folder, "keys"));
  const team = { schema: 1, id: TEAM, name: "Laget", conversationId: TEAM, kind: "team", locale: "sv" };
  const settings = { ...team, zone: "Europe/Stockholm", leaders: [], values: [], pressedWeeks: [] };
  await forTenant(raw, "tenant").write(teamPartition(TEAM), [{ kind: "put", id: "team", data: settings }]);
});
afterAll(async () => {
  await raw.close();
  rmSync(folder, { recursive: true, force: true });
});

const servicesOver = (store: DocumentStore): Services => ({
  tenantId: "tenant",
  requestId: randomUUID(),
  now: NOW,
  store,
  keys,
  roster: {
    members: async () => [{ ...asker, isGuest: false, isExternal: false }, ...voters],
    isChannelOf: async () => false,
    forget() {},
  },
  due: { promise: async () => {} },
  meetings: { organiser: async () => undefined },
  deliver: { redraw() {} },
});

const as = (services: Services, actor: Context["actor"]): Context => ({
  ...services,
  actor,
  team: { id: TEAM, conversationId: TEAM },
  locale: "sv",
});

const plain = (): Services => servicesOver(forTenant(raw, "tenant"));

type Gate = <T>(said: string, act: () => Promise<T>) => Promise<T>;

/** Services whose store runs each operation through a gate. */
function gatedServices(gate: Gate): Services {
  const store = forTenant(raw, "tenant");
  return servicesOver({
    ...store,
    get: <T>(pk: string, id: string) => gate(`get ${id}`, () => store.get<T>(pk, id)),
    write: (pk, ops) =>
      gate(`write ${ops.map(({ kind, id }) => `${kind} ${id}`).join(", ")}`, () => store.write(pk, ops)),
    range: <T>(pk: string, bounds: Range = {}) => gate(`range ${bounds.from ?? ""}`, () => store.range<T>(pk, bounds)),
  });
}

/** fast-check's scheduler releases the waiting operations in any order. */
const scheduledServices = (scheduler: fc.Scheduler): Services =>
  gatedServices((said, act) => scheduler.schedule(Promise.resolve(), said).then(act));

/** Services whose store operations wait until `steps` releases them, one at a time. */
function steppedServices() {
  const waiting: (() => Promise<void>)[] = [];
  const gate: Gate = (_, act) =>
    new Promise((resolve, reject) => {
      waiting.push(() => act().then(resolve, reject));
    });
  return {
    world: gatedServices(gate),
    /** Runs up to that many operations, or fewer when no more are waiting. */
    async steps(maxSteps: number): Promise<void> {
      for (let step = 0; step < maxSteps; step++) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = waiting.shift();
        if (!next) {
          return;
        }
        await next();
      }
    },
  };
}

/** The fields of the poll that `resultOf` depends on. */
const votedOn = (answers: string) => ({ mode: "vote", isAnonymous: answers === "anonymous" }) as const;

const askWith = (answers: string, options = "a\nb\nc"): Promise<Poll> => {
  const nonce = mintIdempotencyToken(NOW);
  return askPoll(
    as(plain(), asker),
    PollDraft.parse({ teamId: TEAM, nonce, question: "Vad?", options, answers, mode: "vote" }),
  );
};

/** Casts two votes per option beforehand: enough for every figure to be shown. */
async function answeredBySix(poll: Poll): Promise<readonly (readonly number[])[]> {
  const choices = [[0], [1], [2], [0], [1], [2]];
  for (const [i, choice] of choices.entries()) {
    await castVote(as(plain(), voters[50 + i] ?? asker), { pollId: poll.id, edition: 0, choices: choice });
  }
  return choices;
}

/** `true`, or the code of the refusal. Any other error fails the test. */
async function outcome(act: Promise<unknown>): Promise<true | string> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof AppError) {
      return error.code;
    }
    throw error;
  }
}

/** A few people, each of whom casts one or more votes, one after another; the people vote concurrently. */
const someVoters = fc.array(
  fc.record({
    voter: fc.integer({ min: 0, max: 49 }),
    choices: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 8 },
);

it.each(["named", "anonymous"])(
  "a vote that races the close is either in the result or refused: %s",
  async (answers) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), someVoters, async (scheduler, plan) => {
        const people = [...new Map(plan.map((one) => [one.voter, one])).values()];
        const poll = await askWith(answers);
        const before = await answeredBySix(poll);
        const services = scheduledServices(scheduler);
        const accepted = new Map<number, number>();

        const voting = people.map(async ({ voter, choices }) => {
          for (const choice of choices) {
            const vote = { pollId: poll.id, edition: 0, choices: [choice] };
            const result = await outcome(castVote(as(services, voters[voter] ?? asker), vote));
            if (result === true) {
              accepted.set(voter, choice);
            } else {
              expect(result).toBe("POLL_CLOSED");
            }
          }
        });
        const closing = closePoll(as(services, asker), poll.id)
          .then(() => countAndClose(services, poll.id))
          .then(async () => cleanUp(services, await loadPoll(services, poll.id)));
        await scheduler.waitFor(Promise.all([...voting, closing]));

        const closed = await loadPoll(plain(), poll.id);
        const ballots = [...before, ...[...accepted.values()].map((choice) => [choice])];
        expect(closed.state).toBe("closed");
        expect(closed.result).toEqual(resultOf(votedOn(answers), totalsOf(ballots, 3), ballots.length));
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);

it.each(["named", "anonymous"])(
  "a vote that races two presses that take its poll back is destroyed or refused, and leaves nothing: %s",
  async (answers) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), someVoters, async (scheduler, plan) => {
        const people = [...new Set(plan.map(({ voter }) => voters[voter] ?? asker))];
        const poll = await askWith(answers);
        await answeredBySix(poll);
        const services = scheduledServices(scheduler);

        const voting = people.map((voter) =>
          outcome(castVote(as(services, voter), { pollId: poll.id, edition: 0, choices: [1] })),
        );
        const taking = [1, 2].map(() => outcome(takeBackPoll(as(services, asker), poll.id)));
        const results = await scheduler.waitFor(Promise.all([...taking, ...voting]));
        const after = await findPoll(plain(), poll.id);
        await cleanUp(plain(), after ?? poll);

        expect(results.slice(0, 2)).toEqual([true, true]);
        expect(results.filter((result) => result !== true && result !== "POLL_TAKEN_BACK")).toEqual([]);
        expect(after).toMatchObject({ isTakenBack: true, question: "", options: [], revision: poll.revision + 1 });
        const { store, keys: left } = plain();
        const items = (await store.range(pollPartition(poll.id))).items.map(({ id }) => id);
        expect(items.filter((id) => /^[vt]\|/.test(id))).toEqual([]);
        expect(await left.get(keyName(poll), "fresh")).toBeUndefined();
        for (const { id } of people) {
          const pointers = (await store.range(`user|${id}`, { from: "ref|", to: "ref~" })).items;
          expect(pointers.filter((pointer) => pointer.id.includes(poll.id))).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);

it.each(["named", "anonymous"])(
  "a vote that pauses at any step while its poll closes, in part or in full, is either in the result or refused: %s",
  async (answers) => {
    const results = new Set<true | string>();
    for (const [voterSteps, closerSteps] of everyPair(9, 17)) {
      const poll = await askWith(answers);
      const before = await answeredBySix(poll);
      const [voting, closing] = [steppedServices(), steppedServices()];

      const vote = outcome(
        castVote(as(voting.world, voters[0] ?? asker), { pollId: poll.id, edition: 0, choices: [1] }),
      );
      const closed = closePoll(as(closing.world, asker), poll.id).then(() => countAndClose(closing.world, poll.id));
      await voting.steps(voterSteps);
      await closing.steps(closerSteps);
      await voting.steps(Number.POSITIVE_INFINITY);
      await closing.steps(Number.POSITIVE_INFINITY);
      await closed;

      const voteResult = await vote;
      const taken = voteResult === true ? [[1]] : [];
      results.add(voteResult);
      expect((await loadPoll(plain(), poll.id)).result).toEqual(
        resultOf(votedOn(answers), totalsOf([...before, ...taken], 3), 6 + taken.length),
      );
    }
    expect([...results].toSorted()).toEqual(["POLL_CLOSED", true]);
  },
  120_000,
);

const everyPair = (first: number, second: number): readonly (readonly [number, number])[] =>
  Array.from({ length: first * second }, (_, i) => [i % first, Math.floor(i / first)]);

it.each(["named", "anonymous"])(
  "concurrent votes by one person are stored as one ballot, which is one of those votes: %s",
  async (answers) => {
    const choices = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), choices, async (scheduler, clicks) => {
        const poll = await askWith(answers);
        const others = voters.slice(0, 5);
        for (const [i, voter] of others.entries()) {
          await castVote(as(plain(), voter), { pollId: poll.id, edition: 0, choices: [i % 3] });
        }
        const services = scheduledServices(scheduler);
        const voter = voters[7] ?? asker;

        const clicking = clicks.map((choice) =>
          castVote(as(services, voter), { pollId: poll.id, edition: 0, choices: [choice] }),
        );
        await scheduler.waitFor(Promise.all(clicking));
        await closePoll(as(plain(), asker), poll.id);
        await countAndClose(plain(), poll.id);

        const { result } = await loadPoll(plain(), poll.id);
        const possible = [...new Set(clicks)].map((choice) =>
          resultOf(votedOn(answers), totalsOf([[0], [1], [2], [0], [1], [choice]], 3), 6),
        );
        expect(possible).toContainEqual(result);
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);

it.each(["named", "anonymous"])(
  "when the options change while the first votes arrive, either the change or the votes are refused, and no vote counts for an option it was not given to: %s",
  async (answers) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), someVoters, async (scheduler, plan) => {
        const people = [...new Map(plan.map((one) => [one.voter, one])).values()];
        const poll = await askWith(answers);
        const services = scheduledServices(scheduler);

        const voting = people.map(async ({ voter, choices: [choice = 0] }) => {
          const vote = { pollId: poll.id, edition: 0, choices: [choice] };
          return { choice, result: await outcome(castVote(as(services, voters[voter] ?? asker), vote)) };
        });
        const changing = outcome(changeOptions(as(services, asker), { pollId: poll.id, options: ["d", "e"] }));
        const [changed, ...cast] = await scheduler.waitFor(Promise.all([changing, ...voting]));
        await closePoll(as(plain(), asker), poll.id);
        await countAndClose(plain(), poll.id);

        const taken = cast.filter(({ result }) => result === true).map(({ choice }) => [choice]);
        const refused = cast.filter(({ result }) => result !== true).map(({ result }) => result);
        const closed = await loadPoll(plain(), poll.id);
        expect(changed).toBe(taken.length > 0 ? "OPTIONS_LOCKED" : true);
        expect(refused).toEqual(changed === true ? cast.map(() => "OPTIONS_CHANGED") : []);
        expect(closed.options).toEqual(changed === true ? ["d", "e"] : ["a", "b", "c"]);
        expect(closed.result).toEqual(resultOf(votedOn(answers), totalsOf(taken, closed.options.length), taken.length));
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);

it("counts a poll once when several requests close it at the same time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const poll = await askWith("anonymous");
      for (const [i, voter] of voters.slice(0, 5).entries()) {
        await castVote(as(plain(), voter), { pollId: poll.id, edition: 0, choices: [i % 2] });
      }
      const services = scheduledServices(scheduler);

      await scheduler.waitFor(
        Promise.all(
          [1, 2, 3].map(async () => {
            await closePoll(as(services, asker), poll.id);
            await countAndClose(services, poll.id);
            await cleanUp(services, await loadPoll(services, poll.id));
          }),
        ),
      );

      const closed = await loadPoll(plain(), poll.id);
      expect(closed.result).toEqual({ shows: "totals", answers: 5, totals: [3, 2, 0] });
      expect(closed.revision).toBe(2);
      expect((await plain().store.range(`poll|${poll.id}`)).items.map(({ id }) => id)).toEqual(["poll"]);
    }),
    { numRuns: RUNS / 2 },
  );
}, 120_000);
