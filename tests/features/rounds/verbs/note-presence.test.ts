import { expect, it } from "vitest";
import type { Services } from "#bot/core/context.ts";
import type { PresenceChange } from "#bot/core/live.ts";
import { findPanels } from "#bot/features/rounds/store/panels.ts";
import { askWhoLeads, notePresence } from "#bot/features/rounds/verbs/note-presence.ts";
import { aTeam, fullName, idOf, TENANT } from "../../../support/a-team.ts";

const personOf = (who: string) => ({ id: idOf(who), name: fullName(who) });
const arrivalOf = (instance: string, ...people: readonly string[]): PresenceChange => ({
  instance,
  arrivals: people.map((who) => ({ person: personOf(who), meetingId: undefined })),
  departures: [],
  lost: [],
});

async function aTeamWithServices(leaders: readonly string[] = []) {
  const team = await aTeam({ leaders });
  const services: Services = team.gnista.jobContextFor(TENANT, "presence");
  const presentIds = async () => (await findPanels(services, team.teamId))?.here.map(({ id }) => id);
  return { team, services, presentIds };
}

it("records a person whose panel opens once, however often the servers report it", async () => {
  const { team, services, presentIds } = await aTeamWithServices();

  await notePresence(services, team.teamId, arrivalOf("one", "anna", "bo"));
  const before = await findPanels(services, team.teamId);
  await notePresence(services, team.teamId, arrivalOf("one", "anna", "bo"));

  expect(await presentIds()).toEqual([idOf("anna"), idOf("bo")]);
  expect(await findPanels(services, team.teamId)).toEqual(before);
});

it("keeps a person present who moves to this server from one that failed", async () => {
  const { team, services, presentIds } = await aTeamWithServices();
  await notePresence(services, team.teamId, arrivalOf("one", "anna", "bo"));

  await notePresence(services, team.teamId, { ...arrivalOf("two", "anna"), lost: ["one"] });

  expect(await presentIds()).toEqual([idOf("anna")]);
  expect((await findPanels(services, team.teamId))?.emptySince).toBeUndefined();
});

it("stores nothing when a panel closes that was never stored, or in a team without Gnista", async () => {
  const { team, services, presentIds } = await aTeamWithServices();

  await notePresence(services, team.teamId, { instance: "one", arrivals: [], departures: [idOf("anna")], lost: [] });
  await notePresence(services, "19:unknown@thread.tacv2", arrivalOf("one", "anna"));

  expect(await presentIds()).toBeUndefined();
  expect(await findPanels(services, "19:unknown@thread.tacv2")).toBeUndefined();
});

it("makes the leaders set in Gnista the leaders, also when the panel reports a meeting of another organiser", async () => {
  const { team, services } = await aTeamWithServices(["cia"]);

  await notePresence(services, team.teamId, {
    ...arrivalOf("one"),
    arrivals: [{ person: personOf("anna"), meetingId: "meeting" }],
  });
  await askWhoLeads(services, team.teamId);

  expect((await findPanels(services, team.teamId))?.leads).toEqual([idOf("cia")]);
});
