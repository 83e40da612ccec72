import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { subPageId } from "#bot/kernel/sub-page.ts";
import { teamsLinks } from "#bot/teams/links.ts";
import { aTeam, CHANNEL } from "../../../support/a-team.ts";
import { objectsIn } from "../../../support/cards.ts";
import { allVote, aMonday, asks, CLOSES, fika, liveFigures, presses, question, votes, wordsOn } from "../a-question.ts";
import { actsInTab, asksInTab } from "../in-the-tab.ts";

describe("a poll with open answers", () => {
  const names = { ...fika, answers: "named" };

  it("shows who answered what after the close, and to nobody before", async () => {
    const team = await aMonday();
    await asks(team, "anna", names);
    await allVote(team, { bo: 0, cia: 0, dan: 1 });
    const about = { pollId: question(team).pollId };
    const early = await team.as("anna").clicks(pollVerbs.who, about);
    const shownOpen = JSON.stringify(team.channelPosts());
    await team.at(CLOSES);

    const { card } = await presses(team, "eva", "Vem svarade vad?");

    expect(early.text).toBe("Frågan är fortfarande öppen. Stäng den först.");
    for (const who of ["Bo Berg", "Cia Ceder", "Dan Dahl"]) {
      expect(shownOpen).not.toContain(who);
    }
    expect(wordsOn(card)).toContain("Bulle: Bo Berg och Cia Ceder\nFrukt: Dan Dahl");
    expect(question(team).words).not.toContain("Bo Berg");
  });

  it("never shows who answered what in an anonymous poll", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 0, filip: 1 });
    await team.at(CLOSES);

    const { text } = await team.as("anna").clicks(pollVerbs.who, { pollId: question(team).pollId });

    expect(text).toBe("Det här finns inte kvar, eller så hör det till ett annat team.");
    expect(question(team).words).not.toContain("Vem svarade vad?");
  });

  it("shows the figures to everybody all the time when the asker chose so, and states this before anyone answers", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...names, results: "live" });
    const before = question(team);

    await allVote(team, { bo: 0, cia: 0, dan: 1 });

    expect(before.words).toContain("Ställningen syns hela tiden");
    expect(liveFigures(before.card)).toEqual(["Bulle: 0", "Frukt: 0"]);
    expect(liveFigures(question(team).card)).toEqual(["Bulle: 2", "Frukt: 1"]);
  });

  it("shows the figures only to people who have answered, when the asker chose so", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...names, results: "afterMyVote" });
    await allVote(team, { cia: 0, dan: 1 });
    const about = { pollId: question(team).pollId };

    const mineNow = await votes(team, "bo", 0);
    await team.settle();
    const looked = await team.as("cia").clicks(pollVerbs.card, about);
    const onlooker = await team.as("eva").clicks(pollVerbs.card, about);

    for (const { card } of [mineNow, looked]) {
      expect(liveFigures(card)).toEqual(["Bulle: 2", "Frukt: 1"]);
    }
    for (const words of [question(team).words, wordsOn(onlooker.card)]) {
      expect(words).toContain("Den som svarat ser ställningen");
      expect(words).toContain("3 svar hittills.");
      expect(words.split("\n")).not.toContain("2");
    }
  });
});

describe("the link from a card to the poll's page", () => {
  const links = teamsLinks({ appId: "00000000-0000-4000-8000-0000000000d1", webUrl: "https://gnista.example/tab" });

  const linksOn = (card: unknown) =>
    objectsIn(card)
      .filter(({ type }) => type === "Action.OpenUrl")
      .map(({ title, url }) => ({ title, url: String(url) }));

  it("private cards link to the poll's page in the reader's language, and channel cards do not", async () => {
    const team = await aTeam({ links });
    const pollId = await asksInTab(team, "anna", { answers: "named" });
    const { card: bos } = await team.as("bo").clicks(pollVerbs.mine, { pollId }, { locale: "en-GB" });
    await actsInTab(team, "anna", pollVerbs.close, { pollId });
    const { card: annas } = await team.as("anna").clicks(pollVerbs.mine, { pollId });
    const decideCard = team.personalPosts("anna").at(-1)?.card;
    await actsInTab(team, "anna", pollVerbs.decide, { pollId, outcome: "0", why: "Därför." });
    const { card: told } = await team.as("anna").clicks(pollVerbs.mine, { pollId });

    expect(linksOn(bos)).toMatchObject([{ title: "Open in How we're doing" }]);
    for (const card of [decideCard, told, team.personalPosts("anna").at(-1)?.card]) {
      expect(linksOn(card)).toEqual(linksOn(annas));
    }
    expect(linksOn(annas)).toMatchObject([{ title: "Öppna i Läget" }]);
    expect(
      team.channelPosts().flatMap(({ versions }) => versions.flatMap(({ activity }) => linksOn(activity))),
    ).toEqual([]);
    const [, query = ""] = linksOn(annas)[0]?.url.split("/overview?") ?? [];
    expect(JSON.parse(new URLSearchParams(query).get("context") ?? "")).toEqual({
      subEntityId: subPageId({ kind: "question", id: pollId }),
      channelId: CHANNEL,
    });
  });

  it("cards have no link to the poll's page when no app id is configured", async () => {
    const team = await aTeam();
    const pollId = await asksInTab(team, "anna");

    const { card } = await team.as("bo").clicks(pollVerbs.mine, { pollId });

    expect(linksOn(card)).toEqual([]);
  });
});
