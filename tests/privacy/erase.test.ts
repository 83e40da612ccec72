import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import {
  advanceDays,
  aLifeInTheTeam,
  erasesHimself,
  MONDAY,
  ofBo,
  postedText,
  weeksOf,
} from "../features/people/a-life-in-the-team.ts";
import type { Team } from "../support/a-team.ts";
import { text } from "../support/cards.ts";
import { stores } from "../support/stores.ts";

const votes = (team: Team, who: string, pollId: string, choice = 0) =>
  team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: String(choice) });

describe.each(stores)("a person who erases their data, stored in %s", (_, openBackend) => {
  it("an erased person is in no stored document and on no posted card", { timeout: 120_000 }, async () => {
    const backend = await openBackend();
    const { team, questions } = await aLifeInTheTeam(backend.storage);
    expect(backend.text(team)).toMatch(ofBo);
    expect(postedText(team)).toMatch(ofBo);
    const weeks = await weeksOf(team);

    const { card } = await erasesHimself(team);
    await team.settle();

    expect(text(card)).toContain("Raderingen har börjat");
    expect(postedText(team).match(ofBo)).toBeNull();
    expect(backend.text(team).match(ofBo)).toBeNull();
    expect(await weeksOf(team)).toEqual(weeks);
    expect(team.personalPosts("bo").at(-1)?.text).toBe("Dina uppgifter är raderade.");
    const postedTexts = postedText(team);
    expect(postedTexts).toContain("En tidigare medlem tackar Cia Ceder");
    expect(postedTexts).toContain("Anna Ask tackar en tidigare medlem");
    expect(postedTexts).toContain("Orden är raderade.");
    expect(postedTexts).toContain("Frågan är raderad");
    expect(postedTexts).toContain("En tidigare medlem lämnade beskedet.");
    expect(postedTexts).toContain("Varför: (raderat)");
    const { card: open } = await team.as("anna").clicks(pollVerbs.card, { pollId: questions.annas });
    expect(text(open)).toContain("1 svar hittills");
    const { error } = await votes(team, "dan", questions.open);
    expect(error?.message).toMatch(/finns inte kvar|hör till/);
  });

  it("an erased person does not reappear when jobs that were promised before become due", {
    timeout: 120_000,
  }, async () => {
    const backend = await openBackend();
    const { team } = await aLifeInTheTeam(backend.storage);

    await erasesHimself(team);
    await team.settle();
    await advanceDays(team, MONDAY, 9);

    expect(postedText(team).match(ofBo)).toBeNull();
    expect(backend.text(team).match(ofBo)).toBeNull();
  });
});
