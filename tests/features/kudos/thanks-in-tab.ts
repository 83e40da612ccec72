import { Receipt, ThanksForm, ThanksFromMePage, ThanksToMePage } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { idOf, TEAM, type Team } from "../../support/a-team.ts";
import { aDraft } from "../../support/cards.ts";

/** The page of thanks to this person. */
export const toMe = async (team: Team, who: string, after?: string) =>
  ThanksToMePage.parse((await team.as(who).asks(`/me/thanks/to-me${pageAfter(after)}`)).body);

/** The page of thanks from this person. */
export const fromMe = async (team: Team, who: string, after?: string) =>
  ThanksFromMePage.parse((await team.as(who).asks(`/me/thanks/from-me${pageAfter(after)}`)).body);

const pageAfter = (after: string | undefined) => (after === undefined ? "" : `?after=${encodeURIComponent(after)}`);

/** Gives thanks from the tab, with the form that the tab received. */
export async function thanks(team: Team, from: string, to: readonly string[], more: object = {}): Promise<Receipt> {
  const { nonce } = ThanksForm.parse((await team.as(from).asks(`/teams/${TEAM}/thanks-form`)).body);
  const { body } = await team
    .as(from)
    .acts(kudosVerbs.give, aDraft(team, { nonce, recipients: to.map(idOf), ...more }));
  await team.settle();
  return Receipt.parse((body as { data: unknown }).data);
}
