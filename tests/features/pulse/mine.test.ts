import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { MAX_SCANNED, MyQuestions } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MyRhythm } from "#bot/features/pulse/api.ts";
import { MyTeams, type TeamSettings } from "#bot/kernel/contract.ts";
import { aTeam, idOf, TEAM, TENANT, type Team, userIdOf } from "../../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../../support/cards.ts";

const questionsOf = async (team: Team, who: string) =>
  MyQuestions.parse((await team.as(who).asks("/me/questions")).body);
const rhythmOf = async (team: Team, who: string) =>
  Object.fromEntries(
    MyRhythm.parse((await team.as(who).asks("/me/rhythm")).body).weeks.map(({ week, acts }) => [week, acts]),
  );

async function asks(team: Team, who: string, more: object = {}): Promise<string> {
  const { body } = await team.as(who).acts(pollVerbs.ask, aQuestion(team, more));
  await team.settle();
  return idIn(body, "pollId");
}

const answers = async (team: Team, who: string, pollId: string) => {
  expect((await team.as(who).acts(pollVerbs.vote, { pollId, edition: 0, choices: ["0"] })).status).toBe(200);
};

/** Opening the team's page stores the person as a member of the team. */
const opens = (team: Team, ...people: readonly string[]) =>
  Promise.all(people.map((who) => team.as(who).asks(`/teams/${TEAM}/overview`)));

it.each(["anonymous", "named"])(
  "waiting lists questions of others that the viewer has not answered, also when answers are %s",
  async (kind) => {
    const team = await aTeam();
    await opens(team, "anna", "bo", "cia");
    const pollId = await asks(team, "anna", { answers: kind, question: "Flytta mötet till 9?" });
    const before = await Promise.all(["anna", "bo", "cia"].map((who) => questionsOf(team, who)));

    await answers(team, "bo", pollId);
    const after = await Promise.all(["anna", "bo", "cia"].map((who) => questionsOf(team, who)));

    const waiting = (all: readonly MyQuestions[]) => all.map((one) => one.waiting.map((line) => line.question));
    expect(waiting(before)).toEqual([[], ["Flytta mötet till 9?"], ["Flytta mötet till 9?"]]);
    expect(waiting(after)).toEqual([[], [], ["Flytta mötet till 9?"]]);
    expect(after[2]?.waiting[0]).toMatchObject({ team: { id: TEAM, name: "Laget" }, mayAnswer: true });
    expect(after.map((one) => one.open.length)).toEqual([1, 0, 0]);
  },
);

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
  const rosterExpiry = team.timing.sleep(ROSTER_TTL_MS);
  team.timing.skip();
  await rosterExpiry;
  team.teams.fail({ status: 503, retryAfterS: 7, times: Infinity, fits: ({ path }) => path.includes(busy) });
  return team;
}

const ROSTER_TTL_MS = 10 * 60_000;

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

it("leaves out an anonymous question whose key is lost, and lists the others", async () => {
  const team = await aTeam();
  await opens(team, "bo");
  const pollId = await asks(team, "anna", { answers: "anonymous" });
  await asks(team, "anna", { answers: "named", question: "Går det här?" });
  await team.gnista.jobContextFor(TENANT, "test").keys.destroy(`ballots-${pollId}`);

  expect((await questionsOf(team, "bo")).waiting.map(({ question }) => question)).toEqual(["Går det här?"]);
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
  const put = (n: number) =>
    ({ kind: "put", id: `q|${line.openedAt}|${n}`, data: { ...line, pollId: `p${n}` } }) as const;
  await team.store.write(
    `team|${TEAM}`,
    Array.from({ length: MAX_SCANNED + 5 }, (_, n) => put(n)),
  );
  await asks(team, "anna", { question: "Stänger först?" });

  const { waiting, hasMore } = await questionsOf(team, "bo");

  expect([waiting.map(({ question }) => question), hasMore]).toEqual([["Stänger först?"], true]);
});

