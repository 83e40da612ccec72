import { expect, it } from "vitest";
import { Me } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, fullName, idOf } from "../../support/a-team.ts";

it("/me returns the viewer's id, name and chosen language", async () => {
  const team = await aTeam();
  await team.as("bo").acts(peopleVerbs.savePreferences, { locale: "en" });

  const me = Me.parse((await team.as("bo").asks("/me")).body);

  expect(me).toEqual({ id: idOf("bo"), name: fullName("bo"), locale: "en" });
});
