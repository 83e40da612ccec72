import { expect, it } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import * as declared from "#bot/features/index.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MyRhythm } from "#bot/features/pulse/api.ts";
import { addPointer } from "#bot/kernel/pointers.ts";
import { aTeam, idOf, TENANT, type Team } from "../../../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../../../support/cards.ts";

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

/** The person's acts by their rhythm, and their roles by the export of their data. */
async function doneBy(team: Team, who: string) {
  const acts = Object.values(await rhythmOf(team, who)).flat();
  const { body } = await team.as(who).asks("/me/data");
  const { kudos, polls } = body as Record<"kudos" | "polls", readonly { readonly role: string }[]>;
  return { acts, roles: [...kudos, ...polls].map(({ role }) => role) };
}

const acted = { key: "waved", label: { sv: "vinkade", en: "waved" } };

const wave: Feature = { name: "wave", order: 99, ownActs: { waver: acted, starter: acted } };

const rhythmPageOf = async (team: Team, locale = "sv") =>
  MyRhythm.parse((await team.as("bo").asks("/me/rhythm", { headers: { "Accept-Language": locale } })).body);

const storePointer = (team: Team, eventId: string, at: string, role: string, slice = "wave") => {
  const pointer = { slice, eventId, at: new Date(at), role, pk: `${slice}|${eventId}`, id: "it" };
  return addPointer(team.gnista.jobContextFor(TENANT, "test"), idOf("bo"), pointer);
};

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

it("the rhythm shows a declared act in the week in which the person did it, beside other features' acts", async () => {
  const team = await aTeam({ features: composeFeatures([...Object.values(declared), wave]) });
  await storePointer(team, "a", "2026-01-27T09:00:00Z", "waver");
  await storePointer(team, "b", "2026-01-28T09:00:00Z", "starter");
  await storePointer(team, "c", "2026-01-28T09:00:00Z", "sender", "kudos");
  await storePointer(team, "d", "2026-02-02T09:00:00Z", "waved-at");

  const { kinds, weeks } = await rhythmPageOf(team);

  expect(weeks.filter(({ acts }) => acts.length > 0).map(({ week, acts }) => [week, acts])).toEqual([
    ["2026-W05", ["thanked", "waved"]],
  ]);
  expect(kinds.filter(({ key }) => key === "waved")).toEqual([{ key: "waved", label: "vinkade" }]);
});

it("the rhythm labels the kinds of acts in the viewer's language, in the order in which a week lists them", async () => {
  const team = await aTeam();

  const [swedish, english] = [await rhythmPageOf(team), await rhythmPageOf(team, "en")];

  expect(swedish.kinds).toEqual([
    { key: "thanked", label: "tackade" },
    { key: "joined", label: "tackade också" },
    { key: "asked", label: "frågade" },
    { key: "answered", label: "svarade öppet" },
    { key: "told", label: "lämnade besked" },
  ]);
  expect(english.kinds.map(({ label }) => label)).toEqual([
    "thanked",
    "joined a thank-you",
    "asked",
    "answered openly",
    "gave an answer",
  ]);
});
