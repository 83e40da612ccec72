import { describe, expect, it } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import * as declared from "#bot/features/index.ts";
import { MyPreferences } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { timeToDisturb } from "#bot/kernel/reminders.ts";
import { aTeam, idOf, TEAM, TENANT, type Team } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";

const wave: Feature = {
  name: "wave",
  reminders: { waveBack: { sv: "Påminn mig om att vinka tillbaka", en: "Remind me to wave back" } },
};

const withWave = { features: composeFeatures([...Object.values(declared), wave]) };

const preferencesOf = async (team: Team, locale = "sv") =>
  MyPreferences.parse((await team.as("bo").asks("/me/preferences", { headers: { "Accept-Language": locale } })).body);

const reminderSwitches = async (team: Team) =>
  Object.fromEntries((await preferencesOf(team)).reminders.map((one) => [one.kind, one.isOn]));

const timeToWave = (team: Team, key: string) =>
  timeToDisturb(
    team.gnista.jobContextFor(TENANT, "test"),
    { teamId: TEAM, kind: "waveBack", personId: idOf("bo") },
    key,
  );

describe("turning a kind of reminder off", () => {
  it("a person turns a kind of reminder off with one click and on again with another", async () => {
    const team = await aTeam();
    const reminder = { kind: "owedAnswer" };

    const off = await team.as("bo").clicks(peopleVerbs.remindersOff, reminder);
    await team.as("bo").clicks(peopleVerbs.remindersOff, reminder);
    const stored = await team.store.get(`user|${idOf("bo")}`, "settings");
    const on = await team.as("bo").clicks(peopleVerbs.remindersOn, reminder);

    expect(text(off.card)).toContain("avstängda");
    expect(stored?.data).toMatchObject({ optOuts: ["owedAnswer"] });
    expect(text(on.card)).toContain("på igen");
  });
});

describe("a kind of reminder that a feature declares", () => {
  it("a kind of reminder that a feature declares has a switch on the preferences card, in both languages", async () => {
    const team = await aTeam(withWave);

    const cards = await Promise.all(
      ["sv", "en"].map((locale) => team.as("bo").clicks(peopleVerbs.preferences, {}, { locale })),
    );

    expect(JSON.stringify(cards[0]?.card)).toContain("Påminn mig om att vinka tillbaka");
    expect(JSON.stringify(cards[0]?.card)).toContain("Påminn mig när teamet väntar på mitt besked");
    expect(JSON.stringify(cards[1]?.card)).toContain("Remind me to wave back");
    expect(JSON.stringify(cards[1]?.card)).toContain("Remind me when the team is waiting for my answer");
  });

  it("lists a declared reminder for the tab; saving its switch as off turns off that reminder only", async () => {
    const team = await aTeam(withWave);
    const before = await preferencesOf(team, "en");

    await team.as("bo").clicks(peopleVerbs.savePreferences, { waveBack: "false" });

    expect(before.reminders).toEqual([
      { kind: "owedAnswer", label: "Remind me when the team is waiting for my answer", isOn: true },
      { kind: "waveBack", label: "Remind me to wave back", isOn: true },
    ]);
    expect(await reminderSwitches(team)).toEqual({ owedAnswer: true, waveBack: false });
    expect(await timeToWave(team, "off")).toBe("never");
  });

  it("a declared reminder is turned off with one click and on again with another", async () => {
    const team = await aTeam(withWave);

    await team.as("bo").clicks(peopleVerbs.remindersOff, { kind: "waveBack" });
    const off = [await reminderSwitches(team), await timeToWave(team, "a")];
    await team.as("bo").clicks(peopleVerbs.remindersOn, { kind: "waveBack" });

    expect(off).toEqual([{ owedAnswer: true, waveBack: false }, "never"]);
    expect(await reminderSwitches(team)).toEqual({ owedAnswer: true, waveBack: true });
    expect(await timeToWave(team, "b")).toBe("now");
  });

  it("refuses a kind of reminder that no feature declares, and a switch value other than on or off", async () => {
    const team = await aTeam();

    const unknown = await team.as("bo").acts(peopleVerbs.remindersOff, { kind: "waveBack" });
    const ignored = await team
      .as("bo")
      .acts(peopleVerbs.savePreferences, JSON.parse('{"waveBack":"false","__proto__":"x"}'));
    const broken = await team.as("bo").acts(peopleVerbs.savePreferences, { owedAnswer: "perhaps" });

    expect([unknown.body, broken.body]).toMatchObject([{ code: "MALFORMED" }, { code: "MALFORMED" }]);
    expect(ignored.status).toBe(200);
    expect((await preferencesOf(team)).optOuts).toEqual([]);
  });

  it("composeFeatures names both features when they declare the same kind of reminder", () => {
    expect(() => composeFeatures([wave, { ...wave, name: "nod" }])).toThrow(
      /nod and wave both declare the reminder "waveBack"/,
    );
  });
});
