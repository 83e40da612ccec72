import { expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { kernelVerbs } from "#bot/kernel/contract.ts";
import { verbsOf } from "#bot/kernel/dispatch.ts";
import { aTeam } from "../support/a-team.ts";

it("an unknown verb gives the same error by card, dialog and tab", async () => {
  const team = await aTeam();
  const data = { verb: "trial/gone" };
  const anna = team.as("anna");

  const click = await anna.clicks("trial/gone", {});
  const tab = await anna.acts("trial/gone", {});
  const dialog = await anna.submits("tack", data);

  expect(click.error?.code).toBe("UNKNOWN_ACTION");
  expect(JSON.stringify(tab)).toContain("UNKNOWN_ACTION");
  expect(JSON.stringify(dialog.body)).toContain("Den här knappen fungerar inte längre");
});

it("verbsOf returns every declared verb and the choice of a team", () => {
  const declared = allFeatures.flatMap(({ verbs }) => Object.keys(verbs ?? {}));

  expect([...verbsOf(allFeatures).keys()].toSorted()).toEqual([...declared, kernelVerbs.inTeam].toSorted());
});
