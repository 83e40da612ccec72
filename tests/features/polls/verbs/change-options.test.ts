import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { Team } from "../../../support/a-team.ts";
import { filledIn, press } from "../../../support/cards.ts";
import { aMonday, asks, CLOSES, fika, mine, presses, question, votes, wordsOn } from "../a-question.ts";

describe("the options of a poll", () => {
  const change = async (team: Team, who: string, options: string) => {
    const form = (await mine(team, who)).card;
    const save = press(form, "Spara alternativen", { ...filledIn(form), options });
    const answer = await team.as(who).clicks(save.verb, save.data);
    await team.settle();
    return answer;
  };

  it("lets the asker change the options until the first answer, and shows the new ones on the card", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);

    const { card } = await change(team, "anna", "Bulle\nFrukt\nKaka");

    expect(wordsOn(card)).toContain("Alternativen är ändrade.");
    expect(question(team).words).toContain("Bulle\nFrukt\nKaka");
    const { error } = await presses(team, "bo", "Kaka");
    expect(error).toBeUndefined();
    expect(wordsOn((await mine(team, "bo")).card)).toContain("Ditt svar: Kaka");
  });

  it.each(["anonymous", "named"])("refuses to change the options after the first answer: %s", async (answers) => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers });
    const form = (await mine(team, "anna")).card;
    const save = press(form, "Spara alternativen", { options: "Te\nKaffe" });
    await votes(team, "bo", 0);

    const sv = await team.as("anna").clicks(save.verb, save.data);
    const en = await team.as("anna").clicks(save.verb, save.data, { locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Någon har redan svarat, så alternativen ligger fast. Stäng frågan och ställ en ny.");
    expect(en.text).toContain("Somebody has answered already, so the options can't change.");
    // In an anonymous poll, the button to change them stays, so that nobody, not even the asker, learns of the first
    // answer.
    expect(wordsOn((await mine(team, "anna")).card).includes("Spara alternativen")).toBe(answers === "anonymous");
    expect(question(team).words).toContain("Bulle\nFrukt");
  });

  it("refuses a vote from a card with outdated options, instead of counting it for a new option", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers: "named" });
    const old = press(question(team).card, "Frukt");
    await change(team, "anna", "Te\nKaffe");

    const sv = await team.as("bo").clicks(old.verb, old.data);
    const en = await team.as("bo").clicks(old.verb, old.data, { locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Alternativen har ändrats sedan du såg dem. Läs dem igen och svara.");
    expect(en.text).toBe("The options have changed since you saw them. Read them again and answer.");
    expect(question(team).words).toContain("Inga svar än.");
  });

  it("lets a leader change the options, and no other member than the asker", async () => {
    const team = await aMonday({ leaders: ["cia"] });
    await asks(team, "anna", fika);
    const { pollId } = question(team);

    const member = await team.as("bo").clicks(pollVerbs.changeOptions, { pollId, options: "Te\nKaffe" });
    const leader = await team.as("cia").clicks(pollVerbs.changeOptions, { pollId, options: "Te\nKaffe" });

    expect(member.text).toBe("Bara den som frågade, eller teamets ledare, kan göra det här.");
    expect(wordsOn((await mine(team, "bo")).card)).not.toContain("Ändra alternativ");
    expect(leader.error).toBeUndefined();
  });

  it("refuses to change the options after the close", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    const { pollId } = question(team);
    await team.at(CLOSES);

    const { text } = await team.as("anna").clicks(pollVerbs.changeOptions, { pollId, options: "Te\nKaffe" });
    await team.settle();

    expect(text).toBe("Frågan stängde i dag 16:00, så alternativen ligger fast. Ställ gärna en ny.");
    expect(question(team).words).not.toContain("Kaffe");
  });
});
