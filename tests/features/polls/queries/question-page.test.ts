import { describe, expect, it } from "vitest";
import { QuestionPage, WhoPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, fullName, TEAM, type Team } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";
import { actsInTab, asksInTab, problem } from "../in-the-tab.ts";

const pathOf = (pollId: string) => `/teams/${TEAM}/questions/${pollId}`;

const page = async (team: Team, who: string, pollId: string) =>
  QuestionPage.parse((await team.as(who).asks(pathOf(pollId))).body);

describe("a poll's page in the tab", () => {
  it("the tab takes a poll from the form to the outcome, with the same verbs as the card", async () => {
    const team = await aTeam({ leaders: ["eva"] });
    const pollId = await asksInTab(team, "anna", { options: ["Bulle", "Frukt"], answers: "named" });
    const fresh = await page(team, "anna", pollId);
    await actsInTab(team, "anna", pollVerbs.changeOptions, { pollId, options: ["Bulle", "Frukt", "Kex"] });
    const openPage = await page(team, "bo", pollId);

    const first = await actsInTab(team, "bo", pollVerbs.vote, { pollId, edition: openPage.edition, choices: ["2"] });
    const voted = await page(team, "bo", pollId);
    const others = await page(team, "cia", pollId);
    await actsInTab(team, "eva", pollVerbs.close, { pollId });
    const owed = await page(team, "anna", pollId);
    await actsInTab(team, "anna", pollVerbs.moreTime, { pollId, day: "2026-02-10" });
    const later = await page(team, "bo", pollId);
    await actsInTab(team, "eva", pollVerbs.decide, { pollId, outcome: "2", why: "Kex håller." });
    const decidedPage = await page(team, "bo", pollId);

    expect(fresh).toMatchObject({
      state: "open",
      mayChangeOptions: true,
      isDecider: true,
      mayAnswer: false,
      mayRun: true,
    });
    expect(openPage).toMatchObject({ options: ["Bulle", "Frukt", "Kex"], mayAnswer: true, mayRun: false });
    expect(first.status).toBe(200);
    expect(voted).toMatchObject({ myAnswer: [2], answers: 1 });
    expect([others.myAnswer, others.soFar, others.answers]).toEqual([undefined, undefined, 1]);
    expect(owed).toMatchObject({ state: "closed", decide: { outcomes: ["Bulle", "Frukt", "Kex"] }, hasNames: true });
    expect([later.state, later.answerBy.slice(0, 10), later.decide]).toEqual(["moreTime", "2026-02-10", undefined]);
    expect(decidedPage).toMatchObject({
      state: "decided",
      outcome: "Kex",
      why: "Kex håller.",
      decidedBy: { name: "Eva Ek" },
    });
    expect(text(team.channelPosts()[0]?.card)).toContain("Så blir det: Kex");
  });

  it("the page shows the outcome that a vote has settled, and interim figures as the asker chose", async () => {
    const team = await aTeam();
    const pollId = await asksInTab(team, "anna", { mode: "vote", answers: "named", results: "afterMyVote" });
    await actsInTab(team, "bo", pollVerbs.vote, { pollId, edition: 0, choices: ["1"] });

    const [bos, cias] = [await page(team, "bo", pollId), await page(team, "cia", pollId)];
    await actsInTab(team, "anna", pollVerbs.close, { pollId });
    const owed = await page(team, "anna", pollId);
    const refused = await actsInTab(team, "anna", pollVerbs.decide, { pollId, outcome: "0", why: "Ändå." });

    expect([bos.soFar, cias.soFar]).toEqual([[0, 1, 0], undefined]);
    expect(owed.decide).toEqual({
      outcomes: ["Ja", "Nej", "Spelar ingen roll"],
      bound: 1,
      why: "Flest röster",
      days: [
        { day: "tomorrow", at: "2026-02-04T16:00:00.000Z" },
        { day: "friday", at: "2026-02-06T16:00:00.000Z" },
      ],
    });
    expect(refused).toMatchObject({ status: 422, code: "WINNER_IS_BOUND" });
    expect(refused.title).toContain("Flest röster avgör, och det blev Nej.");
  });

  it("only the asker of an open question may take it back, and afterwards its page says that it was", async () => {
    const team = await aTeam({ leaders: ["eva"] });
    const pollId = await asksInTab(team, "anna");
    const may = async (who: string) => (await page(team, who, pollId)).mayTakeBack;
    const before = [await may("anna"), await may("bo"), await may("eva")];

    await actsInTab(team, "anna", pollVerbs.takeBack, { pollId });
    const after = await team.as("bo").asks(pathOf(pollId));

    expect(before).toEqual([true, false, false]);
    expect(after).toMatchObject({ status: 422, body: { code: "POLL_TAKEN_BACK" } });
  });

  it("the page states that fewer than five can answer, and not how many", async () => {
    const [small, large] = [await aTeam({ members: ["anna", "bo", "cia", "dan", "eva"] }), await aTeam()];

    const [advice, vote] = [await asksInTab(small, "anna"), await asksInTab(small, "anna", { mode: "vote" })];
    const named = await asksInTab(large, "anna", { answers: "named" });

    expect((await page(small, "bo", advice)).isFewerThanFive).toBe(true);
    expect((await page(small, "bo", vote)).isFewerThanFive).toBe(false);
    expect((await page(large, "bo", named)).isFewerThanFive).toBe(false);
    expect(await page(small, "bo", advice)).not.toHaveProperty("eligible");
  });

  it("the page shows a closed poll as counting until it is counted", async () => {
    const team = await aTeam();
    const pollId = await asksInTab(team, "anna", { answers: "named" });
    await team.as("anna").acts(pollVerbs.close, { pollId });

    const counting = await page(team, "anna", pollId);

    expect(counting).toMatchObject({ state: "counting", mayAnswer: false });
    expect([counting.decide, counting.result]).toEqual([undefined, undefined]);
  });

  it("the page names who chose what after the close of a named poll, and never of an anonymous one", async () => {
    const team = await aTeam();
    const named = await asksInTab(team, "anna", { answers: "named" });
    const anonymous = await asksInTab(team, "anna", { answers: "anonymous" });
    for (const pollId of [named, anonymous]) {
      for (const who of ["cia", "bo"]) {
        await actsInTab(team, who, pollVerbs.vote, { pollId, edition: 0, choices: ["0"] });
      }
    }
    const tooEarly = await team.as("dan").asks(`${pathOf(named)}/who`);
    for (const pollId of [named, anonymous]) {
      await actsInTab(team, "anna", pollVerbs.close, { pollId });
    }

    const who = WhoPage.parse((await team.as("dan").asks(`${pathOf(named)}/who`)).body);
    const never = await team.as("dan").asks(`${pathOf(anonymous)}/who`);

    expect(problem(tooEarly.body).code).toBe("POLL_STILL_OPEN");
    expect(who.options[0]).toEqual({ option: "Ja", names: [fullName("bo"), fullName("cia")], hasMore: false });
    expect([never.status, problem(never.body).code]).toEqual([404, "NOT_FOUND"]);
    expect((await page(team, "anna", anonymous)).hasNames).toBe(false);
  });

  it("answers NOT_FOUND alike for a missing poll, another team's poll and an invalid id", async () => {
    const team = await aTeam();
    const pollId = await asksInTab(team, "anna");
    // In the same channel, so that only the team tells it apart.
    const stored = await team.store.get<object>(`poll|${pollId}`, "poll");
    const theirs = "t".repeat(22);
    const data = { ...stored?.data, id: theirs, teamId: "19:other@thread.tacv2" };
    await team.store.write(`poll|${theirs}`, [{ kind: "put", id: "poll", data }]);
    const missing = [theirs, "p".repeat(22), "x", `${pollId}x`];

    const answers = await Promise.all(missing.map((id) => team.as("bo").asks(pathOf(id))));

    expect(answers.map(({ status, body }) => [status, problem(body).code])).toEqual(
      missing.map(() => [404, "NOT_FOUND"]),
    );
  });

  it("answers 304 while a poll is unchanged, and forbids storing the form", async () => {
    const team = await aTeam();
    const pollId = await asksInTab(team, "anna");
    const { headers } = await team.as("bo").asks(pathOf(pollId));

    const again = await team.as("bo").asks(pathOf(pollId), {
      headers: { "If-None-Match": headers.get("etag") ?? "", "Cache-Control": "max-age=0" },
    });
    const form = await team.as("bo").asks(`/teams/${TEAM}/question-form`);

    expect(again.status).toBe(304);
    expect(form.headers.get("cache-control")).toBe("no-store");
  });
});
