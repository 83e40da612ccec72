import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { MIN_FOR_FIGURES } from "#bot/core/too-few-to-show.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, fullName, idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../support/cards.ts";
import { anything, type FeaturePrivacy, OFFERED } from "../support/feature-privacy.ts";
import { privacyOfFeatures } from "../support/lifetimes.ts";

/*
 * The fields that each route may answer, to anybody: no other field may leave Gnista. Only fields that end in # may be
 * numbers, so that no total, rank or turnout appears under another name.
 */

const allowed: NonNullable<FeaturePrivacy["answers"]> = Object.assign(
  {},
  ...privacyOfFeatures.map(({ module }) => module?.answers),
);
const offered = privacyOfFeatures.flatMap(({ module }) => module?.offered ?? []);
const leadersOnly = privacyOfFeatures.flatMap(({ module }) => module?.leadersOnly ?? []);

const routes = allFeatures.flatMap((slice) => slice.routes ?? []);

/** The path of every leaf of a JSON value; `#` marks a number. */
function leavesOf(json: unknown, path = ""): readonly string[] {
  if (Array.isArray(json)) {
    return json.flatMap((one) => leavesOf(one, `${path}[]`));
  }
  if (typeof json === "object" && json !== null) {
    return Object.entries(json).flatMap(([name, value]) => leavesOf(value, path === "" ? name : `${path}.${name}`));
  }
  return [typeof json === "number" ? `${path}#` : path];
}

interface Answered {
  readonly who: string;
  readonly route: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
  /** The `Cache-Control` header. */
  readonly keeping: string;
  /** The body, without a form's nonce and a refused request's id. */
  readonly bytes: string;
}

/** The answers of all routes to all these people. */
async function everyAnswer(team: Team, people: readonly string[], polls: readonly string[]): Promise<Answered[]> {
  const found: Answered[] = [];
  for (const who of people) {
    for (const { path: route } of routes) {
      for (const poll of route.includes(":poll") ? polls : [""]) {
        const path = `${route.replace(":team", TEAM).replace(":poll", poll)}${route.endsWith("/members") ? "?q=a" : ""}`;
        const { status, body, headers } = await team.as(who).asks(path);
        const keeping = headers.get("cache-control") ?? "";
        const bytes = JSON.stringify(body).replace(/"(?:nonce|requestId)":"[^"]+"/g, "");
        found.push({ who, route, path, status, body, keeping, bytes });
      }
    }
  }
  return found;
}

/** In place of an offer's draft, the fields that the features declare for drafts. */
const withOffered = (field: string): readonly string[] =>
  field.endsWith(OFFERED) ? offered.map((one) => field.replace(OFFERED, one)) : [field];

/** Answered fields that are not allowed. */
const disallowedFields = (answers: readonly Answered[]): readonly string[] => [
  ...new Set(
    answers
      .filter(({ status }) => status === 200)
      .flatMap(({ route, body }) => {
        const declared = allowed[route] ?? [];
        if (declared === anything) {
          return [];
        }
        const list = declared.flatMap(withOffered);
        return leavesOf(body)
          .filter((leaf) => !list.includes(leaf))
          .map((leaf) => `${route}: ${leaf}`);
      }),
  ),
];

const everybody = ["anna", "bo", "cia", "dan", "eva", "filip", "gun", "hans", "ida", "jon", "kai", "liv", "mia"];
const asker = "bo";
const voters = everybody.filter((who) => who !== asker);
/** The leader, the asker, a thanked person, a person who did nothing, and an outsider. */
const roles = ["anna", asker, "cia", "mia", "zoe"];

async function asksTeam(team: Team, more: object): Promise<string> {
  await team.as(asker).acts(pollVerbs.ask, aQuestion(team, { question: "Flytta mötet till 9?", ...more }));
  await team.settle();
  return idIn(team.channelPosts().at(-1)?.card, "pollId");
}

async function gives(team: Team, from: string, to: string, words: string, audience = "team"): Promise<void> {
  const { status } = await team
    .as(from)
    .acts(kudosVerbs.give, aDraft(team, { recipients: [idOf(to)], words, audience }));
  expect(status).toBe(200);
  await team.settle();
}

