import { expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { subPageNamed } from "#bot/kernel/sub-page.ts";
import { aTeam, TEAM } from "../../../support/a-team.ts";
import { aQuestion } from "../../../support/cards.ts";
import { closedQuestion, opensThePage, waitingFor } from "../a-waiting-list.ts";

it("a closed question waits for its asker's decision, with its page in the tab, until the outcome is told", async () => {
  const team = await aTeam();
  await opensThePage(team, "anna", "bo");
  const pollId = await closedQuestion(team, "anna", "Flytta mötet till 9?");
  const [annas, bos] = [await waitingFor(team, "anna"), await waitingFor(team, "bo")];

  await team.as("anna").acts(pollVerbs.decide, { pollId, outcome: "0", why: "Därför." });
  await team.settle();

  expect(annas).toMatchObject({
    items: [{ feature: "polls", key: pollId, team: { id: TEAM, name: "Laget" }, title: "Flytta mötet till 9?" }],
    hasMore: false,
    isTeamMissing: false,
  });
  expect(subPageNamed(annas.items[0]?.page)).toEqual({ kind: "question", id: pollId, teamId: TEAM });
  expect(bos.items).toEqual([]);
  expect((await waitingFor(team, "anna")).items).toEqual([]);
});

it("an open question is on nobody's waiting list, since answering is voluntary", async () => {
  const team = await aTeam();
  await opensThePage(team, "anna", "bo");
  await team.as("anna").acts(pollVerbs.ask, aQuestion(team, {}));
  await team.settle();

  expect(await waitingFor(team, "anna")).toMatchObject({ items: [] });
  expect(await waitingFor(team, "bo")).toMatchObject({ items: [] });
});
