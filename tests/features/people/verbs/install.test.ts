import { describe, expect, it } from "vitest";
import { aTeam, idOf, TEAM } from "../../../support/a-team.ts";
import { inChannel, installedTeam } from "../an-installation.ts";

describe("the introduction after the installation", () => {
  it("keeps the team's values and leader when Gnista is removed and installed again, and posts no second first card", async () => {
    const team = await aTeam({ leaders: ["anna"], values: ["Mod"] });
    const removal = { ...team.activityOf("anna"), type: "installationUpdate", action: "remove" };
    await team.sends(removal);
    await team.sends(removal);
    const meanwhile = await team.as("bo").asks(`/teams/${TEAM}/overview`);

    await team.installs("bo");
    await team.settle();
    await team.at("2026-02-04T12:00:00+01:00");

    expect(meanwhile.status).toBe(403);
    expect(await team.store.get(`team|${TEAM}`, "team")).toMatchObject({
      data: { values: ["Mod"], leaders: [{ id: idOf("anna") }] },
    });
    expect(await team.store.get(`team|${TEAM}`, "left")).toBeUndefined();
    expect(team.channelPosts()).toEqual([]);
  });

  it("posts the first card once after an hour without an answer, even when Teams repeats the installation", async () => {
    const team = await installedTeam();
    await Promise.all([team.installs("anna"), team.installs("anna"), team.installs("bo")]);
    await team.at("2026-02-03T09:59:00+01:00");
    const before = team.channelPosts().length;

    await team.at("2026-02-03T10:00:00+01:00");
    await team.installs("anna");
    await team.at("2026-02-04T10:00:00+01:00");

    expect(before).toBe(0);
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain("Jag är ledare här");
    expect(team.personalPosts("anna")).toHaveLength(1);
  });
});
