import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { WeekCounts } from "#bot/kernel/contract.ts";
import { weekCountOps } from "#bot/kernel/week-counts.ts";
import { aTeam, TEAM, TENANT } from "../support/a-team.ts";

it("counts every act of a week once, also when the week's first acts are simultaneous", async () => {
  const team = await aTeam();
  const services = team.gnista.jobContextFor(TENANT, randomUUID());
  const actLocation = {
    team: { id: TEAM, kind: "team", conversationId: TEAM, leaders: [] },
    conversationId: TEAM,
  } as const;

  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const counting = await weekCountOps(services, actLocation, "2026-W06", { "acts.thanks": 1 });
      await team.store.write(`team|${TEAM}`, [{ kind: "create", id: `act|${i}`, data: {} }, ...counting]);
    }),
  );

  const week = await team.store.get(`team|${TEAM}`, "w|2026-W06");
  expect(WeekCounts.parse(week?.data).acts).toEqual({
    thanks: 40,
    progress: 0,
    milestones: 0,
    questions: 0,
    decisions: 0,
  });
});
