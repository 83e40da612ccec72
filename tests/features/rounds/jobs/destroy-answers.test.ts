import { expect, it } from "vitest";
import type { ParticipationTally } from "#bot/features/rounds/contract.ts";
import { destroyAnswers } from "#bot/features/rounds/jobs/destroy-answers.ts";
import { roundPartition } from "#bot/features/rounds/store/panels.ts";
import { TENANT, type Team } from "../../../support/a-team.ts";
import { aCrowd, answersOf, aTeamThatMeets } from "../days-of-meetings.ts";

const ctxOf = (team: Team) => team.gnista.jobContextFor(TENANT, "test");

/** The job that destroys the answers named `part`. */
const destroys = (team: Team, part: string) =>
  destroyAnswers(ctxOf(team), { pk: roundPartition(team.teamId), id: "round", part });

const tallyOf = async (team: Team) => (await team.store.get<ParticipationTally>(`heard|${team.teamId}`, "heard"))?.data;

it("destroyAnswers removes the counted answers and their key, and may run again", async () => {
  const { team, opens, closes } = await aTeamThatMeets();
  await opens(aCrowd);
  await closes(answersOf(aCrowd, () => 3));
  const { block = "" } = (await tallyOf(team)) ?? {};
  expect(await ctxOf(team).keys.get(`heard-${block}`)).toBeDefined();

  await destroys(team, block);
  await destroys(team, block);

  expect(await tallyOf(team)).toBeUndefined();
  expect(await ctxOf(team).keys.get(`heard-${block}`)).toBeUndefined();
});

it("destroyAnswers of earlier answers leaves the answers that are being collected", async () => {
  const { team, opens, closes } = await aTeamThatMeets();
  await opens(aCrowd);
  await closes(answersOf(aCrowd, () => 3));
  const before = await tallyOf(team);
  await ctxOf(team).keys.create("heard-earlier");

  await destroys(team, "earlier");

  expect(before).toMatchObject({ meetings: 1 });
  expect(await tallyOf(team)).toEqual(before);
  expect(await ctxOf(team).keys.get(`heard-${before?.block}`)).toBeDefined();
  expect(await ctxOf(team).keys.get("heard-earlier")).toBeUndefined();
});
