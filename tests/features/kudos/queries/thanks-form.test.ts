import { expect, it } from "vitest";
import { ThanksForm } from "#bot/features/kudos/api.ts";
import { aTeam, fullName, TEAM, type Team } from "../../../support/a-team.ts";

it("the form lists the other members by name, or requires a search, and carries a nonce of its own", async () => {
  const small = await aTeam({ members: ["cia", "anna", "bo"], values: ["Mod"] });
  const large = await aTeam({
    members: ["anna", ...Array.from({ length: 101 }, (_, i) => `m${String(i).padStart(3, "0")}`)],
  });
  const form = async (team: Team) => ThanksForm.parse((await team.as("anna").asks(`/teams/${TEAM}/thanks-form`)).body);

  const [few, many, again] = [await form(small), await form(large), await form(small)];

  expect(few).toMatchObject({ values: ["Mod"], isSearchNeeded: false });
  expect(few.members.map(({ name }) => name)).toEqual([fullName("bo"), fullName("cia")]);
  expect([many.members, many.isSearchNeeded]).toEqual([[], true]);
  expect(few.nonce).not.toBe(again.nonce);
});
