import { expect, it } from "vitest";
import { MAX_SCANNED, MyQuestions } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MyTeams, type TeamSettings } from "#bot/kernel/contract.ts";
import { aTeam, idOf, TEAM, TENANT, type Team, userIdOf } from "../../../support/a-team.ts";
import { aQuestion, idIn } from "../../../support/cards.ts";

const questionsOf = async (team: Team, who: string) =>
  MyQuestions.parse((await team.as(who).asks("/me/questions")).body);

async function asks(team: Team, who: string, more: object = {}): Promise<string> {
  const { body } = await team.as(who).acts(pollVerbs.ask, aQuestion(team, more));
  await team.settle();
  return idIn(body, "pollId");
}

/** Opening the team's page stores the person as a member of the team. */
const opens = (team: Team, ...people: readonly string[]) =>
  Promise.all(people.map((who) => team.as(who).asks(`/teams/${TEAM}/overview`)));

const OTHER = "19:other@thread.tacv2";

/** A private channel of the other team. */
const ROOM = "19:room@thread.tacv2";

/**
 * A second team with a question in its private channel. Bo is a member of both teams. Teams answers 503 to requests for
 * the roster of `busy`.
 */
async function twoTeams(busy: string): Promise<Team> {
  const team = await aTeam();
  const ownTeam = await team.store.get<TeamSettings>(`team|${TEAM}`, "team");
  const line = {
    pollId: "p",
    question: "Byta lokal?",
    asker: { id: idOf("cia"), name: "Cia Ceder" },
    state: "open",
    openedAt: "2026-02-02T09:00:00.000Z",
    closesAt: "2026-02-20T15:00:00.000Z",
    conversationId: ROOM,
  };
  await team.store.write(`team|${OTHER}`, [
    { kind: "put", id: "team", data: { ...ownTeam?.data, id: OTHER, name: "Ledningen", conversationId: OTHER } },
    { kind: "put", id: `q|${line.openedAt}|p`, data: line },
  ]);
  for (const room of [OTHER, ROOM]) {
    team.teams.room(room, [{ id: userIdOf("bo"), name: "Bo Berg", objectId: idOf("bo"), tenantId: TENANT }]);
  }
  await opens(team, "bo");
  await team.as("bo").asks(`/teams/${OTHER}/overview`);
  await asks(team, "anna", { question: "Flytta mötet till 9?" });
  const rosterExpiry = team.clock.sleep(ROSTER_TTL_MS);
  team.clock.skip();
  await rosterExpiry;
  team.teams.fail({ status: 503, retryAfterS: 7, times: Infinity, fits: ({ path }) => path.includes(busy) });
  return team;
}

const ROSTER_TTL_MS = 10 * 60_000;

it("an owed answer is listed for the asker only, from the closing until the decision", async () => {
  const team = await aTeam();
  await opens(team, "anna", "bo");
  const pollId = await asks(team, "anna");
  await team.as("anna").acts(pollVerbs.close, { pollId });
  await team.settle();
  const owed = [await questionsOf(team, "anna"), await questionsOf(team, "bo")];

  await team.as("anna").acts(pollVerbs.decide, { pollId, outcome: "0", why: "Därför." });
  await team.settle();

  expect(owed.map((one) => [one.owed.length, one.waiting.length])).toEqual([
    [1, 0],
    [0, 0],
  ]);
  expect(await questionsOf(team, "anna")).toMatchObject({ owed: [], open: [], waiting: [] });
});

it("lists no questions of a team that the viewer has left", async () => {
  const team = await aTeam();
  await opens(team, "bo");
  await asks(team, "anna");

  await team.has(["anna", "cia", "dan", "eva", "filip"]);

  expect(await questionsOf(team, "bo")).toMatchObject({ waiting: [], open: [], owed: [] });
});

it.each([
  ["a team", OTHER, true],
  ["a team's private channel", ROOM, false],
])(
  "reports that a team may be missing when Teams cannot return the members of %s, and lists the other teams",
  async (_, busy, isTeamMissing) => {
    const team = await twoTeams(busy);

    const overview = await team.as("bo").asks(`/teams/${OTHER}/overview`);
    const teams = MyTeams.parse((await team.as("bo").asks("/teams")).body);
    const questions = await questionsOf(team, "bo");

    expect([overview.status, overview.headers.get("retry-after")]).toEqual([503, "7"]);
    expect(overview.body).toMatchObject({ code: "BUSY_TRY_AGAIN" });
    expect(teams.isTeamMissing).toBe(isTeamMissing);
    expect(teams.teams).toContainEqual({ id: TEAM, name: "Laget" });
    expect(questions.isTeamMissing).toBe(true);
    expect(questions.waiting.map(({ question }) => question)).toEqual(["Flytta mötet till 9?"]);
  },
);

it("reports no missing team when Teams returns the members of every team", async () => {
  const team = await twoTeams("nowhere");

  const teams = MyTeams.parse((await team.as("bo").asks("/teams")).body);
  const questions = await questionsOf(team, "bo");

  expect([teams.isTeamMissing, questions.isTeamMissing]).toEqual([false, false]);
  expect(teams.teams).toHaveLength(2);
});

it("scans a limited number of questions, those first that close soonest, and reports that there are more", async () => {
  const team = await aTeam();
  await opens(team, "bo");
  const line = {
    schema: 1,
    question: "Gammal fråga?",
    asker: { id: idOf("anna"), name: "Anna Ask" },
    state: "open",
    openedAt: "2026-02-02T09:00:00.000Z",
    closesAt: "2026-02-20T15:00:00.000Z",
  };
  const putQuestion = (n: number) =>
    ({ kind: "put", id: `q|${line.openedAt}|${n}`, data: { ...line, pollId: `p${n}` } }) as const;
  await team.store.write(
    `team|${TEAM}`,
    Array.from({ length: MAX_SCANNED + 5 }, (_, n) => putQuestion(n)),
  );
  await asks(team, "anna", { question: "Stänger först?" });

  const { waiting, hasMore } = await questionsOf(team, "bo");

  expect([waiting.map(({ question }) => question), hasMore]).toEqual([["Stänger först?"], true]);
});
