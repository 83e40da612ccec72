import { expect, it } from "vitest";
import { ThanksForm } from "#bot/features/kudos/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { FoundMembers } from "#bot/kernel/api.ts";
import { aTeam, idOf, TEAM } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press, text } from "../support/cards.ts";

/*
 * Two members of the same name, told apart wherever a person is chosen: in the thank-you form in a chat, a dialog and
 * the tab, in the search, and where the lead is handed over.
 */

const twoAnnas = () =>
  aTeam({ members: ["bo", "anna", "cia"], names: { anna: "Anna Ek", cia: "Anna Ek" }, leaders: ["bo"] });

const choicesOf = (card: unknown): readonly unknown[] =>
  objectsIn(card)
    .filter(({ id }) => id === "recipients" || id === "personId")
    .flatMap(({ choices }) => (choices as readonly { title: unknown }[]).map(({ title }) => title));

const both = ["Anna Ek (anna)", "Anna Ek (cia)"];

it("the form of `tack` names them in a personal chat and in a dialog, and asks which one is meant", async () => {
  const team = await twoAnnas();

  const { replies } = await team.as("bo").says("tack Anna Ek för hjälpen", { inPersonalChat: true });
  const dialog = await team.as("bo").opens("tack");

  expect(choicesOf(cardOf(replies[0]))).toEqual(expect.arrayContaining(both));
  expect(text(replies[0])).toContain("Flera här heter Anna Ek. Välj vem du menar.");
  expect(choicesOf(dialog.card)).toEqual(expect.arrayContaining(both));
});

it("the form and the search of the tab, and the list of people to hand the lead to, name them", async () => {
  const team = await twoAnnas();
  const asks = async (path: string) => (await team.as("bo").asks(`/teams/${TEAM}/${path}`)).body;
  const names = (people: readonly { name: string }[]) => people.map(({ name }) => name);

  const form = ThanksForm.parse(await asks("thanks-form"));
  const found = FoundMembers.parse(await asks("members?q=anna"));
  const page = await team.as("bo").clicks(peopleVerbs.editTeam, { teamId: TEAM });

  expect(names(form.members)).toEqual(both);
  expect(names(found.members)).toEqual(both);
  expect(choicesOf(page.card)).toEqual(expect.arrayContaining(both));
});

it("thanks to one of them carry the name alone, without the address", async () => {
  const team = await twoAnnas();
  await team.where("anna", { wants: "openly" });
  const { replies } = await team.as("bo").says("tack för hjälpen", { inPersonalChat: true });
  const filled = cardOf(replies[0]);
  const send = press(filled, "Tacka öppet", { ...filledIn(filled), recipients: idOf("anna") });
  await team.as("bo").clicks(send.verb, send.data);
  await team.settle();

  expect(text(team.channelPosts())).toContain("Bo Berg tackar Anna Ek");
  expect(text(team.channelPosts())).not.toContain("(anna)");
});
