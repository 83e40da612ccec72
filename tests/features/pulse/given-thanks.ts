import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { idOf, type Team } from "../../support/a-team.ts";
import { aDraft } from "../../support/cards.ts";

/** Anna thanks this person from the tab, and the jobs run. */
export async function thanks(team: Team, to: string, audience = "team") {
  await team.as("anna").acts(kudosVerbs.give, aDraft(team, { recipients: [idOf(to)], audience }));
  await team.settle();
}
