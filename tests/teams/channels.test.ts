import { describe, expect, it } from "vitest";
import { CHANNEL, TEAM } from "../support/a-team.ts";
import { aRoster } from "./a-roster.ts";

describe("the roster", () => {
  it("knows a team's channels from activities there, else from Teams' list, which it fetches again for an unknown channel", async () => {
    const { team, roster } = await aRoster();
    const [old, fresh] = ["19:old@thread.tacv2", "19:fresh@thread.tacv2"];
    const isOne = (id: string, teamId = TEAM) => roster().isChannelOf(id, teamId);
    const lists = () => team.teams.calls.filter(({ path }) => path === `/v3/teams/${TEAM}/conversations`).length;

    expect([await isOne(CHANNEL), await isOne(CHANNEL, "19:others@thread.tacv2"), lists()]).toEqual([true, false, 0]);
    expect(await isOne(old)).toBe(false);
    team.teams.channels(TEAM, [TEAM, old]);
    expect([await isOne(old), await isOne(old), lists()]).toEqual([true, true, 2]);
    team.teams.channels(TEAM, [TEAM, old, fresh]);
    expect([await isOne(fresh), await isOne("19:nowhere@thread.tacv2")]).toEqual([true, false]);
  });
});
