import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, TEAM } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";

describe("the team's settings", () => {
  const draft = (more: object = {}) => ({
    teamId: TEAM,
    values: "Mod\nOmtanke",
    locale: "en",
    zone: "Europe/Helsinki",
    ...more,
  });

  it("every member can see the team's settings, and only the leader can change them", async () => {
    const team = await aTeam({ leaders: ["anna"] });

    const shown = await team.as("bo").says("vårt team");
    const refused = await team.as("bo").clicks(peopleVerbs.saveTeam, draft());
    const saved = await team.as("anna").clicks(peopleVerbs.saveTeam, draft());
    const after = await team.as("bo").says("our team");

    expect(text(shown.replies)).toContain("Anna Ask leder teamet");
    expect(refused.error?.message).toBe("Det här ställer teamets ledare in. Fråga Anna Ask.");
    expect(text(saved.card)).toContain("Sparat.");
    expect(text(after.replies)).toContain("Our values: Mod and Omtanke");
    expect(text(after.replies)).toContain("Europe/Helsinki");
  });

  it.each([
    ["thirteen values", { values: Array.from({ length: 13 }, (_, i) => `Värde ${i}`).join("\n") }, "TOO_MANY_VALUES"],
    ["a value that is too long", { values: "x".repeat(41) }, "VALUE_TOO_LONG"],
    ["no zone", { zone: "Mars/Olympus" }, "UNKNOWN_ZONE"],
    ["an offset, which knows no summer", { zone: "+01:00" }, "UNKNOWN_ZONE"],
    ["another language", { locale: "de" }, "MALFORMED"],
  ])("refuses to save the team's settings with %s", async (_, wrong, code) => {
    const team = await aTeam({ leaders: ["anna"] });

    const answer = await team.as("anna").clicks(peopleVerbs.saveTeam, draft(wrong));

    expect(answer.status).toBe(200);
    expect(answer.error?.code).toBe(code);
  });

  it("stores each value once, without invisible characters", async () => {
    const team = await aTeam({ leaders: ["anna"] });

    await team
      .as("anna")
      .clicks(peopleVerbs.saveTeam, draft({ values: " Mod \n\n\u202eMod\nmod, Omtanke\r\nÄrlighet" }));

    const stored = await team.store.get<{ values: string[] }>(`team|${TEAM}`, "team");
    expect(stored?.data.values).toEqual(["mod", "Omtanke", "Ärlighet"]);
  });

  it("keeps all changes when the settings are saved and weeks are marked at once", async () => {
    const team = await aTeam({ leaders: ["anna"] });

    await Promise.all([
      team.as("anna").clicks(peopleVerbs.saveTeam, draft()),
      team.as("anna").clicks(peopleVerbs.pressedWeek, { teamId: TEAM, week: "2026-W06", pressed: true }),
      team.as("anna").clicks(peopleVerbs.pressedWeek, { teamId: TEAM, week: "2026-W07", pressed: true }),
    ]);

    const stored = await team.store.get(`team|${TEAM}`, "team");
    expect(stored?.data).toMatchObject({ values: ["Mod", "Omtanke"], pressedWeeks: ["2026-W06", "2026-W07"] });
  });
});
