import { AskedReceipt, QuestionForm } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { TEAM, type Team } from "../../support/a-team.ts";
import { aQuestion } from "../../support/cards.ts";

export const problem = (body: unknown) => body as { readonly code: string; readonly title: string };

/** Asks a poll from the tab, with the nonce of the form that the tab loaded. */
export async function asksInTab(team: Team, who: string, more: object = {}): Promise<string> {
  const { nonce } = QuestionForm.parse((await team.as(who).asks(`/teams/${TEAM}/question-form`)).body);
  const { body } = await team.as(who).acts(pollVerbs.ask, aQuestion(team, { nonce, ...more }));
  await team.settle();
  return AskedReceipt.parse((body as { data: unknown }).data).pollId;
}

export const actsInTab = async (team: Team, who: string, verb: string, data: object) => {
  const { status, body } = await team.as(who).acts(verb, data);
  await team.settle();
  return { status, ...problem(body) };
};
