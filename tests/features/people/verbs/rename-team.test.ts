import { expect, it } from "vitest";
import { MyTeams } from "#bot/kernel/contract.ts";
import { aTeam, CHAT, TEAM } from "../../../support/a-team.ts";

const renamed = (name: unknown) => ({ eventType: "teamRenamed", team: { id: TEAM, name } });

async function aNamedTeam(kind: "team" | "groupChat" = "team") {
  const team = await aTeam({ kind });
  await team.as("anna").says("vårt team");
  return {
    team,
    hears: (event: object) => team.sends({ ...team.activityOf("anna"), type: "conversationUpdate", ...event }),
    names: async () => MyTeams.parse((await team.as("anna").asks("/teams")).body).teams.map(({ name }) => name),
  };
}

it("a renamed team shows by its new name", async () => {
  const { hears, names } = await aNamedTeam();

  await hears({ channelData: renamed("Nya laget") });

  expect(await names()).toEqual(["Nya laget"]);
});

it("a team gets its new name by the first act after a restart when Teams' event was lost", async () => {
  const { team, names } = await aNamedTeam();
  const { channelData, ...activity } = team.activityOf("anna");
  await team.restarts();

  await team.sends({
    ...activity,
    type: "message",
    text: "hej",
    channelData: { ...channelData, team: { id: TEAM, name: "Nya laget" } },
  });

  expect(await names()).toEqual(["Nya laget"]);
});

it("a renamed group chat is shown by its new name, and without a name by its members", async () => {
  const { hears, names } = await aNamedTeam("groupChat");
  const conversation = { id: CHAT, conversationType: "groupChat", isGroup: true };

  await hears({ conversation, topicName: "Fredagsfika" });
  expect(await names()).toEqual(["Fredagsfika"]);
  await hears({ conversation, topicName: "" });
  expect((await names())[0]).toMatch(/^Chatt med Bo Berg, Cia Ceder, Dan Dahl och 2 till$/);
});

it.each([
  ["the name is missing", renamed(undefined)],
  ["the name is not text", renamed({ sv: "Nya" })],
  ["the name is far too long", renamed("x".repeat(5_000))],
  ["the team is another", { eventType: "teamRenamed", team: { id: "19:unknown@thread.tacv2", name: "Nya" } }],
])("an event in which %s changes no name", async (_, channelData) => {
  const { hears, names } = await aNamedTeam();

  await hears({ channelData });

  expect(await names()).toEqual(["Laget"]);
});