it.each(allFeatures.map(({ name, routes = [] }) => [name, routes.map(({ path }) => path)] as const))(
  "%s declares the fields that each of its routes may answer",
  (name, paths) => {
    const { file, module } = privacyOfFeatures.find(({ feature }) => feature === name) ?? {};
    const listed = Object.keys(module?.answers ?? {});

    expect(paths.filter((path) => !listed.includes(path)).map((path) => `add ${path} to answers in ${file}`)).toEqual(
      [],
    );
    expect(listed.filter((path) => !paths.includes(path)).map((path) => `${file}: ${path} is not a route`)).toEqual([]);
  },
);

describe.each(Array.from({ length: 13 }, (_, count) => count))("where %i of twelve have answered", (count) => {
  it("no route shows anybody more than may be there, no figure under its threshold, and no trace of who answered", async () => {
    const team = await aTeam({ members: everybody, leaders: ["anna"], values: ["Mod"] });
    await team.where("cia", { wants: "openly" });
    await gives(team, "dan", "cia", "Tack för att du stannade");
    const polls = [await asksTeam(team, { answers: "anonymous" }), await asksTeam(team, { answers: "named" })];
    for (const [nth, who] of voters.slice(0, count).entries()) {
      for (const pollId of polls) {
        const { status } = await team.as(who).acts(pollVerbs.vote, { pollId, edition: 0, choices: [String(nth % 3)] });
        expect(status).toBe(200);
      }
    }
    await team.settle();

    const whileOpen = await everyAnswer(team, roles, polls);
    for (const pollId of polls) {
      await team.as(asker).acts(pollVerbs.close, { pollId });
    }
    await team.settle();
    const closed = await everyAnswer(team, roles, polls);

    expect(disallowedFields([...whileOpen, ...closed])).toEqual([]);
    for (const { who, route, status } of [...whileOpen, ...closed].filter(({ route }) => route.includes(":team"))) {
      const isRefused = who === "zoe" || (leadersOnly.includes(route) && who !== "anna");
      expect([who, route, status === 403]).toEqual([who, route, isRefused]);
    }
    const anonymous = (answers: readonly Answered[]) =>
      answers
        .filter(
          ({ route, path, status }) => status === 200 && route.endsWith("/:poll") && path.includes(polls[0] ?? ""),
        )
        .map(({ body }) => QuestionPage.strict().parse(body));
    const shownCount = count < MIN_FOR_FIGURES ? "fewerThanFive" : count;
    for (const page of anonymous(whileOpen)) {
      expect(page).toMatchObject({ answers: shownCount, hasNames: false });
      expect([page.soFar, page.result]).toEqual([undefined, undefined]);
    }
    for (const page of anonymous(closed)) {
      expect(page.answers).toBe(shownCount);
      expect(page.result?.shows === "totals").toBe(count >= MIN_FOR_FIGURES);
      expect([page.myAnswer, page.hasNames]).toEqual([undefined, false]);
    }
    // The page of an anonymous poll is the same whether the viewer answered or not.
    const [annas, mias] = ["anna", "mia"].map((who) =>
      closed.find((one) => one.who === who && one.route.endsWith("/:poll") && one.path.includes(polls[0] ?? "")),
    );
    const { mayRun: _, decide: __, ...seenByAnna } = QuestionPage.parse(annas?.body);
    const { mayRun: ___, decide: ____, ...seenByMia } = QuestionPage.parse(mias?.body);
    expect(seenByAnna).toEqual(seenByMia);
    // A named poll names nobody while it is open, and after the close only people who answered.
    const whos = (answers: readonly Answered[]) => answers.filter(({ route }) => route.endsWith("/who"));
    expect(whos(whileOpen).filter(({ status }) => status === 200)).toEqual([]);
    for (const { bytes } of whos(closed)) {
      expect(voters.slice(count).filter((who) => bytes.includes(fullName(who)))).toEqual([]);
    }
  });
});

