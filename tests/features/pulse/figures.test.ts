import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { features } from "#bot/all-features.ts";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs, type StoredQuestion } from "#bot/features/polls/contract.ts";
import { sharePoll } from "#bot/features/polls/jobs/share-poll.ts";
import { Weeks } from "#bot/features/pulse/api.ts";
import { weeks } from "#bot/features/pulse/queries/weeks.ts";
import { csv } from "#bot/features/pulse/rules/csv.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team } from "../../support/a-team.ts";
import { aDraft, aQuestion, hostileTexts, idIn } from "../../support/cards.ts";

const path = `/teams/${TEAM}/figures.csv`;
const weeksOf = async (team: Team, who = "bo") =>
  Weeks.parse((await team.as(who).asks(`/teams/${TEAM}/weeks`)).body).weeks;

/** Parses the CSV file into rows of cells, as a spreadsheet does. */
function rowsIn(file: string): readonly (readonly string[])[] {
  expect(file.startsWith("\uFEFF")).toBe(true);
  return file
    .slice(1)
    .split("\r\n")
    .filter((line) => line !== "")
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:;|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')));
}

async function file(team: Team, who = "bo", headers: Record<string, string> = {}) {
  const { status, body } = await team.as(who).asks(path, { headers });
  expect(status).toBe(200);
  return rowsIn(String(body));
}

async function thanks(team: Team, to: string, audience = "team") {
  await team.as("anna").acts(kudosVerbs.give, aDraft(team, { recipients: [idOf(to)], audience }));
  await team.settle();
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

describe("the team's weeks", () => {
  it("returns the team's last twelve weeks, oldest first, with zeros for empty weeks; only the current one is not over", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    await thanks(team, "cia");
    await team.at("2026-02-17T09:00:00+01:00");
    await thanks(team, "cia");
    await thanks(team, "cia", "private");

    const weeks = await weeksOf(team);

    expect(weeks.map(({ week, acts }) => [week, acts.thanks])).toEqual([
      ...[
        "2025-W49",
        "2025-W50",
        "2025-W51",
        "2025-W52",
        "2026-W01",
        "2026-W02",
        "2026-W03",
        "2026-W04",
        "2026-W05",
      ].map((week) => [week, 0]),
      ["2026-W06", 1],
      ["2026-W07", 0],
      ["2026-W08", 1],
    ]);
    expect(weeks.at(-1)).toMatchObject({ startsOn: "2026-02-16", isOver: false });
    expect(weeks.filter(({ isOver }) => !isOver)).toHaveLength(1);
  });

  it("reads the team's weeks with one point read and one range, however old the team is", async () => {
    const team = await aTeam();
    const services = team.gnista.jobContextFor(TENANT, "test");
    const reads: string[] = [];
    const store: DocumentStore = {
      ...services.store,
      async get(pk, id) {
        reads.push(`get ${id}`);
        return services.store.get(pk, id);
      },
      async range(pk, bounds) {
        reads.push(`range ${bounds?.from}`);
        return services.store.range(pk, bounds);
      },
    };
    const actor = { id: idOf("bo"), name: fullName("bo") };

    await weeks({ ...services, store, actor, team: undefined, locale: "sv" }, features, TEAM);

    expect(reads).toEqual(["get team", "range w|2025-W47"]);
  });

  it("a new week begins at midnight on Monday in the team's own time zone", async () => {
    const team = await aTeam({ zone: "America/New_York", now: "2026-02-02T03:00:00Z" });
    const before = (await weeksOf(team)).at(-1)?.week;

    await team.at("2026-02-02T05:00:00Z");

    expect([before, (await weeksOf(team)).at(-1)?.week]).toEqual(["2026-W05", "2026-W06"]);
  });
});

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

describe("a CSV cell", () => {
  const dangerous = ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", "﹢", "−"];

  it.each([
    ...dangerous.flatMap((sign) => [`${sign}cmd|' /C calc'!A0`, `  ${sign}1+1`, `\u200B${sign}1`, `\u00A0${sign}1`]),
    "ofarligt, =1+1",
    'ofarligt";=1+1',
    "ofarligt;@SUM(A1)",
    ...hostileTexts,
  ])("a CSV cell is text and never a formula: %j", (text) => {
    const line = csv([["före", text, "efter"]]);
    const [row] = rowsIn(line);

    expect(row).toHaveLength(3);
    expect(row?.[1]).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠﹢−]/u);
    // Also for a program that splits cells at commas, tabs or other characters.
    for (const part of line.slice(1).split(/[,;\t|"]/u)) {
      expect(part).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠﹢−]/u);
    }
  });

  it("a CSV cell stays one cell on one line and keeps its text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 }), (cells) => {
        const [row = [], ...more] = rowsIn(csv([cells]));

        expect(more).toEqual([]);
        expect(row.map(bare)).toEqual(cells.map(bare));
      }),
    );
  });

  const bare = (text: string) => text.replace(/[\s']/gu, "");
});
