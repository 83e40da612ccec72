import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { kudosFeature } from "#bot/features/kudos/feature.ts";
import { kudosPartition } from "#bot/features/kudos/store.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { harness, idOf, kudosIdIn, now, text } from "../features/kudos/kudos-harness.ts";
import { aTeam, TEAM, type Team } from "../support/a-team.ts";
import { aQuestion, idIn } from "../support/cards.ts";

/*
 * Cia wants her thanks to stay between her and the sender, in whatever form the roster has her name, and whatever part
 * of it a text contains.
 */

const rosterNames = [
  "Svensson Anna",
  "Svensson, Anna",
  "Anna Svensson",
  "EXT Anna Svensson",
  "[Extern] Anna Svensson",
  "Dr. Anna Svensson",
  "Anna Svensson - Umeå kommun",
  "Anna Svensson (Umeå)",
  "anna.svensson@umea.se",
] as const;
const words = [
  "Tack vare Anna blev vi klara",
  "Tack Svensson",
  "Annas plan höll",
  "Med A. Svensson gick det",
  "tack svensson",
];
const foreign = [
  ["Pieter van der Berg", "Tack van der Berg"],
  ["Amir al-Hassan", "Tack Hassan"],
  ["Sean O'Neill", "Tack O’Neill"],
  ["Anna-Karin Öst", "Tack Anna Karin"],
  ["Jürgen Müller", "Tack Mueller"],
] as const;
const cases = [...rosterNames.flatMap((name) => words.map((phrase) => [name, phrase] as const)), ...foreign];

describe("a person who wants privacy", () => {
  it.each(cases)(
    "a person named %j who wants privacy is not identified in the channel by the text %j",
    async (name, phrase) => {
      const h = await harness({ bo: "openly", cia: "betweenUs" }, { names: { cia: name } });

      const progress = await h.refusal(() => h.thank("anna", [], { words: phrase, kind: "progress" }));
      await h.thank("anna", ["bo"], { words: phrase });
      await h.thank("anna", ["bo", "cia"], { words: phrase });
      await h.settle();

      expect(progress).toContain("som inte har valt att synas");
      expect(h.inChannel()).toHaveLength(2);
      expect(text(h.inChannel())).not.toContain(phrase);
      expect(h.inChannel().map((post) => now(post).includes("Orden stannar mellan dem."))).toEqual([true, true]);
    },
  );

  it.each(["Tack ni två", "Tack båda!", "Thanks to the two of you", "Tack ni 2", "Tack för att ni hjälpte"])(
    "keeps back %j beside one name in the channel, until the other recipient lets their name show",
    async (phrase) => {
      const h = await harness({ bo: "openly" });
      const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"], { words: phrase })));
      await h.settle();
      expect(text(h.inChannel())).not.toContain(phrase);

      await h.click("cia", kudosVerbs.showThanks, { kudosId });
      await h.settle();
      expect(now(h.inChannel()[0])).toContain(phrase);

      await h.click("cia", kudosVerbs.remove, { kudosId });
      await h.settle();
      expect(now(h.inChannel()[0])).not.toContain(phrase);
    },
  );

  it("keeps back a count of three beside two names, and shows a count of two when both may be named", async () => {
    const h = await harness({ bo: "openly", dan: "openly", cia: "inPerson" });
    await h.thank("anna", ["bo", "dan", "cia"], { words: "Tack ni tre" });
    await h.thank("anna", ["bo", "dan"], { words: "Tack ni två" });
    await h.settle();

    expect(text(h.inChannel())).not.toContain("Tack ni tre");
    expect(text(h.inChannel())).toContain("Tack ni två");
  });
});

describe("a person who is erased", () => {
  it.each(cases)("the erasure of a person named %j also erases the text %j", async (name, phrase) => {
    const h = await harness({ bo: "openly", cia: "openly" }, { names: { cia: name } });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"], { words: phrase })));
    await h.settle();
    expect(now(h.inChannel()[0])).toContain(phrase);

    const naming = { role: "recipient", pk: kudosPartition(kudosId), id: "kudos" };
    await kudosFeature.personalData?.erase?.(h.jobContext(), idOf("cia"), naming);
    await h.settle();

    expect(now(h.inChannel()[0])).not.toContain(phrase);
    const stored = await h.services().store.get<{ words: string }>(kudosPartition(kudosId), "kudos");
    expect(stored?.data.words).toBe("");
  });
});

describe("the file of figures and outcomes", () => {
  const askAndDecide = async (team: Team, question: string) => {
    await team.as("anna").acts(pollVerbs.ask, aQuestion(team, { question, options: ["Ja", "Nej"] }));
    await team.settle();
    const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
    await team.as("anna").acts(pollVerbs.close, { pollId });
    await team.settle();
    await team.as("anna").acts(pollVerbs.decide, { pollId, outcome: "0", why: "Det blir bra." });
    await team.settle();
  };

  it.each(["Svensson Anna", "EXT Anna Svensson", "Dr. Anna Svensson", "anna.svensson@umea.se"])(
    "the file of figures and outcomes leaves out polls that contain any part of the name %j",
    async (name) => {
      const team = await aTeam({ members: ["anna", "bo", "cia"], names: { cia: name } });
      const questions = ["Ska Anna S hålla i retron?", "Tar Svensson jouren?", "Blir svenssons plan av?"];
      for (const question of [...questions, "Flytta mötet?"]) {
        await askAndDecide(team, question);
      }

      const file = await team.as("bo").asks(`/teams/${TEAM}/figures.csv`);

      expect(text(file.body)).toContain("Flytta mötet?");
      expect(questions.filter((question) => text(file.body).includes(question))).toEqual([]);
    },
  );
});
