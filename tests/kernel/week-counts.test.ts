import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { noActs, WeekCounts } from "#bot/kernel/contract.ts";
import { weekCountOps } from "#bot/kernel/week-counts.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team, userIdOf } from "../support/a-team.ts";
import { acts, aTeamOf, everyKindOnce, five, four, thisWeek } from "../support/counted-acts.ts";

it("counts every act of a week once, also when the week's first acts are simultaneous", async () => {
  const team = await aTeam();
  const services = team.gnista.jobContextFor(TENANT, randomUUID());
  const actLocation = {
    team: { id: TEAM, kind: "team", conversationId: TEAM, leaders: [] },
    conversationId: TEAM,
  } as const;

  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const counting = await weekCountOps(services, actLocation, "2026-W06", { "acts.thanks": 1 });
      await team.store.write(`team|${TEAM}`, [{ kind: "create", id: `act|${i}`, data: {} }, ...counting]);
    }),
  );

  const week = await team.store.get(`team|${TEAM}`, "w|2026-W06");
  expect(WeekCounts.parse(week?.data).acts).toEqual({
    thanks: 40,
    progress: 0,
    milestones: 0,
    questions: 0,
    decisions: 0,
  });
});

const CHANNEL = "19:some-of-them@thread.tacv2";

const inChannel = {
  activity: {
    conversation: { id: CHANNEL, conversationType: "channel", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, team: { id: TEAM, name: "Laget" }, channel: { id: CHANNEL } },
  },
};

describe("a team of fewer than five people", () => {
  it("acts of a team of fewer than five are never counted, not even after the team has grown", async () => {
    const team = await aTeamOf(four);
    await acts(team);
    const storedCounts = (await team.store.range(`team|${TEAM}`, { from: "w|", to: "w~" })).items;

    await team.has(five);

    expect(storedCounts).toEqual([]);
    expect(await thisWeek(team)).toEqual(noActs);
    await acts(team);
    expect(await thisWeek(team)).toEqual(everyKindOnce);
  });
});

describe("a channel with its own members", () => {
  const room = (team: Team, members: readonly string[]) =>
    team.teams.room(
      CHANNEL,
      members.map((who) => ({
        id: userIdOf(who),
        name: fullName(who),
        objectId: idOf(who),
        tenantId: TENANT,
        userRole: "user",
      })),
    );

  it("acts in a channel with its own members are counted for the team only when five are in the channel", async () => {
    const team = await aTeamOf([...five, "filip"]);
    room(team, four);
    await acts(team, inChannel);
    const ofFour = await thisWeek(team);

    room(team, five);
    team.gnista.jobContextFor(TENANT, "test").roster.forget(CHANNEL);
    await acts(team, inChannel);

    expect(ofFour).toEqual(noActs);
    expect(await thisWeek(team)).toEqual(everyKindOnce);
  });

  it("acts in a channel of five are not counted when the team has fewer than five", async () => {
    const team = await aTeamOf(four);
    room(team, [...four, "zoe", "ylva"]);

    await acts(team, inChannel);

    expect((await team.store.range(`team|${TEAM}`, { from: "w|", to: "w~" })).items).toEqual([]);
  });
});
