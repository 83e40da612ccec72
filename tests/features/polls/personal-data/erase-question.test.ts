import { expect, it } from "vitest";
import {
  destroyQuestion,
  eraseAnswer,
  eraseQuestion,
  pollSubjects,
} from "#bot/features/polls/personal-data/erase-question.ts";
import { findPoll, tallySoFar } from "#bot/features/polls/store.ts";
import { idOf, TENANT, type Team } from "../../../support/a-team.ts";
import { allVote, aMonday, asks, CLOSES, decides, fika, question } from "../a-question.ts";

const servicesOf = (team: Team) => team.gnista.jobContextFor(TENANT, "test");
const itemsOf = async (team: Team, pollId: string) => (await team.store.range(`poll|${pollId}`)).items;

async function openPoll(team: Team) {
  const poll = await findPoll(servicesOf(team), question(team).pollId);
  if (!poll) {
    throw new Error("there is no poll");
  }
  return poll;
}

it("a named answer that is erased twice is subtracted from the tally once", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named" });
  await allVote(team, { bo: 0, cia: 0, dan: 1 });
  const poll = await openPoll(team);

  await Promise.all([1, 2].map(() => eraseAnswer(servicesOf(team), poll.id, idOf("bo"))));
  await eraseAnswer(servicesOf(team), poll.id, idOf("bo"));

  expect(await tallySoFar(servicesOf(team), poll)).toEqual({ answers: 2, totals: [1, 1] });
});

it.each(["anonymous", "named"])(
  "the erasure of a poll keeps its document without words, and nothing of its %s answers",
  async (answers) => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers });
    await allVote(team, { bo: 0, cia: 1 });
    const poll = await openPoll(team);

    const erased = await eraseQuestion(servicesOf(team), poll);

    expect(erased).toMatchObject({ state: "erased", question: "", options: [] });
    const remaining = (await itemsOf(team, poll.id)).filter(({ id }) => /^[vt]\|/.test(id));
    expect(remaining).toEqual([]);
    expect(await servicesOf(team).keys.get(`ballots-${poll.id}`)).toBeUndefined();
    expect((await team.store.range(`team|${team.teamId}`, { from: "q|", to: "q~" })).items).toEqual([]);
  },
);

it("the erasure of a decided poll removes its entry among the decided ones", async () => {
  const team = await aMonday();
  await asks(team, "anna", fika);
  await team.at(CLOSES);
  await decides(team, "anna", { outcome: "0" });
  const decidedEntries = () => team.store.range(`team|${team.teamId}`, { from: "d|", to: "d~" });
  const before = (await decidedEntries()).items.length;

  await eraseQuestion(servicesOf(team), await openPoll(team));

  expect([before, (await decidedEntries()).items.length]).toEqual([1, 0]);
});

it("the people whom a poll names are its asker, its decider and its named voters, and no anonymous voter", async () => {
  const team = await aMonday({ leaders: ["cia"] });
  await asks(team, "anna", { ...fika, answers: "named" });
  await allVote(team, { bo: 0, dan: 1 });
  const named = question(team).pollId;
  await team.at(CLOSES);
  await decides(team, "cia", { outcome: "0" });
  await asks(team, "eva", fika);
  const anonymous = question(team, 1).pollId;
  await team.as("bo").clicks("polls/vote", { pollId: anonymous, edition: 0, choices: "0" });

  const subjects = await pollSubjects(servicesOf(team), `poll|${named}`);

  expect(subjects?.teamId).toBe(team.teamId);
  expect(new Set(subjects?.people)).toEqual(new Set(["anna", "cia", "bo", "dan"].map(idOf)));
  expect((await pollSubjects(servicesOf(team), `poll|${anonymous}`))?.people).toEqual([idOf("eva")]);
  expect(await pollSubjects(servicesOf(team), "poll|none")).toBeUndefined();
});

it("the destruction of a poll destroys the key before it deletes the ballots", async () => {
  const team = await aMonday();
  await asks(team, "anna", fika);
  await allVote(team, { bo: 0, cia: 1 });
  const { pollId } = question(team);
  const services = servicesOf(team);
  const keyAtWrite: unknown[] = [];
  const store: typeof services.store = {
    ...services.store,
    async write(pk, ops) {
      keyAtWrite.push(await services.keys.get(`ballots-${pollId}`, "fresh"));
      return services.store.write(pk, ops);
    },
  };

  await destroyQuestion({ ...services, store }, `poll|${pollId}`);

  expect(keyAtWrite.length).toBeGreaterThan(0);
  expect(keyAtWrite.filter((key) => key !== undefined)).toEqual([]);
  expect(await itemsOf(team, pollId)).toEqual([]);
});
