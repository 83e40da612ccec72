import { expect, it } from "vitest";
import { MyTeams } from "#bot/kernel/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { aTeam, fullName, idOf, memberOf, TEAM, type Team } from "../support/a-team.ts";
import { buttonsOf } from "../teams/buttons-of.ts";

/** A group chat that Gnista knows, and in which Anna has acted. */
async function addChat(team: Team, id: string, name: string, members: readonly string[]): Promise<void> {
  const item = await team.store.get<object>(teamPartition(TEAM), "team");
  const data = { ...item?.data, id, name, conversationId: id, kind: "groupChat" };
  await team.store.write(teamPartition(id), [{ kind: "put", id: "team", data }]);
  await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: `in|${id}`, data: { schema: 1, name } }]);
  team.teams.room(
    id,
    members.map((who) => memberOf(who, fullName(who))),
  );
}

async function annasTeams(chats: Readonly<Record<string, readonly [name: string, members: readonly string[]]>>) {
  const team = await aTeam();
  await team.as("anna").says("vårt team");
  for (const [id, [name, members]] of Object.entries(chats)) {
    await addChat(team, id, name, members);
  }
  const { teams } = MyTeams.parse((await team.as("anna").asks("/teams")).body);
  return { team, names: teams.map(({ name }) => name) };
}

it("two chats without a name are called by the other members, in the tab and in the question which team is meant", async () => {
  const { team, names } = await annasTeams({
    "19:a@thread.v2": ["", ["anna", "bo", "cia"]],
    "19:b@thread.v2": ["", ["anna", "dan"]],
  });

  expect(names).toEqual(["Chatt med Bo Berg och Cia Ceder", "Chatt med Dan Dahl", "Laget"]);
  const { replies } = await team.as("anna").says("tack", { inPersonalChat: true });
  expect(buttonsOf(replies[0]?.attachments?.[0]?.content).map(({ title }) => title)).toEqual(
    expect.arrayContaining([...names]),
  );
});

it("a chat without a name and with many members is called by three of them and the number of the others", async () => {
  const { names } = await annasTeams({ "19:a@thread.v2": ["", ["anna", "bo", "cia", "dan", "eva", "filip"]] });

  expect(names).toContain("Chatt med Bo Berg, Cia Ceder, Dan Dahl och 2 till");
});

it("two teams with the same name are told apart by their members, and a name of its own stays as it is", async () => {
  const { names } = await annasTeams({
    "19:a@thread.v2": ["Laget", ["anna", "bo"]],
    "19:b@thread.v2": ["Ledningen", ["anna", "bo"]],
  });

  expect(names).toHaveLength(3);
  expect(names).toContain("Laget (Bo Berg)");
  expect(names).toContain("Ledningen");
});

it("a chat without a name whose roster Teams does not return is left out, and the others keep their names", async () => {
  const { team } = await annasTeams({ "19:a@thread.v2": ["", ["anna", "bo"]] });
  team.teams.room("19:a@thread.v2", [memberOf("anna", fullName("anna"))]);
  await team.restarts();

  const { teams } = MyTeams.parse((await team.as("anna").asks("/teams")).body);

  expect(teams.map(({ name }) => name)).toContain("Laget");
});