it("no proxy stores a person's response, and no browser stores a form's token or a stream", async () => {
  const team = await aTeam({ members: everybody, leaders: ["anna"] });
  const pollId = await asksTeam(team, { answers: "named" });
  await team.as("anna").acts(pollVerbs.vote, { pollId, edition: 0, choices: ["0"] });
  await team.as(asker).acts(pollVerbs.close, { pollId });
  await team.settle();

  const answers = await everyAnswer(team, ["anna"], [pollId]);
  const streams = await Promise.all(
    allFeatures
      .flatMap(({ live = [] }) => live)
      .map(async ({ path }) => {
        const { url, headers } = await team.as("anna").asksAt(path);
        const { body, headers: told } = await fetch(url, { headers });
        await body?.cancel();
        return told.get("cache-control");
      }),
  );

  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(answers.filter(({ keeping }) => !/\b(?:private|no-store)\b/.test(keeping))).toEqual([]);
  const forms = answers.filter(({ body }) => leavesOf(body).includes("nonce"));
  const declared = routes.filter(({ answers: what }) => what === "form").map(({ path }) => [path, "no-store"]);
  expect(declared).toContainEqual(["/teams/:team/thanks-form", "no-store"]);
  expect(forms.map(({ route, keeping }) => [route, keeping])).toEqual(declared);
  expect(streams).toEqual(["private, no-store, no-transform"]);
});

it("a private thank-you changes no answer to anybody but its sender and recipient", async () => {
  const people = ["anna", "bo", "cia", "mia"];
  const team = await aTeam({ members: everybody, leaders: ["anna", "mia"] });
  await gives(team, "anna", "bo", "Före", "private");
  await gives(team, "cia", "mia", "Före", "private");
  const before = await everyAnswer(team, people, []);

  await gives(team, "bo", "cia", "Bara till dig", "private");

  const after = await everyAnswer(team, people, []);
  const changed = after.filter(({ bytes }, index) => bytes !== before[index]?.bytes);
  expect(changed.map(({ who, path }) => `${who} ${path}`).toSorted()).toEqual([
    "bo /me/data",
    "bo /me/data/lists",
    "bo /me/rhythm",
    "bo /me/thanks/from-me",
    "cia /me/data",
    "cia /me/data/lists",
    "cia /me/thanks/to-me",
  ]);
  expect(after.filter(({ bytes }) => bytes.includes("Bara till dig")).every(({ who }) => /bo|cia/.test(who))).toBe(
    true,
  );
});

it("worth a thought changes only with the leader's own acts, not by one byte with anybody else's", async () => {
  const path = `/teams/${TEAM}/worth-a-thought`;
  const team = await aTeam({ members: everybody.slice(0, 5), leaders: ["anna"] });
  await gives(team, "anna", "bo", "Mellan oss", "private");
  await gives(team, "anna", "cia", "I kanalen");
  const annasToCia = idIn(team.personalPosts("cia")[0]?.card);
  await team.at("2026-02-04T09:00:00+01:00");
  const bytes = async () => JSON.stringify((await team.as("anna").asks(path)).body);
  const before = await bytes();

  const does = async (who: string, verb: string, data: object) => {
    expect((await team.as(who).acts(verb, data)).status).toBe(200);
    await team.settle();
  };
  await does("cia", kudosVerbs.showThanks, { kudosId: annasToCia });
  await gives(team, "bo", "dan", "Tack Dan");
  await gives(team, "cia", "eva", "Tack Eva", "private");
  const pollId = await asksTeam(team, { answers: "named" });
  await does("dan", pollVerbs.vote, { pollId, edition: 0, choices: ["0"] });
  await does("dan", kudosVerbs.alsoThank, { kudosId: annasToCia });
  await does("cia", kudosVerbs.remove, { kudosId: annasToCia });
  const after = await bytes();

  expect(after).toBe(before);
  expect(before).not.toMatch(/Bo Berg|Cia Ceder|Anna Ask/);
  expect(before).toMatch(/Dan Dahl.*Eva Ek|Eva Ek.*Dan Dahl/);
  await gives(team, "anna", "dan", "Tack Dan", "private");
  expect(await bytes()).not.toContain("Dan Dahl");
});
