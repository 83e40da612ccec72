import { expect, it } from "vitest";
import { allVote, aMonday, asks, CLOSES, decides, figuresOn, question } from "../a-question.ts";

it("reports that there are objections without naming or counting them, and lets the asker choose to wait", async () => {
  const team = await aMonday();
  await asks(team, "anna", { mode: "consent" });
  await allVote(team, { anna: 0, bo: 0, cia: 1, dan: 1, eva: 0 });
  await team.at(CLOSES);

  await decides(team, "anna", { outcome: "1", why: "Vi hör er först." });

  expect(question(team).words).toContain("Någon invänder.");
  expect(figuresOn(question(team).words)).toEqual([]);
  expect(question(team).words).toContain("Så blir det: Vi väntar");
});
