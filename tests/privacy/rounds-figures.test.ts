import fc from "fast-check";
import { expect, it, vi } from "vitest";
import type { Context } from "#bot/core/context.ts";
import { AppError } from "#bot/core/errors.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { ParticipationBlock } from "#bot/features/rounds/contract.ts";
import { noPanels, withArrival } from "#bot/features/rounds/rules/panels.ts";
import { findPanels, partOf, ROUND, roundPartition } from "#bot/features/rounds/store/panels.ts";
import { answerClosing } from "#bot/features/rounds/verbs/answer-closing.ts";
import { cleanUpRound, closeRound } from "#bot/features/rounds/verbs/close-round.ts";
import { showParticipation } from "#bot/features/rounds/verbs/show-participation.ts";
import { startRound } from "#bot/features/rounds/verbs/start-round.ts";
import { TeamSettings } from "#bot/kernel/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { aTeam, idOf, TENANT } from "../support/a-team.ts";

/*
 * Random sequences of closing rounds that vary who is there, who answers how often and what, who leaves and rejoins the
 * team, and who reads when. The model records which answers are in which figure. The code's figures must equal the
 * model's to the last decimal, and the model's guarantees for people must hold.
 */

vi.setConfig({ testTimeout: 1_800_000 });

const isSoak = process.env.SOAK === "1";
const FEWEST = 5;
const everybody = Array.from({ length: 13 }, (_, nth) => `p${nth}`);

interface RoundStep {
  readonly kind: "round";
  readonly present: readonly string[];
  /** In this order, including repeated answers and answers from people who are not there. */
  readonly answers: readonly (readonly [string, number])[];
  readonly meeting: string | undefined;
  /** People who leave the team between the answers and the end. */
  readonly leaving: readonly string[];
  /** Hours until the next step. */
  readonly hours: number;
  /** How many times the round is ended and its clean-up runs. */
  readonly ends: number;
}
type Step =
  | RoundStep
  | { readonly kind: "leaves" | "returns"; readonly who: readonly string[] }
  | { readonly kind: "reads" };

const some = (min: number, max: number) => fc.subarray([...everybody], { minLength: min, maxLength: max });
const value = fc.integer({ min: 1, max: 5 });

const aRound = (least: number, most: number): fc.Arbitrary<RoundStep> =>
  some(least, most).chain((present) =>
    fc.record({
      kind: fc.constant("round" as const),
      present: fc.constant(present),
      // Usually each person once; then changes, repeats and people who are not there.
      answers: fc
        .tuple(
          fc.array(value, { minLength: present.length, maxLength: present.length }),
          fc.array(fc.tuple(fc.constantFrom(...everybody), value), { maxLength: 4 }),
        )
        .map(([all, more]) => [...present.map((who, nth) => [who, all[nth] ?? 1] as const), ...more]),
      meeting: fc.constantFrom(undefined, "series", "other"),
      leaving: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(1, 2) }),
      hours: fc.constantFrom(0, 1, 11, 24, 24, 24, 24, 30),
      ends: fc.integer({ min: 1, max: 2 }),
    }),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: aRound(7, 13) },
  { weight: 2, arbitrary: aRound(4, 6) },
  { weight: 1, arbitrary: aRound(1, 3) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("leaves" as const), who: some(1, 4) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("returns" as const), who: some(8, 13) }) },
  { weight: 3, arbitrary: fc.constant({ kind: "reads" as const }) },
);

/** One answer of one person in one round. */
interface OneAnswer {
  readonly round: number;
  readonly who: string;
  readonly heard: number;
}
const peopleIn = (answers: readonly OneAnswer[]) => new Set(answers.map(({ who }) => who));

/** The specified behaviour, without keys, seals or a store. */
class Model {
  members = new Set(everybody);
  readonly shown: OneAnswer[][] = [];
  block: OneAnswer[][] = [];
  isUsed = false;
  last: { at: number; day: number; meeting: string | undefined } | undefined;
  now = Date.parse("2026-02-03T09:00:00Z");

  ends(answers: OneAnswer[], wasSmall: boolean, meeting: string | undefined): void {
    this.isUsed = true;
    // Stockholm is one hour ahead of UTC throughout these sequences.
    const day = Math.floor((this.now + 3600_000) / 86_400_000);
    const isSameSitting = this.last?.meeting === meeting && this.now - (this.last?.at ?? 0) < 12 * 3600_000;
    if (wasSmall || answers.length < FEWEST || (this.last && (day <= this.last.day || isSameSitting))) {
      return;
    }
    this.last = { at: this.now, day, meeting };
    this.block.push(answers);
    if (this.block.length >= 4 && peopleIn(this.block.flat()).size >= 10) {
      this.shown.push(this.block.flat());
      this.block = [];
    }
  }

  figure(): ParticipationBlock {
    const answers = this.shown.at(-1);
    if (this.members.size < 10) {
      return { shows: this.isUsed ? "tooSmall" : "nothing" };
    }
    if (!answers) {
      return { shows: "nothing" };
    }
    const most = [1, 2, 3, 4, 5].find((one) => answers.filter((a) => a.heard === one).length >= answers.length - 1);
    if (most !== undefined) {
      return { shows: "nearlyAll", heard: most, answers: answers.length };
    }
    const sum = answers.reduce((rest, one) => rest + one.heard, 0);
    return { shows: "mean", mean: Math.round((sum / answers.length) * 10) / 10, answers: answers.length };
  }
}

