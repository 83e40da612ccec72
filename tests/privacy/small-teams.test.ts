import { describe, expect, it } from "vitest";
import { TEAM, type Team } from "../support/a-team.ts";
import { acts, aTeamOf, everyKindOnce, five, four, thisWeek, weeksOf } from "../support/counted-acts.ts";

/* A count of what fewer than five people did would reveal what each of them did. */

const fileOf = async (team: Team, language = "sv") =>
  String(
    (await team.as("bo").asks(`/teams/${TEAM}/figures.csv`, { headers: { "accept-language": language } })).body,
  ).split("\r\n");

describe("a team of fewer than five people", () => {
  it("a team of fewer than five sees no counts on its page or in its file, which lists the outcomes and says why", async () => {
    const team = await aTeamOf(four);

    await acts(team);

    expect(await weeksOf(team)).toEqual({ shows: "tooFew", weeks: [] });
    const [head, why, ...outcomes] = await fileOf(team);
    expect(head).toContain('"Vecka";"Dag";"Tack"');
    expect(why).toMatch(/^"Ni är färre än fem[^"]*"(;""){9}$/);
    expect(outcomes).toEqual(['"2026-W06";"2026-02-03";"";"";"";"";"";"Flytta mötet?";"Ja";"Fler kan då."', ""]);
    expect((await fileOf(team, "en"))[1]).toMatch(/^"There are fewer than five of you/);
  });

  it("a team that shrinks below five sees no counts, and sees them again when it has five", async () => {
    const team = await aTeamOf(five);
    await acts(team);

    await team.has(four);
    const shrunk = [await weeksOf(team), await fileOf(team)] as const;
    await team.has(five);

    expect(shrunk[0]).toEqual({ shows: "tooFew", weeks: [] });
    expect(shrunk[1].filter((line) => /"\d+"/.test(line))).toEqual([]);
    expect(await thisWeek(team)).toEqual(everyKindOnce);
  });
});
