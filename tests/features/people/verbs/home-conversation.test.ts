import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { TEAM } from "../../../support/a-team.ts";
import {
  deliverEvent,
  documentsOf,
  everywhere,
  homeOf,
  inChannel,
  PRIVATE,
  SHARED,
  setUp,
} from "../../../teams/delivered-events.ts";

describe("a team's home", () => {
  it("a team that is deleted and restored keeps its settings", async () => {
    const team = await everywhere();
    const before = await team.store.get(`team|${TEAM}`, "team");

    await deliverEvent(team, "team-deleted");
    await deliverEvent(team, "team-restored");

    expect((await team.store.get(`team|${TEAM}`, "team"))?.data).toEqual(before?.data);
    expect(documentsOf(team).has(`team|${TEAM} left`)).toBe(false);
  });

  it.each([
    ["shared-channel-bot-added", SHARED],
    ["shared-channel-bot-removed", SHARED],
    ["shared-channel-shared", SHARED],
    ["shared-channel-deleted", SHARED],
    ["private-channel-bot-added", PRIVATE],
    ["private-channel-bot-removed", PRIVATE],
  ])(
    "a home that an older version set to a shared or private channel becomes General after %s",
    async (name, wrong) => {
      const team = await everywhere();
      await setUp(team, { conversationId: wrong });

      await deliverEvent(team, name);

      expect(await homeOf(team)).toBe(TEAM);
    },
  );

  it("a home that an older version set to a shared channel becomes General after the first activity there", async () => {
    const team = await everywhere();
    await setUp(team, { conversationId: SHARED });
    await team.restarts();

    await team.as("bo").clicks(peopleVerbs.preferences, {}, { activity: inChannel(SHARED, "shared") });

    expect(await homeOf(team)).toBe(TEAM);
  });
});