it("the rhythm has weeks in the team's time zone for a person who has chosen none", async () => {
  // Sunday evening in Stockholm is Monday in Auckland.
  const team = await aTeam({ zone: "Pacific/Auckland", now: "2026-02-01T20:00:00+01:00" });
  await asks(team, "bo");

  const inTeamsZone = await rhythmOf(team, "bo");
  await team.as("bo").acts(peopleVerbs.savePreferences, { zone: "Europe/Stockholm" });
  const inOwn = await rhythmOf(team, "bo");

  expect([inTeamsZone["2026-W06"], inOwn["2026-W05"]]).toEqual([["asked"], ["asked"]]);
});

it("the rhythm lists each kind of act once a week, without numbers and without anonymous answers", async () => {
  const team = await aTeam({ now: "2026-01-13T09:00:00+01:00" });
  await team.where("cia", { wants: "openly" });
  for (const words of ["Ett", "Två"]) {
    const draft = aDraft(team, { recipients: [idOf("cia")], words, audience: "private" });
    await team.as("bo").acts(kudosVerbs.give, draft);
  }
  await team.at("2026-01-27T09:00:00+01:00");
  await answers(team, "bo", await asks(team, "anna", { answers: "named" }));
  const own = await asks(team, "bo", { answers: "named", mode: "vote" });
  await answers(team, "bo", own);
  await team.as("bo").acts(pollVerbs.close, { pollId: own });
  await team.settle();
  await team.as("bo").acts(pollVerbs.decide, { pollId: own, outcome: "0", why: "Det blev så." });
  await team.at("2026-02-03T09:00:00+01:00");
  await answers(team, "bo", await asks(team, "anna", { answers: "anonymous" }));
  await team.settle();

  const bos = await rhythmOf(team, "bo");
  const cias = await rhythmOf(team, "cia");

  expect(Object.keys(bos)).toHaveLength(12);
  expect(Object.entries(bos).filter(([, acts]) => acts.length > 0)).toEqual([
    ["2026-W03", ["thanked"]],
    ["2026-W05", ["asked", "answered", "told"]],
  ]);
  expect(Object.values(cias).flat()).toEqual([]);
});

it("neither the rhythm nor the export contains acts that were refused or undone", async () => {
  const team = await aTeam({ leaders: ["cia"] });
  await team.where("bo", { wants: "openly" });
  const given = await team.as("anna").acts(kudosVerbs.give, aDraft(team, { recipients: [idOf("bo")] }));
  const kudosId = idIn(given.body, "kudosId");
  await team.as("dan").acts(kudosVerbs.alsoThank, { kudosId });
  const joined = await doneBy(team, "dan");
  const pollId = await asks(team, "eva");
  await team.as("eva").acts(pollVerbs.close, { pollId });
  await team.settle();

  await team.as("dan").acts(kudosVerbs.undoAlso, { kudosId });
  const refused = await team.as("cia").acts(pollVerbs.decide, { pollId, outcome: "", why: "Därför." });
  const afterwards = [await doneBy(team, "dan"), await doneBy(team, "cia")];
  const decisions = await Promise.all(
    ["eva", "cia"].map((who) => team.as(who).acts(pollVerbs.decide, { pollId, outcome: "0", why: who })),
  );

  expect(joined).toMatchObject({ acts: ["joined"], roles: ["also"] });
  expect(refused.status).toBe(422);
  expect(afterwards).toEqual([
    { acts: [], roles: [] },
    { acts: [], roles: [] },
  ]);
  const [evas, cias] = [await doneBy(team, "eva"), await doneBy(team, "cia")];
  const isEvas = decisions[0]?.status === 200;
  expect(decisions.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  expect([evas.acts, cias.acts]).toEqual(isEvas ? [["asked", "told"], []] : [["asked"], ["told"]]);
  expect([evas.roles, cias.roles]).toEqual(isEvas ? [["asker", "decider"], []] : [["asker"], ["decider"]]);
});

/** The person's acts by their rhythm, and their roles by the export of their data. */
async function doneBy(team: Team, who: string) {
  const acts = Object.values(await rhythmOf(team, who)).flat();
  const { body } = await team.as(who).asks("/me/data");
  const { kudos, polls } = body as Record<"kudos" | "polls", readonly { readonly role: string }[]>;
  return { acts, roles: [...kudos, ...polls].map(({ role }) => role) };
}
