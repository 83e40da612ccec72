import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { aTeam, idOf, type Team } from "../../../support/a-team.ts";
import { aDraft, cardOf, objectsIn, press, text } from "../../../support/cards.ts";

/** Bo thanks Anna in private, and the thanks reach her. */
async function annaWasThanked(parts: Parameters<typeof aTeam>[0] = {}): Promise<Team> {
  const team = await aTeam(parts);
  const draft = aDraft(team, { recipients: [idOf("anna")], words: "Tack för lugnet", audience: "private" });
  await team.as("bo").clicks(kudosVerbs.give, draft);
  await team.settle();
  return team;
}

const says = async (team: Team, words: string, who = "anna") =>
  cardOf((await team.as(who).says(words, { inPersonalChat: true })).replies[0]);

const titles = (card: unknown) => objectsIn(card).flatMap(({ title }) => (typeof title === "string" ? [title] : []));

it.each(["Tack!", "Tack så mycket, vad fint!", "Thank you"])(
  "%s after a private thank-you helps to answer its sender in a chat with them",
  async (words) => {
    const team = await annaWasThanked();

    const card = await says(team, words);

    expect(text(card)).toContain("Vill du svara Bo Berg?");
    const chat = objectsIn(card).find(({ title }) => title === "Skriv till Bo Berg");
    expect(chat).toMatchObject({
      type: "Action.OpenUrl",
      url: "https://teams.microsoft.com/l/chat/0/0?users=bo%40contoso.example",
    });
  },
);

it("the second button opens a blank form for thanks in the team", async () => {
  const team = await annaWasThanked();
  const thank = press(await says(team, "Tack!"), "Tacka någon");

  const { card } = await team.as("anna").clicks(thank.verb, thank.data, { in: "personal" });

  expect(titles(card)).toEqual(expect.arrayContaining(["Tacka öppet", "Tacka privat"]));
});

it.each(["tack Bo", "tack för hjälpen i går", "tacka"])(
  "%s after a private thank-you opens the form, as always",
  async (words) => {
    const team = await annaWasThanked();

    expect(titles(await says(team, words))).toContain("Tacka privat");
  },
);

it.each([
  ["nobody has thanked the person", async () => await aTeam(), "anna"],
  ["somebody else was thanked", annaWasThanked, "cia"],
  [
    "the thanks are three days old",
    async () => {
      const team = await annaWasThanked();
      await team.at("2026-02-06T09:01:00+01:00");
      return team;
    },
    "anna",
  ],
  [
    "the sender has removed the thanks",
    async () => {
      const team = await annaWasThanked();
      const { data } = press(team.personalPosts("anna")[0]?.card, "Fler val");
      await team.as("bo").clicks(kudosVerbs.remove, data);
      await team.settle();
      return team;
    },
    "anna",
  ],
] as const)("Tack! opens the form when %s", async (_, arrange, who) => {
  const team = await arrange();

  expect(titles(await says(team, "Tack!", who))).toContain("Tacka privat");
});

it("Tack! in the channel opens the form and says nothing of the private thank-you", async () => {
  const team = await annaWasThanked();

  const { replies } = await team.as("anna").says("Tack!");

  expect(titles(cardOf(replies[0]))).toContain("Tacka privat");
  expect(text(replies)).not.toContain("Skriv till");
});

it("the answer says what to do when the sender has left the team", async () => {
  const team = await annaWasThanked();
  await team.has(["anna", "cia"]);

  const card = await says(team, "Tack!");

  expect(text(card)).toContain("Skriv i er chatt, eller säg det direkt.");
  expect(titles(card)).not.toContain("Skriv till Bo Berg");
});

it("a recipient can write to the sender from the private card and from the card in the channel", async () => {
  const team = await annaWasThanked();
  expect(titles(team.personalPosts("anna")[0]?.card)).toContain("Skriv till Bo Berg");

  await team.where("cia", { wants: "openly" });
  await team.as("bo").clicks(kudosVerbs.give, aDraft(team, { recipients: [idOf("cia")], words: "Tack Cia" }));
  await team.settle();
  const more = press(team.channelPosts().at(-1)?.card, "Fler val");

  const titlesFor = async (who: string) => titles((await team.as(who).clicks(more.verb, more.data)).card);
  expect(await titlesFor("cia")).toContain("Skriv till Bo Berg");
  expect(await titlesFor("bo")).not.toContain("Skriv till Bo Berg");
  expect(titles(team.channelPosts().at(-1)?.card)).not.toContain("Skriv till Bo Berg");
});
