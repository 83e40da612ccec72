import { describe, expect, it } from "vitest";
import { ballotId, type PollKey, pollKey } from "#bot/core/poll-key.ts";
import { seal, sealText } from "#bot/core/seal.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { idOf, TENANT, type Team } from "../../../support/a-team.ts";
import { aMeeting } from "../a-meeting.ts";
import { aCrowd } from "../days-of-meetings.ts";

const { answer, close, reveal, write } = roundVerbs;
const writers = ["bo", "cia", "dan", "eva", "filip"];

const keysOf = (team: Team) => team.gnista.jobContextFor(TENANT, "upgrade").keys;

/** Turns an open round into one of the older version, and adds entries as that version stored them. */
async function storeAsOlderVersion(
  team: Team,
  pk: string,
  roundId: string,
  entries: readonly (readonly [string, (key: PollKey) => string])[],
): Promise<void> {
  await keysOf(team).destroy(`round-2-${roundId}`);
  const key = pollKey(await keysOf(team).create(`round-${roundId}`));
  await team.store.write(pk, [
    { kind: "put", id: `o|${roundId}`, data: { schema: 1, n: entries.length, changed: 0 } },
    ...entries.map(([who, sealed]) => ({
      kind: "put" as const,
      id: `a|${roundId}|${ballotId(key, idOf(who))}`,
      data: { schema: 1, sealed: sealed(key) },
    })),
  ]);
}

describe("a round that was open while Gnista was upgraded", () => {
  it("after an upgrade, an open writing round still accepts texts, shows them to their writers, and reveals them", async () => {
    const { team, starts, does, panel } = await aMeeting(["anna", ...writers]);
    const roundId = await starts("anna", "writing");
    const before = writers.slice(1).map((who) => [who, (key: PollKey) => sealText(key, `Ord av ${who}`)] as const);
    await storeAsOlderVersion(team, `round|${team.teamId}`, roundId, before);

    const mine = (await team.as("cia").asks("/teams/:team/rounds/mine")).body;
    expect(await does("bo", write, { text: "Ord av bo" })).toBe("done");
    expect(await does("cia", write, { text: "Andra ord av cia" })).toBe("done");
    expect(await does("anna", reveal)).toBe("done");

    const view = await panel("bo").until(({ round }) => round?.revealed !== undefined);
    expect(mine).toEqual({ text: "Ord av cia", now: expect.any(String) });
    expect(view.round?.revealed).toHaveLength(5);
    expect(view.round?.revealed).toContain("Andra ord av cia");
    expect(await keysOf(team).get(`round-${roundId}`)).toBeUndefined();
  });

  it("after an upgrade, an open closing round still accepts answers and ends, but is not counted, because its people are unknown", async () => {
    const { team, starts, does } = await aMeeting(["anna", ...writers], { members: aCrowd });
    const roundId = await starts("anna", "closing");
    const before = writers.slice(1).map((who) => [who, (key: PollKey) => seal(key, [4])] as const);
    await storeAsOlderVersion(team, `heard|${team.teamId}`, roundId, before);

    const mine = (await team.as("cia").asks("/teams/:team/rounds/mine")).body;
    expect(await does("bo", answer, { heard: 2 })).toBe("done");
    expect((await team.as("bo").asks("/teams/:team/rounds/mine")).body).toEqual({ text: "2", now: expect.any(String) });
    expect(await does("anna", close)).toBe("done");
    await team.settle();

    expect(mine).toEqual({ text: "4", now: expect.any(String) });
    expect((await team.store.get(`heard|${team.teamId}`, "heard"))?.data).toMatchObject({ meetings: 0, people: [] });
    expect(await keysOf(team).get(`round-${roundId}`)).toBeUndefined();
  });
});
