import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, idOf, TEAM, type Team } from "../../support/a-team.ts";

const text = (json: unknown): string => JSON.stringify(json) ?? "";

/** Monday morning: a question asked now closes on Tuesday at 16. */
const MONDAY = "2026-02-02T09:00:00+01:00";
const CLOSED = "2026-02-03T16:00:00+01:00";

const aMonday = (parts: Parameters<typeof aTeam>[0] = {}) => aTeam({ now: MONDAY, ...parts });

/** The question that stands in the channel: its newest card and what its buttons carry. */
function asked(team: Team) {
  const post = team.channelPosts()[0];
  const card = text(post?.card);
  const [, pollId = ""] = /"pollId":"([\w-]{22})"/.exec(card) ?? [];
  return { post, card, pollId };
}

const vote = (team: Team, who: string, choice: number | string, edition = 0) =>
  team.as(who).clicks(pollVerbs.vote, { pollId: asked(team).pollId, edition, choices: String(choice) });

describe("the shortest question", () => {
  it("is posted at once, with everything that nobody had to choose", async () => {
    const team = await aMonday();

    const { replies } = await team.as("anna").says("fråga Flytta mötet till 9?");
    await team.settle();

    expect(replies).toEqual([]);
    const { card, post } = asked(team);
    expect(team.channelPosts()).toHaveLength(1);
    expect(post?.threadId).toBeUndefined();
    for (const words of ["Anna Ask frågar", "Flytta mötet till 9?", "Ja", "Nej", "Spelar ingen roll", "Anonymt:"]) {
      expect(card).toContain(words);
    }
    expect(card).toContain("Anna Ask bestämmer efter era svar, senast torsdag 5 februari. Stänger i morgon 16:00.");
    expect(card).toContain("Du behöver aldrig svara.");
  });

  it("goes all the way: asked, answered, decided, and told why", async () => {
    const team = await aMonday();
    await team.as("anna").says("fråga Flytta mötet till 9?");
    await team.settle();

    for (const [who, choice] of [
      ["bo", 0],
      ["cia", 0],
      ["dan", 1],
      ["eva", 0],
      ["filip", 1],
    ] as const) {
      const answer = await vote(team, who, choice);
      expect(text(answer.card)).toContain("Sparat. Ingen i teamet ser ditt svar.");
    }
    await vote(team, "filip", 0);
    await team.settle();
    expect(asked(team).card).toContain("5 svar hittills.");
    await team.at(CLOSED);

    expect(asked(team).card).toContain("Frågan är stängd. Besked från Anna Ask senast torsdag 5 februari.");
    expect(asked(team).card).toContain("Nästan alla: Ja");
    const [ask] = team.personalPosts("anna");
    expect(text(ask?.card)).toContain("Vad blir det?");
    const told = await team
      .as("anna")
      .clicks(
        pollVerbs.decide,
        { pollId: asked(team).pollId, outcome: "0", other: "", why: "De flesta har barn att lämna." },
        { in: "personal" },
      );
    await team.settle();

    expect(text(told.card)).toContain("Teamet har fått ditt besked.");
    expect(asked(team).card).toContain("Så blir det: Ja");
    expect(asked(team).card).toContain("Varför: De flesta har barn att lämna.");
    expect(team.thread(asked(team).post?.id).map((post) => text(post))).toEqual([
      expect.stringContaining("Så blir det: Ja. Varför: De flesta har barn att lämna."),
    ]);
    const { body } = await team.as("bo").asks(`/teams/${TEAM}/overview`);
    expect(body).toMatchObject({
      decided: [{ outcome: "Ja", why: "De flesta har barn att lämna." }],
      owed: [],
      open: [],
    });
    expect(idOf("bo")).not.toBe("");
  });
});
