import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import { MAX_OPS } from "#bot/core/document-store.ts";
import type { StoredQuestion } from "#bot/features/polls/contract.ts";
import { member, ROOM } from "../support/a-private-channel.ts";
import { aTeam, fullName, idOf, TEAM, type Team } from "../support/a-team.ts";

/** Stores decided polls, one per hour. */
async function storeDecisions(team: Team, where: string, questions: readonly string[], from: string): Promise<void> {
  const ops = questions.map((question, hour) => {
    const at = addHours(from, hour).toISOString();
    const asker = { id: idOf("anna"), name: fullName("anna") };
    const line = {
      question,
      asker,
      askerDecides: true,
      state: "decided",
      outcome: "Ja",
      conversationId: where,
    } as const;
    const data: StoredQuestion = { schema: 1, pollId: at, ...line, openedAt: at, closesAt: at, decidedAt: at };
    return { kind: "put", id: `d|${at}|line`, data } as const;
  });
  for (let first = 0; first < ops.length; first += MAX_OPS) {
    await team.store.write(`team|${TEAM}`, ops.slice(first, first + MAX_OPS));
  }
}

describe("the content of a private channel", () => {
  it("keeps the team's own poll on the page and in the file, however many polls a private channel has", async () => {
    const team = await aTeam();
    team.teams.room(ROOM, [member("anna"), member("bo")]);
    await storeDecisions(team, TEAM, ["Hela teamets fråga?"], "2026-01-12T09:00:00Z");
    await storeDecisions(team, ROOM, Array<string>(320).fill("Hemlig fråga?"), "2026-01-12T10:00:00Z");

    const page = await team.as("cia").asks(`/teams/${TEAM}/overview`);
    const file = await team.as("cia").asks(`/teams/${TEAM}/figures.csv`);

    const shown = page.body as { decided: readonly { question: string }[] };
    expect(shown.decided.map(({ question }) => question)).toEqual(["Hela teamets fråga?"]);
    expect(String(file.body)).toContain("Hela teamets fråga?");
    expect(String(file.body)).not.toContain("emlig");
  });
});
