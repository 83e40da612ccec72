import { describe, expect, it } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import * as declared from "#bot/features/index.ts";
import { Weeks } from "#bot/features/pulse/api.ts";
import { WeekCounts } from "#bot/kernel/contract.ts";
import { weekCountOps } from "#bot/kernel/week-counts.ts";
import { aTeam, TEAM, TENANT, type Team } from "../../support/a-team.ts";

/** Its order in the help is before `kudos`, to test that the column order of counts does not follow it. */
const wave: Feature = { name: "wave", order: 5, counts: { waves: { sv: "Vinkningar", en: "Waves" } } };
const withWave = { features: composeFeatures([...Object.values(declared), wave]) };
const THIS_WEEK = "w|2026-W06";
const pk = `team|${TEAM}`;

async function waves(team: Team, id: string): Promise<void> {
  const services = team.gnista.jobContextFor(TENANT, "test");
  const actLocation = {
    team: { id: TEAM, kind: "team", conversationId: TEAM, leaders: [] },
    conversationId: TEAM,
  } as const;
  const counting = await weekCountOps(services, actLocation, "2026-W06", { "acts.waves": 1 });
  await team.store.write(pk, [{ kind: "create", id, data: {} }, ...counting]);
}

async function weeksOf(team: Team, locale = "sv") {
  const { body } = await team.as("bo").asks(`/teams/${TEAM}/weeks`, { headers: { "Accept-Language": locale } });
  return Weeks.parse(body);
}

const linesOf = async (team: Team, locale = "sv") =>
  String(
    (await team.as("bo").asks(`/teams/${TEAM}/figures.csv`, { headers: { "Accept-Language": locale } })).body,
  ).split("\r\n");

describe("a count that a feature declares", () => {
  it("a declared count follows the five counts of the first version, with its label in the viewer's language", async () => {
    const team = await aTeam(withWave);
    await waves(team, "one");
    await waves(team, "two");

    const [swedish, english] = [await weeksOf(team), await weeksOf(team, "en")];

    const acts = { thanks: 0, progress: 0, milestones: 0, questions: 0, decisions: 0, waves: 2 };
    expect(JSON.stringify(swedish.weeks.at(-1)?.acts)).toBe(JSON.stringify(acts));
    expect(swedish).toMatchObject({
      kinds: ["Tack", "Små framsteg", "Milstolpar", "Frågor", "Besked", "Vinkningar"].map((label) => ({ label })),
    });
    expect(english).toMatchObject({
      kinds: ["Thanks", "Small wins", "Milestones", "Questions", "Answers given", "Waves"].map((label) => ({ label })),
    });
  });

  it("a declared count has its column after the first five in the CSV file, in both languages", async () => {
    const team = await aTeam(withWave);
    await waves(team, "one");

    const [swedish, english] = [await linesOf(team), await linesOf(team, "en")];

    expect(swedish.slice(0, 2)).toEqual([
      '\uFEFF"Vecka";"Dag";"Tack";"Små framsteg";"Milstolpar";"Frågor";"Besked";"Vinkningar";"Fråga";"Så blir det";"Varför"',
      '"2026-W06";"";"0";"0";"0";"0";"0";"1";"";"";""',
    ]);
    expect(english[0]).toContain('"Answers given";"Waves";"Question"');
  });

  it("a declared count can be added to a week that an older version stored, whose other counts stay as they were", async () => {
    const team = await aTeam(withWave);
    const stored = {
      schema: 1,
      week: "2026-W06",
      acts: { thanks: 3, progress: 1, milestones: 0, questions: 2, decisions: 1 },
    };
    await team.store.write(pk, [{ kind: "put", id: THIS_WEEK, data: stored }]);
    const before = await weeksOf(team);

    await waves(team, "one");

    expect(before.weeks.at(-1)?.acts).toEqual({ ...stored.acts, waves: 0 });
    expect((await weeksOf(team)).weeks.at(-1)?.acts).toEqual({ ...stored.acts, waves: 1 });
  });

  it("a week with a declared count has the five keys that the older version requires", async () => {
    const team = await aTeam(withWave);

    await waves(team, "one");

    const week = WeekCounts.parse((await team.store.get(pk, THIS_WEEK))?.data);
    expect(Object.keys(week.acts)).toEqual(
      expect.arrayContaining(["thanks", "progress", "milestones", "questions", "decisions"]),
    );
  });

  it("a stored count that no feature declares any more is not shown", async () => {
    const team = await aTeam();

    await waves(team, "one");

    expect(Object.keys((await weeksOf(team)).weeks.at(-1)?.acts ?? {})).not.toContain("waves");
    expect(JSON.stringify(await linesOf(team))).not.toMatch(/Vinkningar|2026-W06/);
  });
});