/**
 * Every figure, every figure without one's own answers, and every difference of two figures describes at least five
 * people.
 */
function holdsForPeople(figures: readonly (readonly OneAnswer[])[]): void {
  for (const [nth, one] of figures.entries()) {
    expect(peopleIn(one).size).toBeGreaterThanOrEqual(10);
    for (const me of peopleIn(one)) {
      expect(peopleIn(one.filter(({ who }) => who !== me)).size).toBeGreaterThanOrEqual(FEWEST);
    }
    for (const other of figures.slice(nth + 1)) {
      const key = (answer: OneAnswer) => `${answer.round} ${answer.who}`;
      const [mine, theirs] = [new Set(one.map(key)), new Set(other.map(key))];
      const difference = [
        ...one.filter((answer) => !theirs.has(key(answer))),
        ...other.filter((answer) => !mine.has(key(answer))),
      ];
      expect(peopleIn(difference).size).toBeGreaterThanOrEqual(FEWEST);
      // Stronger: the figures have no answer in common, so a subtraction reveals nothing.
      expect(difference).toHaveLength(one.length + other.length);
    }
  }
}

it("no figure that anybody reads, and no difference of two figures, describes fewer than five people in any sequence", async () => {
  const team = await aTeam();
  let runs = 0;
  let figuresRead = 0;

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 14, maxLength: 30, size: "max" }), async (steps) => {
      const teamId = `19:figures-${++runs}@thread.v2`;
      const model = new Model();
      const base = team.gnista.jobContextFor(TENANT, "figures");
      const settings = TeamSettings.parse({
        id: teamId,
        name: "",
        conversationId: teamId,
        kind: "groupChat",
        locale: "sv",
        zone: "Europe/Stockholm",
        leaders: [],
        values: [],
        pressedWeeks: [],
      });
      await base.store.write(teamPartition(teamId), [{ kind: "put", id: "team", data: settings }]);
      const as = (who: string): Context => ({
        ...base,
        now: new Date(model.now),
        actor: { id: idOf(who), name: who },
        team: undefined,
        locale: "sv",
        roster: {
          members: async () =>
            [...model.members].map((one) => ({ id: idOf(one), name: one, isGuest: false, isExternal: false })),
          isChannelOf: async () => false,
          forget: () => undefined,
        },
      });

      for (const [nth, one] of steps.entries()) {
        if (one.kind === "leaves") {
          model.members = new Set([...model.members].filter((who) => !one.who.includes(who)));
        } else if (one.kind === "returns") {
          model.members = new Set([...model.members, ...one.who]);
        } else if (one.kind === "round") {
          await playRound(as, model, teamId, nth, one);
          model.now += one.hours * 3600_000;
        }
        if (one.kind === "reads" || nth === steps.length - 1) {
          for (const who of [...model.members].slice(0, 2)) {
            expect(ParticipationBlock.parse(await showParticipation(as(who), teamId))).toEqual(model.figure());
          }
          figuresRead += model.figure().shows === "mean" ? 1 : 0;
        }
      }
      holdsForPeople(model.shown);
    }),
    { numRuns: isSoak ? 200 : 15 },
  );

  // Without figures the sequences would prove nothing.
  expect(figuresRead).toBeGreaterThan(5);
});

async function playRound(
  as: (who: string) => Context,
  model: Model,
  teamId: string,
  nth: number,
  { present, answers, leaving, meeting, ends }: RoundStep,
): Promise<void> {
  const here = present.filter((who) => model.members.has(who));
  const [host] = here;
  if (host === undefined) {
    return;
  }
  const services = as(host);
  const empty = { ...noPanels(teamId, services.now), ...(meeting === undefined ? {} : { meetingId: meeting }) };
  const data = here.reduce((panels, who) => withArrival(panels, { id: idOf(who), name: who }, "here"), empty);
  await services.store.write(roundPartition(teamId), [{ kind: "put", id: ROUND, data }]);
  await startRound(services, { teamId, nonce: mintIdempotencyToken(services.now), kind: "closing", question: "" });
  const wasSmall = model.members.size < 10;
  const round = (await findPanels(services, teamId))?.round;
  if (!round) {
    throw new Error("no round");
  }
  const taken = new Map<string, number>();
  for (const [who, value] of answers) {
    try {
      await answerClosing(as(who), { teamId, roundId: round.id, heard: value });
      taken.set(who, value);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect(here).not.toContain(who);
    }
  }
  model.members = new Set([...model.members].filter((who) => who === host || !leaving.includes(who)));
  for (let end = 0; end < ends; end++) {
    await closeRound(services, { teamId, roundId: round.id });
    await cleanUpRound(services, teamId, partOf(round));
  }
  model.ends(
    [...taken].map(([who, value]) => ({ round: nth, who, heard: value })),
    wasSmall,
    meeting,
  );
}
