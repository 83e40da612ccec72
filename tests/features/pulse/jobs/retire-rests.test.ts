import { describe, expect, it } from "vitest";
import { Suggestions } from "#bot/features/pulse/api.ts";
import { aTeam, fullName, TEAM } from "../../../support/a-team.ts";
import { everythingStored } from "../../../support/everything.ts";
import { restKeys, rests } from "../a-rest.ts";

/*
 * The people a leader has thought of ("rests") are private to the leader: a person who has the documents and the roster
 * must not learn them.
 */

const members = ["anna", "bo", "cia", "dan", "eva", "filip"];

const path = `/teams/${TEAM}/worth-a-thought`;

describe("the key of a leader's rests", () => {
  it("the key of a leader's rests is destroyed four weeks after the last rest, and nothing else is left", async () => {
    const team = await aTeam({ leaders: ["anna"], members });
    const before = everythingStored(team.file).documents.map(({ pk, id }) => `${pk} ${id}`);
    await rests(team, "dan");
    await team.at("2026-02-20T09:00:00+01:00");
    await rests(team, "eva");
    const keys = restKeys(team);

    await team.at("2026-03-10T09:00:00+01:00");
    const afterTheFirst = restKeys(team);
    await team.at("2026-03-21T12:00:00+01:00");
    await team.store.purge();

    expect(keys).toHaveLength(1);
    expect(afterTheFirst).toEqual(keys);
    expect(restKeys(team)).toEqual([]);
    const remaining = everythingStored(team.file).documents.map(({ pk, id }) => `${pk} ${id}`);
    expect(remaining.filter((line) => !before.includes(line) && !/\|due\||^due\||\|said/.test(line))).toEqual([]);
  });

  it("a leader's next rest gets a new key after the old key was destroyed", async () => {
    const team = await aTeam({ leaders: ["anna"], members: ["anna", "bo", "cia"] });
    await rests(team, "bo");
    await team.at("2026-03-04T12:00:00+01:00");
    const between = restKeys(team);

    await rests(team, "cia");

    const { people } = Suggestions.parse((await team.as("anna").asks(path)).body);
    expect(between).toEqual([]);
    expect(people.map(({ name }) => name)).toEqual([fullName("bo")]);
    expect(restKeys(team)).toHaveLength(1);
  });
});
