import { expect, it } from "vitest";
import { TeamPage } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, fullName, idOf, TEAM, type Team } from "../../../support/a-team.ts";

const settings = async (team: Team, who: string) =>
  TeamPage.parse((await team.as(who).asks(`/teams/${TEAM}/settings`)).body);

it("the settings page is the same for all members, apart from what the viewer may do", async () => {
  const team = await aTeam({ leaders: ["anna"], values: ["Mod"], zone: "Asia/Kathmandu" });

  const [annas, bos] = [await settings(team, "anna"), await settings(team, "bo")];

  expect(bos).toMatchObject({
    values: ["Mod"],
    zone: "Asia/Kathmandu",
    leaders: [{ name: fullName("anna") }],
    isLeader: false,
    mayTakeLead: false,
    weeks: [
      { week: "2026-W06", startsOn: "2026-02-02", isPressed: false },
      { week: "2026-W07", startsOn: "2026-02-09", isPressed: false },
    ],
  });
  expect(bos.zones).toEqual(expect.arrayContaining(["Asia/Kathmandu", "Europe/Stockholm"]));
  const { handOver, ...sharedPart } = annas;
  expect(sharedPart).toEqual({ ...bos, isLeader: true });
  expect(handOver?.members.map(({ name }) => name)).toContain(fullName("bo"));
  expect(bos.handOver).toBeUndefined();
});

it("any member can take the lead from the tab when the leader has left the team", async () => {
  const team = await aTeam({ leaders: ["anna"] });
  await team.has(["bo", "cia", "dan", "eva", "filip"]);
  const before = await settings(team, "bo");

  const { status } = await team.as("bo").acts(peopleVerbs.takeLead, { teamId: TEAM });

  expect([before.mayTakeLead, before.leaders, status]).toEqual([true, [], 200]);
  expect(await settings(team, "cia")).toMatchObject({ mayTakeLead: false, leaders: [{ name: fullName("bo") }] });
});

it("a leader saves settings, marks weeks and hands over the lead from the tab; a member is told whom to ask", async () => {
  const team = await aTeam({ leaders: ["anna"] });
  const draft = { teamId: TEAM, values: ["Mod", "Omtanke"], locale: "en", zone: "Europe/Helsinki" };

  const refused = await team.as("bo").acts(peopleVerbs.saveTeam, draft);
  for (const [verb, data] of [
    [peopleVerbs.saveTeam, draft],
    [peopleVerbs.pressedWeek, { teamId: TEAM, week: "2026-W07", pressed: true }],
    [peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("bo") }],
  ] as const) {
    expect((await team.as("anna").acts(verb, data)).status).toBe(200);
  }

  expect(refused).toMatchObject({
    status: 403,
    body: { title: `Det här ställer teamets ledare in. Fråga ${fullName("anna")}.` },
  });
  expect(await settings(team, "bo")).toMatchObject({
    values: ["Mod", "Omtanke"],
    locale: "en",
    zone: "Europe/Helsinki",
    isLeader: true,
    weeks: [{ isPressed: false }, { isPressed: true }],
  });
});
