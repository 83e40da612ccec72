import { describe, expect, it } from "vitest";
import { pollVerbs, type StoredQuestion } from "#bot/features/polls/contract.ts";
import { sharePoll } from "#bot/features/polls/jobs/share-poll.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team } from "../../../support/a-team.ts";
import { aQuestion, idIn } from "../../../support/cards.ts";
import { rowsIn } from "../csv-rows.ts";
import { thanks } from "../given-thanks.ts";

const path = `/teams/${TEAM}/figures.csv`;

async function file(team: Team, who = "bo", headers: Record<string, string> = {}) {
  const { status, body } = await team.as(who).asks(path, { headers });
  expect(status).toBe(200);
  return rowsIn(String(body));
}

async function decideQuestion(team: Team, question: string, options: readonly string[], why: string, outcome = "0") {
  await team.as("anna").acts(pollVerbs.ask, aQuestion(team, { question, options }));
  await team.settle();
  const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
  await team.as("anna").acts(pollVerbs.close, { pollId });
  await team.settle();
  const { status } = await team.as("anna").acts(pollVerbs.decide, { pollId, outcome, why });
  expect(status).toBe(200);
  await team.settle();
}

describe("the CSV file of figures and outcomes", () => {
  it("the CSV file has a row for each week since the first act and one for each outcome, readable by a Swedish Excel", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    await thanks(team, "cia");
    await team.at("2026-02-10T09:00:00+01:00");
    await decideQuestion(team, "Ska vi äta bulle; eller frukt?", ["Bulle", "Frukt"], "Det är gott.");

    const swedish = await file(team);
    const english = await file(team, "bo", { "accept-language": "en" });

    expect(swedish).toEqual([
      ["Vecka", "Dag", "Tack", "Små framsteg", "Milstolpar", "Frågor", "Besked", "Fråga", "Så blir det", "Varför"],
      ["2026-W06", "", "1", "0", "0", "0", "0", "", "", ""],
      ["2026-W07", "", "0", "0", "0", "1", "1", "", "", ""],
      ["2026-W07", "2026-02-10", "", "", "", "", "", "Ska vi äta bulle; eller frukt?", "Bulle", "Det är gott."],
    ]);
    expect(english[0]).toEqual(expect.arrayContaining(["Week", "Thanks", "What we'll do"]));
    expect(english.slice(1)).toEqual(swedish.slice(1));
  });

  it("the CSV file names no person: neither asker nor decider, and it masks texts that name somebody", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    await decideQuestion(team, "Ska Cia hålla i retron?", ["Ja", "Nej"], "Hon vill.");
    await decideQuestion(team, "Vem tar jouren?", ["Dahl", "Ek"], "Flest ville.");
    await decideQuestion(team, "Flytta mötet?", ["Ja", "Nej"], "För att filips tåg är sent.");
    await team.has(["anna", "bo", "dan", "filip", "gun"]);
    const leaversQuestion: StoredQuestion = {
      schema: 1,
      pollId: "gone",
      question: "Ska Zelda fortsätta?",
      asker: { id: idOf("zelda"), name: "Zelda Quist" },
      askerDecides: true,
      state: "decided",
      openedAt: "2026-02-02T09:00:00.000Z",
      closesAt: "2026-02-02T10:00:00.000Z",
      decidedAt: "2026-02-02T11:00:00.000Z",
      outcome: "Ja",
      why: "Quist kan.",
    };
    await team.store.write(`team|${TEAM}`, [
      { kind: "put", id: `d|${leaversQuestion.decidedAt}|gone`, data: leaversQuestion },
    ]);

    const rows = await file(team);

    const text = rows.flat().join("\n");
    const names = ["anna", "bo", "dan", "filip"].flatMap((who) => [fullName(who), ...fullName(who).split(" ")]);
    expect(names.filter((name) => new RegExp(`\\b${name}`).test(text))).toEqual([]);
    expect(text).not.toMatch(/Zelda|Quist|filips/i);
    const outcomes = rows.filter(([, day]) => day !== "").slice(1);
    expect(outcomes.map((row) => row.slice(7))).toContainEqual([
      "Vem tar jouren?",
      "(nämner en person)",
      "Flest ville.",
    ]);
    expect(outcomes.map((row) => row.slice(7))).toContainEqual(["Flytta mötet?", "Ja", "(nämner en person)"]);
  });

  it("the CSV file masks the names of people who have left the team as it did before they left", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    await decideQuestion(
      team,
      "Vem tar jouren?",
      ["Cia tar jouren", "Vi turas om"],
      "Ceder ville, och Dan hjälper till.",
    );
    await decideQuestion(team, "Flytta mötet?", ["Ja", "Nej"], "Fler kan då.");
    const before = await file(team);

    await team.has(["anna", "bo", "eva", "filip", "gun"]);
    const questions = new Set(team.channelPosts().flatMap(({ card }) => (card ? [idIn(card, "pollId")] : [])));
    for (const pollId of questions) {
      await team.skippingWaits(() => sharePoll(team.gnista.jobContextFor(TENANT, "again"), { pk: `poll|${pollId}` }));
    }
    const after = await file(team);

    expect(after).toEqual(before);
    const masked = "(nämner en person)";
    expect(after.map((row) => row.slice(7))).toContainEqual(["Vem tar jouren?", masked, masked]);
    expect(after.map((row) => row.slice(7))).toContainEqual(["Flytta mötet?", "Ja", "Fler kan då."]);
  });

  it("the CSV file has only its header before the first act, and is refused to people outside the team", async () => {
    const team = await aTeam();

    expect(await file(team)).toHaveLength(1);
    expect((await team.as("zoe").asks(path)).status).toBe(403);
  });
});
