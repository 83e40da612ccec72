import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pollKey } from "#bot/core/poll-key.ts";
import { seal } from "#bot/core/seal.ts";
import { ParticipationTally } from "#bot/features/rounds/contract.ts";
import { TENANT, type Team } from "../../../support/a-team.ts";
import { aCrowd, answersOf, aTeamThatMeets } from "../days-of-meetings.ts";

const keysOf = (team: Team) => team.gnista.jobContextFor(TENANT, "upgrade").keys;

describe("answers and a figure that the older version stored", () => {
  const old = "b".repeat(22);
  const older = "c".repeat(22);
  const shown = { shows: "mean", mean: 2, answers: 10 };

  async function teamWithOldData() {
    const days = await aTeamThatMeets();
    const { team } = days;
    const key = pollKey(await keysOf(team).create(`heard-${old}`));
    await keysOf(team).create(`heard-${older}`);
    const answers = Array.from({ length: 9 }, () => seal(key, [1 + ((randomBytes(1)[0] ?? 0) % 5)]));
    const data = { schema: 1, block: old, answers, meetings: 3, lastRound: "r".repeat(22), retired: older, shown };
    const pk = `heard|${team.teamId}`;
    await team.store.write(pk, [{ kind: "put", id: "heard", data }]);
    return { days, team, pk };
  }

  it("hides the older version's answers and figure, and destroys them with their keys when a person opens the figure", async () => {
    const { days, team, pk } = await teamWithOldData();

    expect(await days.figure()).toEqual({ shows: "nothing" });
    await team.at(new Date(team.now().getTime() + 60_000));

    expect(await team.store.get(pk, "heard")).toBeUndefined();
    expect(await keysOf(team).get(`heard-${old}`)).toBeUndefined();
    expect(await keysOf(team).get(`heard-${older}`)).toBeUndefined();
  });

  it("hides the older version's answers and figure, and destroys them with their keys at the next closing round, which counts", async () => {
    const { days, team, pk } = await teamWithOldData();

    await days.opens(aCrowd);
    await days.closes(answersOf(aCrowd, () => 3));
    await team.at(new Date(team.now().getTime() + 60_000));

    const block = ParticipationTally.parse((await team.store.get(pk, "heard"))?.data);
    expect(block).toMatchObject({ meetings: 1 });
    expect(block.shown).toBeUndefined();
    expect(await keysOf(team).get(`heard-${old}`)).toBeUndefined();
    expect(await keysOf(team).get(`heard-${older}`)).toBeUndefined();
  });
});
