import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { WeekCounts } from "#bot/kernel/contract.ts";
import { aTeam, fullName, idOf, TEAM } from "../../support/a-team.ts";
import { aQuestion, idIn } from "../../support/cards.ts";
import { overviewOf, overviewPath, thanks } from "./team-page.ts";

describe("the team's overview", () => {
  it("the overview follows a question from open to owed, overdue and decided, and counts it in its weeks", async () => {
    const team = await aTeam();
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team));
    await team.settle();
    const question = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    const stages = [await overviewOf(team, "anna")];
    for (const moment of ["2026-02-04T16:00:00+01:00", "2026-02-06T16:00:01+01:00", "2026-02-09T10:00:00+01:00"]) {
      await team.at(moment);
      stages.push(await overviewOf(team, "anna"));
    }

    await team.as("anna").clicks(pollVerbs.decide, { ...question, outcome: "0", why: "Fler kan då." });
    await team.settle();

    stages.push(await overviewOf(team, "anna"));
    expect(stages.map(({ owed, open, decided }) => [open.length, owed.map((line) => line.isOverdue), decided])).toEqual(
      [
        [1, [], []],
        [0, [false], []],
        [0, [true], []],
        [0, [true], []],
        [0, [], [expect.objectContaining({ outcome: "Ja", why: "Fler kan då.", isOverdue: false })]],
      ],
    );
    const acts = async (week: string) => (await team.store.get(`team|${TEAM}`, `w|${week}`))?.data;
    expect(await acts("2026-W06")).toMatchObject({ acts: { questions: 1, decisions: 0 } });
    expect(await acts("2026-W07")).toMatchObject({ acts: { questions: 0, decisions: 1 } });
  });

  it("the overview names the decider when that is not the asker, and nobody after the decider is erased", async () => {
    const team = await aTeam({ leaders: ["dan"] });
    const askAndDecide = async (who: string) => {
      await team.as("anna").clicks(pollVerbs.ask, aQuestion(team));
      await team.settle();
      const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
      await team.as("anna").clicks(pollVerbs.close, { pollId });
      await team.settle();
      await team.as(who).clicks(pollVerbs.decide, { pollId, outcome: "0", why: `Säger ${who}.` });
      await team.settle();
    };
    const deciderOf = async (why: string) =>
      (await overviewOf(team, "bo")).decided.find((line) => line.why === why)?.decidedBy;
    await askAndDecide("anna");
    await askAndDecide("dan");

    expect(await deciderOf("Säger anna.")).toBeUndefined();
    expect(await deciderOf("Säger dan.")).toEqual({ id: idOf("dan"), name: fullName("dan") });
    await team.as("dan").acts(peopleVerbs.erase, {});
    await team.settle();

    expect(JSON.stringify((await overviewOf(team, "bo")).decided)).not.toMatch(new RegExp(`Dan Dahl|${idOf("dan")}`));
  });

  it("the overview answers 304 within a minute while nothing changes, and anew as soon as something does", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    const first = await team.as("bo").asks(overviewPath);
    // Node's fetch adds `no-cache` to a request with an ETag unless a `Cache-Control` header is set; a browser does
    // not.
    const fetchAgain = (headers = { "If-None-Match": first.headers.get("etag") ?? "", "Cache-Control": "max-age=0" }) =>
      team.as("bo").asks(overviewPath, { headers });

    await team.at("2026-02-03T09:00:59+01:00");
    const within = await fetchAgain();
    await thanks(team, "anna", "cia", "Nytt");
    const after = await fetchAgain();
    await team.at("2026-02-03T09:01:00+01:00");
    const later = await overviewOf(team, "bo");

    expect(within).toMatchObject({ status: 304, body: undefined });
    expect(after.status).toBe(200);
    expect(later.now).toBe("2026-02-03T08:01:00.000Z");
  });
});

describe("the counts of a week", () => {
  it("counts public thanks in the week, but neither private ones nor those whose recipient has not agreed", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });

    await thanks(team, "anna", "cia", "Öppet");
    await thanks(team, "anna", "cia", "Mellan oss", "private");
    await thanks(team, "anna", "dan", "Har inte valt");

    const week = await team.store.get(`team|${TEAM}`, "w|2026-W06");
    expect(WeekCounts.parse(week?.data).acts.thanks).toBe(1);
  });
});
