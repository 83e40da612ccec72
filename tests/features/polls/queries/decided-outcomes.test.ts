import { expect, it } from "vitest";
import type { StoredQuestion } from "#bot/features/polls/contract.ts";
import { decidedOutcomes } from "#bot/features/polls/queries/decided-outcomes.ts";
import { fullName, idOf, TENANT, type Team } from "../../../support/a-team.ts";
import { aMonday } from "../a-question.ts";

/** Stores the entry of a decided poll, as the team's timeline has it. */
async function storeDecided(team: Team, decidedAt: string, more: Partial<StoredQuestion> = {}): Promise<void> {
  const data: StoredQuestion = {
    schema: 1,
    pollId: decidedAt,
    question: "Flytta mötet?",
    asker: { id: idOf("anna"), name: fullName("anna") },
    askerDecides: true,
    state: "decided",
    openedAt: "2026-01-01T09:00:00.000Z",
    closesAt: "2026-01-02T15:00:00.000Z",
    decidedAt,
    outcome: "Ja",
    why: "Fler kan då.",
    ...more,
  };
  await team.store.write(`team|${team.teamId}`, [{ kind: "put", id: `d|${decidedAt}|${data.pollId}`, data }]);
}

const outcomesFor = (team: Team, who: string, since = "2026-01-01T00:00:00.000Z") => {
  const services = team.gnista.jobContextFor(TENANT, "test");
  const actor = { id: idOf(who), name: fullName(who) };
  const ctx = { ...services, actor, team: undefined, locale: "sv" } as const;
  return decidedOutcomes(ctx, { id: team.teamId }, new Date(since));
};

it("lists decided polls since a date, oldest first, with their time and texts and nothing about people", async () => {
  const team = await aMonday();
  await storeDecided(team, "2026-01-20T10:00:00.000Z", {
    question: "Tredje?",
    decidedBy: { id: "x", name: "Cia Ceder" },
  });
  await storeDecided(team, "2026-01-05T10:00:00.000Z", { question: "Första?" });
  await storeDecided(team, "2026-01-12T10:00:00.000Z", { question: "Andra?" });

  const outcomes = await outcomesFor(team, "bo", "2026-01-10T00:00:00.000Z");

  const texts = { outcome: "Ja", why: "Fler kan då." };
  expect(outcomes).toEqual([
    { decidedAt: new Date("2026-01-12T10:00:00.000Z"), question: "Andra?", ...texts },
    { decidedAt: new Date("2026-01-20T10:00:00.000Z"), question: "Tredje?", ...texts },
  ]);
});

it("leaves out a text that was marked as naming somebody at the decision, even if nobody has that name now", async () => {
  const team = await aMonday();
  await storeDecided(team, "2026-01-12T10:00:00.000Z", { why: "Zelda kan.", naming: ["why"] });

  expect(await outcomesFor(team, "bo")).toMatchObject([{ question: "Flytta mötet?", outcome: "Ja", why: undefined }]);
});

it("leaves out a text that names a person who joined after the decision", async () => {
  const team = await aMonday();
  await storeDecided(team, "2026-01-12T10:00:00.000Z", { question: "Ska Filip få nyckel?", naming: [] });

  expect(await outcomesFor(team, "bo")).toMatchObject([{ question: undefined, outcome: "Ja" }]);
});

it("lists no poll of a conversation in which the viewer is not", async () => {
  const team = await aMonday();
  await storeDecided(team, "2026-01-12T10:00:00.000Z", { conversationId: "19:private@thread.tacv2" });
  await storeDecided(team, "2026-01-13T10:00:00.000Z", { conversationId: team.teamId, question: "Allas?" });

  expect((await outcomesFor(team, "bo")).map((outcome) => outcome.question)).toEqual(["Allas?"]);
});
