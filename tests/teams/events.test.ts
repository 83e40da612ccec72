import { describe, expect, it } from "vitest";
import { BOT, CHANNEL, fullName, idOf, TEAM, TENANT } from "../support/a-team.ts";
import { aTrialTeam } from "./a-trial-team.ts";

describe("adding Gnista", () => {
  it("tells features the team, the installer and the installer's time zone when Gnista is added to a team", async () => {
    const { installed } = await aTrialTeam();

    expect(installed[0]).toEqual({
      place: { id: TEAM, conversationId: CHANNEL, kind: "team", name: "Laget", zone: "Europe/Stockholm" },
      by: fullName("anna"),
    });
  });

  it("tells features the chat as its own team when Gnista is added to a group chat", async () => {
    const { installed } = await aTrialTeam({ kind: "groupChat" });

    expect(installed[0]).toMatchObject({ place: { id: "19:chat@thread.v2", kind: "groupChat", name: undefined } });
  });

  it("takes the time zone from the clientInfo entity when the activity has none", async () => {
    const { team, installed } = await aTrialTeam({ isNotInstalled: true });
    const entities = [{ type: "clientInfo", locale: "en-GB", timezone: "Europe/Helsinki" }];

    const activity = { ...team.activityOf("anna"), localTimezone: undefined, entities };
    await team.sends({ ...activity, type: "installationUpdate", action: "add" });

    expect(installed).toMatchObject([{ place: { zone: "Europe/Helsinki" } }]);
  });

  it("passes every repeated installation event on to features, which have to be idempotent", async () => {
    const { team, installed } = await aTrialTeam();
    const before = installed.length;

    await team.installs("anna");

    expect(installed).toHaveLength(before + 2);
  });

  it("does not treat a new member as an installation, and shows them in the roster at once", async () => {
    const { team, installed } = await aTrialTeam();
    const roster = team.gnista.jobContextFor(TENANT, "r").roster;
    const before = { installed: installed.length, members: await roster.members(CHANNEL) };

    await team.has(["anna", "bo", "cia", "gustav"]);

    expect(installed).toHaveLength(before.installed);
    expect(before.members).toHaveLength(6);
    expect((await roster.members(CHANNEL)).map(({ id }) => id)).toEqual(["anna", "bo", "cia", "gustav"].map(idOf));
  });
});

describe("removing Gnista", () => {
  it.each([
    { type: "installationUpdate", action: "remove" },
    { type: "conversationUpdate", membersRemoved: [{ id: BOT }] },
  ])("tells features that Gnista was removed, and treats a later click as a new installation: $type", async (event) => {
    const { team, removed, installed } = await aTrialTeam();
    await team.sends({ ...team.activityOf("anna"), ...event });
    await team.store.write(`team|${TEAM}`, [{ kind: "delete", id: "team" }]);
    const before = installed.length;

    await team.as("anna").clicks("trial/text", {});

    expect(removed).toEqual([{ id: TEAM, conversationId: CHANNEL }]);
    expect(installed).toHaveLength(before + 1);
  });
});
