import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MyWaiting } from "#bot/features/pulse/api.ts";
import { TEAM, type Team } from "../../support/a-team.ts";
import { aQuestion, idIn } from "../../support/cards.ts";

/** What the person owes in all their teams. */
export const waitingFor = async (team: Team, who: string) =>
  MyWaiting.parse((await team.as(who).asks("/me/waiting")).body);

/** These people open the team's page, so that Gnista knows that they are in the team. */
export const opensThePage = (team: Team, ...people: readonly string[]) =>
  Promise.all(people.map((who) => team.as(who).asks(`/teams/${TEAM}/overview`)));

/** Asks and closes a poll in the tab. Returns its id. */
export async function closedQuestion(team: Team, who: string, question: string): Promise<string> {
  const { body } = await team.as(who).acts(pollVerbs.ask, aQuestion(team, { question }));
  await team.settle();
  const pollId = idIn(body, "pollId");
  await team.as(who).acts(pollVerbs.close, { pollId });
  await team.settle();
  return pollId;
}
