import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aPrivateChannel, ROOM } from "../support/a-private-channel.ts";
import { TEAM, type Team } from "../support/a-team.ts";

const pages = [`/teams/${TEAM}/overview`, `/teams/${TEAM}/figures.csv`, "/me/questions"];

/** One after another: opening the team's page makes its polls appear among the person's own. */
async function read(team: Team, who: string): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (const path of pages) {
    bodies.push(JSON.stringify((await team.as(who).asks(path)).body));
  }
  return bodies;
}

describe("the content of a private channel", () => {
  it("shows a private channel's polls and thanks to its members only, not even to the team's leader", async () => {
    const { team } = await aPrivateChannel();

    const [overview, figures, questions] = await read(team, "bo");
    const others = await read(team, "cia");

    expect(overview).toContain("Hemlig fråga ett?");
    expect(overview).toContain("Hemlig fråga två?");
    expect(overview).toContain("Hemligt skäl");
    expect(overview).toContain("Hemligt tack");
    expect(overview).not.toContain(ROOM);
    expect(figures).toContain("Hemlig fråga ett?");
    expect(questions).toContain("Hemlig fråga två?");
    expect(others.join()).not.toMatch(/[Hh]emlig|Ja|19:salary/);
  });

  it("other members of the team can neither open, answer nor join anything in a private channel, and read nothing of it", async () => {
    const { team, decidedPoll, open, kudosId } = await aPrivateChannel();
    const cia = team.as("cia");

    const page = await cia.asks(`/teams/${TEAM}/questions/${decidedPoll}`);
    const vote = await cia.acts(pollVerbs.vote, { pollId: open, edition: 0, choices: "0" });
    const joined = await cia.acts(kudosVerbs.alsoThank, { kudosId });
    const receipt = await cia.acts(kudosVerbs.receipt, { kudosId });

    expect([page.status, vote.status, joined.status, receipt.status]).toEqual([404, 404, 404, 404]);
    expect(JSON.stringify([page.body, vote.body, joined.body, receipt.body])).not.toMatch(/[Hh]emlig|Bo Berg/);
  });
});
