import { describe, expect, it } from "vitest";
import type { JobContext } from "#bot/core/context.ts";
import { AppError, coreErrors } from "#bot/core/errors.ts";
import type { Poll, StoredQuestion } from "#bot/features/polls/contract.ts";
import { writeTimelineEntry } from "#bot/features/polls/jobs/write-timeline-entry.ts";
import { loadPoll } from "#bot/features/polls/store.ts";
import { teamSettings } from "#bot/kernel/settings.ts";
import { TENANT, type Team } from "../../../support/a-team.ts";
import { aMonday, asks, CLOSES, decides, fika, question } from "../a-question.ts";

const entriesOf = async (team: Team, prefix: string) =>
  (await team.store.range<StoredQuestion>(`team|${team.teamId}`, { from: prefix, to: `${prefix}~` })).items;

const countsOf = async (team: Team) =>
  (await team.store.range<{ readonly acts: object }>(`team|${team.teamId}`, { from: "w|", to: "w~" })).items.map(
    ({ data }) => data.acts,
  );

/** Writes the entry of the first poll again, with parts of the context or of the poll replaced. */
async function writesAgain(team: Team, parts: Partial<JobContext> = {}, more: Partial<Poll> = {}): Promise<void> {
  const ctx = { ...team.gnista.jobContextFor(TENANT, "again"), ...parts };
  const poll = await loadPoll(ctx, question(team).pollId);
  await writeTimelineEntry(ctx, { ...poll, ...more }, await teamSettings(ctx, poll.teamId));
}

describe("the entry of a poll on the team's timeline", () => {
  it("a poll has one entry, which moves to the decided ones, and counts once as asked and once as decided", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    await writesAgain(team);
    const open = [await entriesOf(team, "q|"), await entriesOf(team, "d|")];
    const countsAfterAsking = await countsOf(team);
    await team.at(CLOSES);

    await decides(team, "anna", { outcome: "0" });
    await writesAgain(team);

    expect(open.map((entries) => entries.length)).toEqual([1, 0]);
    expect(countsAfterAsking).toMatchObject([{ questions: 1, decisions: 0 }]);
    expect(await entriesOf(team, "q|")).toEqual([]);
    expect(await entriesOf(team, "d|")).toMatchObject([{ data: { state: "decided", outcome: "Bulle" } }]);
    expect(await countsOf(team)).toMatchObject([{ questions: 1, decisions: 1 }]);
  });

  it("a poll whose open entry was never written still counts as asked once it is decided", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    await team.at(CLOSES);
    await decides(team, "anna", { outcome: "0" });
    const [entry] = await entriesOf(team, "d|");
    const [week] = (await team.store.range(`team|${team.teamId}`, { from: "w|", to: "w~" })).items;
    await team.store.write(`team|${team.teamId}`, [
      { kind: "delete", id: entry?.id ?? "" },
      { kind: "delete", id: week?.id ?? "" },
    ]);

    await writesAgain(team);
    await writesAgain(team);

    expect(await entriesOf(team, "d|")).toHaveLength(1);
    expect(await countsOf(team)).toMatchObject([{ questions: 1, decisions: 1 }]);
  });

  it("an undecided poll's entry has no outcome and states nothing about names", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, question: "Ska Cia hålla i retron?" });

    const [entry] = await entriesOf(team, "q|");

    expect(entry?.data).toMatchObject({ state: "open", question: "Ska Cia hålla i retron?" });
    for (const field of ["naming", "outcome", "why", "decidedAt"]) {
      expect(entry?.data).not.toHaveProperty(field);
    }
  });
});

describe("the texts of a decided poll that name a person", () => {
  /** A decided poll whose reason names Cia. */
  async function aDecidedPoll() {
    const team = await aMonday();
    await asks(team, "anna", fika);
    await team.at(CLOSES);
    await decides(team, "anna", { outcome: "0", why: "Cia bakar." });
    return team;
  }
  const namingOf = async (team: Team) => (await entriesOf(team, "d|"))[0]?.data.naming;

  it("a text that named a member at the decision stays marked after that member has left", async () => {
    const team = await aDecidedPoll();
    const before = await namingOf(team);
    await team.has(["anna", "bo", "dan", "eva", "filip"]);

    await writesAgain(team);

    expect(before).toEqual(["why"]);
    expect(await namingOf(team)).toEqual(["why"]);
  });

  it("a text that changed after the decision is checked again", async () => {
    const team = await aDecidedPoll();

    await writesAgain(team, {}, { why: "(raderat)", outcome: "Dan köper" });

    expect(await namingOf(team)).toEqual(["outcome"]);
  });

  it("every text counts as naming somebody when the members cannot be determined", async () => {
    const team = await aDecidedPoll();
    const roster = {
      members: () => Promise.reject(new AppError(coreErrors.NOT_FOUND)),
      isChannelOf: async () => false,
      forget() {},
    };

    await writesAgain(team, { roster }, { question: "Ny fråga?", outcome: "Nytt", why: "Nya skäl." });

    expect(await namingOf(team)).toEqual(["question", "outcome", "why"]);
  });
});
