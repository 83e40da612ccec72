import { expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { fullName } from "../../../support/a-team.ts";
import { aMeeting } from "../a-meeting.ts";

const { pass, raise } = roundVerbs;

it("lets a waiting person pass, with a raised hand as well, and gives that person no turn", async () => {
  const { starts, does, panel, waiting } = await aMeeting();
  await starts("anna", "speaking");
  const who = waiting();
  await does(who, raise);

  expect(await does(who, pass)).toBe("done");

  const { round } = await panel(who).until((view) => view.round?.me === "done");
  expect(round?.hand).toBe(false);
  expect(round?.next.map(({ name }) => name)).not.toContain(fullName(who));
});
