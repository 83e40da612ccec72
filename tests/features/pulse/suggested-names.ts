import { expect } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { Suggestions } from "#bot/features/pulse/api.ts";
import { idOf, TEAM, type Team } from "../../support/a-team.ts";
import { aDraft } from "../../support/cards.ts";

export const suggestionsPath = `/teams/${TEAM}/worth-a-thought`;

/** The names that are suggested to this leader, in the order of the page. */
export async function namesFor(team: Team, who = "anna"): Promise<readonly string[]> {
  const { status, body } = await team.as(who).asks(suggestionsPath);
  expect(status).toBe(200);
  return Suggestions.parse(body).people.map(({ name }) => name);
}

/** Gives thanks from the tab, and lets their jobs run. */
export async function thanks(team: Team, to: readonly string[], audience = "private", who = "anna") {
  const { status } = await team.as(who).acts(kudosVerbs.give, aDraft(team, { recipients: to.map(idOf), audience }));
  expect(status).toBe(200);
  await team.settle();
}
