import { describe, expect, it } from "vitest";
import { isoWeek } from "#bot/core/week.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, CHANNEL, TEAM, type Team } from "../../support/a-team.ts";
import { isAllowed } from "../../support/calendar.ts";
import { aQuestion, text } from "../../support/cards.ts";

const STOCKHOLM = "Europe/Stockholm";
const HOUR_MS = 3600_000;

/** Moves the time from hour to hour until `end`. Returns each new post with its time, conversation and text. */
async function newPostsByHour(team: Team, end: string) {
  const posts: { at: Date; where: string; what: string }[] = [];
  const knownIds = new Set(team.teams.posts.map(({ id }) => id));
  for (let at = team.now().getTime() + HOUR_MS; at <= Date.parse(end); at += HOUR_MS) {
    await team.at(new Date(at));
    for (const { id, conversationId, card, text: words } of team.teams.posts.filter((post) => !knownIds.has(post.id))) {
      knownIds.add(id);
      posts.push({ at: new Date(at), where: conversationId, what: `${words ?? ""}${text(card)}` });
    }
  }
  return posts;
}

const asks = async (team: Team, who: string, question: string, closesOn: string, closesAt: string) => {
  const { error } = await team.as(who).clicks(pollVerbs.ask, aQuestion(team, { question, closesOn, closesAt }));
  expect(error).toBeUndefined();
};

describe("reminders that nobody requested", () => {
  it("reminders come only in working time and in no week that the leader marked as pressed", async () => {
    // Nine people: a channel gets a reminder only of a question that eight or more can answer.
    const members = ["anna", "bo", "cia", "dan", "eva", "filip", "gia", "hugo", "ines"];
    const team = await aTeam({ members, leaders: ["anna"], now: "2026-02-05T13:00:00+01:00" });
    await team.as("anna").clicks(peopleVerbs.pressedWeek, { teamId: TEAM, week: "2026-W07", pressed: true });
    await asks(team, "bo", "Svaret dröjer in i den pressade veckan?", "2026-02-06", "16:00");
    await asks(team, "cia", "Stänger i den pressade veckan?", "2026-02-12", "16:00");
    await asks(team, "dan", "Stänger innan dagen har börjat?", "2026-02-16", "07:00");
    await asks(team, "eva", "Påminns i arla morgonstund?", "2026-02-18", "10:00");
    await asks(team, "filip", "Stänger på natten?", "2026-02-13", "23:00");
    await team.settle();

    const posts = await newPostsByHour(team, "2026-02-18T12:00:00+01:00");

    const decisionRequests = posts.filter(({ what }) => what.includes("Vad blir det?"));
    const reminders = posts.filter((one) => !decisionRequests.includes(one));
    expect(decisionRequests).toHaveLength(5);
    for (const { at } of reminders) {
      expect(isAllowed(at, STOCKHOLM)).toBe(true);
      expect(isoWeek(at, STOCKHOLM)).not.toBe("2026-W07");
    }
    const entries = reminders.map(({ at, where, what }) => `${at.toISOString()} ${where} ${what}`);
    expect(entries).toHaveLength(5);
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^2026-02-06T12:00:00.000Z ${CHANNEL} .*Svaret dröjer`)),
        expect.stringMatching(/^2026-02-16T07:00:00.000Z a:bo .*Svaret dröjer/),
        expect.stringMatching(/^2026-02-16T15:00:00.000Z a:cia .*Stänger i den pressade/),
        expect.stringMatching(new RegExp(`^2026-02-18T07:00:00.000Z ${CHANNEL} .*arla morgonstund`)),
        expect.stringMatching(/^2026-02-17T15:00:00.000Z a:filip .*Stänger på natten/),
      ]),
    );
  });
});
