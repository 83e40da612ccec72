import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, idOf } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";

describe("a person's preferences", () => {
  it("preferences are not shown in a channel: a button there opens them for the person who clicks it", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "inPerson" });

    const commandAnswer = await team.as("cia").says("inställningar");
    const opened = await team.as("cia").clicks(peopleVerbs.preferences, {});

    expect(text(commandAnswer.replies)).toContain("Mina inställningar");
    expect(text(commandAnswer.replies)).not.toContain("inPerson");
    expect(text(opened.card)).toContain('"value":"inPerson"');
  });

  it("saves all preferences at once, and shows them in the language just chosen", async () => {
    const team = await aTeam();
    const chosen = { wish: "betweenUs", locale: "en", zone: "Asia/Tokyo", owedAnswer: "false" };

    const saved = await team.as("bo").clicks(peopleVerbs.savePreferences, chosen, { in: "personal" });
    const later = await team.as("bo").says("settings", { inPersonalChat: true });

    expect(text(saved.card)).toContain("Saved.");
    expect(text(later.replies)).toContain("Between us");
    expect(await team.store.get(`user|${idOf("bo")}`, "settings")).toMatchObject({
      data: { wish: "betweenUs", locale: "en", zone: "Asia/Tokyo", optOuts: ["owedAnswer"] },
    });
  });

  it("a person can take back one preference and keep the others", async () => {
    const team = await aTeam();
    await team.as("bo").clicks(peopleVerbs.savePreferences, { wish: "openly", locale: "en" });

    await team.as("bo").clicks(peopleVerbs.savePreferences, { wish: "none" });

    const stored = await team.store.get<object>(`user|${idOf("bo")}`, "settings");
    expect(stored?.data).toEqual({ schema: 1, locale: "en", optOuts: [] });
  });

  it("a person chooses a wish with one click", async () => {
    const team = await aTeam();

    const answer = await team.as("bo").clicks(peopleVerbs.chooseWish, { wish: "openly" });

    expect(text(answer.card)).toContain("Sparat.");
    expect(await team.store.get(`user|${idOf("bo")}`, "settings")).toMatchObject({ data: { wish: "openly" } });
  });
});
