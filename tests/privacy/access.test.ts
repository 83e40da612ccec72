import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import type { Access } from "#bot/core/action.ts";
import { AppError, coreErrors } from "#bot/core/errors.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { errorText } from "#bot/i18n/errors.ts";
import type { TeamSettings } from "#bot/kernel/contract.ts";
import { verbsOf } from "#bot/kernel/dispatch.ts";
import { kernelErrors } from "#bot/kernel/errors.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import {
  aTeam,
  CHANNEL,
  fullName,
  idOf,
  memberOf,
  personalChatOf,
  TEAM,
  TENANT,
  type Team,
} from "../support/a-team.ts";
import { text } from "../support/cards.ts";
import { baseOf, fullOf, type Ids, idsOf, isAboutPersonal, nobodys, pathOf } from "../support/every-verb.ts";
import { everythingStored, lineOf } from "../support/everything.ts";
import { privacyOfFeatures } from "../support/lifetimes.ts";
import {
  FOREIGN_TENANT,
  foreignMember,
  homeMember,
  inShared,
  SHARED,
  sharesChannel,
} from "../support/shared-channel.ts";

/*
 * Every action, command, form and route that the features declare, tried by six kinds of people. The expected outcome
 * follows from the declared access. A refused person is shown nothing, and nothing is written.
 */

const actions = [...verbsOf(allFeatures)].map(([verb, { access }]) => ({ verb, access }));
const commands = allFeatures.flatMap((slice) => slice.commands ?? []);
const extensions = allFeatures.flatMap((slice) => slice.extensions ?? []);
const routes = [
  ...allFeatures.flatMap((slice) => slice.routes ?? []),
  ...allFeatures.flatMap((slice) => slice.live ?? []).map((live) => ({ ...live, method: "get" }) as const),
];

const notOwn = actions.filter(({ access }) => access !== "self");

const kinds = {
  "a member of the team": "anna",
  "a guest of the team": "gia",
  "a member of a shared channel alone": "zoe",
  "somebody of another tenant in a shared channel": "far",
  "an ex-member": "max",
  "nobody we know": "nils",
} as const;
type Kind = keyof typeof kinds;
const FOREIGNER = kinds["somebody of another tenant in a shared channel"];

/** Members by the team's own roster, with an account of its tenant. */
const inTeam: readonly Kind[] = ["a member of the team", "a guest of the team"];
/** Members of each conversation by its own roster. */
const inConversation = {
  [CHANNEL]: inTeam,
  [SHARED]: [
    "a member of the team",
    "a member of a shared channel alone",
    "somebody of another tenant in a shared channel",
  ],
} as const satisfies Readonly<Record<string, readonly Kind[]>>;
type Place = keyof typeof inConversation;

const places = Object.keys(inConversation) as Place[];
const inPlace = { [CHANNEL]: {}, [SHARED]: inShared } as const;

const hasAccess = (kind: Kind, access: Access, place: Place): boolean => {
  if (access === "self") {
    return true;
  }
  const among: readonly Kind[] = access === "team" ? inTeam : inConversation[place];
  return among.includes(kind);
};

/** An account of another tenant cannot sign in to the tab. */
const hasTabAccess = (kind: Kind, access: Access, place: Place): boolean =>
  kinds[kind] !== FOREIGNER && hasAccess(kind, access, place);

/** The errors with which every entry point refuses a person without access. */
const { NOT_YOUR_TEAM, NOT_FOUND, NOT_SIGNED_IN } = coreErrors;
const refusalErrors = [NOT_YOUR_TEAM, NOT_FOUND, kernelErrors.NOT_IN_CHANNEL, NOT_SIGNED_IN];
const refusals: readonly (string | undefined)[] = refusalErrors.map(({ code }) => code);

/** Words of the team's channel, its settings and its people that no outsider may read. */
const secret = /Hemlig|Laget|Anna Ask|Bo Berg/;

interface World {
  readonly team: Team;
  readonly ids: Readonly<Record<Place, Ids>>;
}

async function aWorld(): Promise<World> {
  const team = await aTeam({
    members: ["anna", "bo", "cia", "dan", "eva", "filip", "gia", "max"],
    guests: ["gia"],
    leaders: ["anna"],
    values: ["Hemligt värde"],
  });
  sharesChannel(team, [homeMember("anna"), homeMember("bo"), homeMember("zoe"), foreignMember("far")]);
  for (const who of Object.values(kinds)) {
    team.teams.room(personalChatOf(who), [memberOf(who, fullName(who))]);
  }
  await team.where("bo", { wants: "openly" });
  const ids = { [CHANNEL]: await things(team, CHANNEL, "Hemlig"), [SHARED]: await things(team, SHARED, "Delad") };
  await team.has(["anna", "bo", "cia", "dan", "eva", "filip", "gia"]);
  await team.settle();
  return { team, ids };
}

/** One of each thing. The ex-member takes part where that is possible. */
const things = (team: Team, place: Place, word: string): Promise<Ids> =>
  idsOf(team, { base: baseOf("bo", TEAM, place), word, others: ["max"], options: inPlace[place] });

/** An answer as the person receives it: the text, and the error's code if it is a refusal. */
interface Outcome {
  readonly code: string | undefined;
  readonly body: string;
}

const codesByText = new Map(refusalErrors.map((error) => [errorText(new AppError(error), "sv"), error.code] as const));

const clickOutcome = async (team: Team, who: string, verb: string, data: object, options: object): Promise<Outcome> => {
  const { error, body } = await team.as(who).clicks(verb, data, options);
  return { code: error?.code as string | undefined, body: text(body) };
};

const routeOutcome = async (team: Team, who: string, path: string, init: RequestInit = {}): Promise<Outcome> => {
  const { url, headers } = await team.as(who).asksAt(path);
  const token = await team.tokenFor(who, who === FOREIGNER ? { tid: FOREIGN_TENANT } : {});
  const response = await fetch(url, { ...init, headers: { ...headers, authorization: `Bearer ${token}` } });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { code: undefined, body: "" };
  }
  const body = await response.text();
  return { code: response.ok ? undefined : (JSON.parse(body) as { code: string }).code, body };
};

const actOutcome = (team: Team, who: string, verb: string, data: object): Promise<Outcome> =>
  routeOutcome(team, who, "/acts", { method: "POST", body: JSON.stringify({ verb, data }) });

const messageOutcome = async (team: Team, who: string, words: string, options: object): Promise<Outcome> => {
  const { replies } = await team.as(who).says(words, options);
  return { code: codesByText.get(replies[0]?.text ?? ""), body: text(replies) };
};

const formOutcome = async (team: Team, who: string, commandId: string, options: object): Promise<Outcome> => {
  const answer = await team.as(who).opens(commandId, options);
  return { code: codesByText.get(answer.text ?? ""), body: text(answer.body) };
};

const dataFor = ({ base, things: made }: Ids, verb: string, who: string, team: Team): object =>
  fullOf({ base: { ...base, askerId: idOf(who) }, things: made }, verb, team);

/** A thing that belongs to a person is opened where its button is clicked, else in the team's own channel. */
const placeOf = (verb: string, clickedIn: Place | undefined): Place | undefined =>
  isAboutPersonal(verb) ? (clickedIn ?? CHANNEL) : undefined;

/** All stored documents, without the marks of messages that were already handled. */
const storedLines = (team: Team): readonly string[] =>
  everythingStored(team.file)
    .documents.filter(({ pk }) => !pk.endsWith("|said"))
    .map(lineOf);

/** Members of the team learn that a poll belongs to another of its channels. Nobody else learns that it exists. */
const isRefusal = (kind: Kind, code: string | undefined): boolean =>
  refusals.includes(code) || (code === "POLL_ELSEWHERE" && inTeam.includes(kind));

/** Runs an attempt that must be refused, and returns what it wrote or revealed. */
async function leaks(team: Team, kind: Kind, run: () => Promise<Outcome>): Promise<readonly string[]> {
  const before = storedLines(team);
  const { code, body } = await run();
  const after = storedLines(team);
  return [
    ...(isRefusal(kind, code) ? [] : [`was answered ${code}: ${body}`]),
    ...(secret.test(body) ? [`was told ${body}`] : []),
    ...after.filter((one) => !before.includes(one)).map((one) => `wrote ${one}`),
    ...before.filter((one) => !after.includes(one)).map((one) => `took away ${one}`),
  ];
}

/** Makes Anna the only leader, whatever earlier acts changed. */
async function annaLeads({ team }: World): Promise<void> {
  const pk = teamPartition(TEAM);
  const { data } = (await team.store.get<TeamSettings>(pk, "team")) ?? {};
  const leaders = [{ id: idOf("anna"), name: fullName("anna") }];
  await team.store.write(pk, [{ kind: "put", id: "team", data: { ...data, leaders } }]);
}

/** Some actions are for the leader only, and refuse other members as they refuse strangers. */
async function isForLeaders({ team, ids }: World, who: string, verb: string, place: Place): Promise<boolean> {
  if (who === kinds["a member of the team"]) {
    return false;
  }
  return refusals.includes((await actOutcome(team, "bo", verb, dataFor(ids[place], verb, "bo", team))).code);
}

const own = { in: "personal" } as const;
const elsewhere = {
  activity: {
    conversation: { id: "19:elsewhere@thread.v2", conversationType: "groupChat", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
  },
};

/**
 * The conversations in which each kind of person can click. Teams lets nobody click in a conversation they are not in.
 */
const conversationsOf = (
  kind: Kind,
): readonly (readonly [name: string, place: Place | undefined, options: object])[] => [
  ...places
    .filter((place) => (inConversation[place] as readonly Kind[]).includes(kind))
    .map((place) => [place, place, inPlace[place]] as const),
  ...(kind === "somebody of another tenant in a shared channel"
    ? []
    : ([
        ["a personal chat", undefined, own],
        ["a chat of their own", undefined, elsewhere],
      ] as const)),
];

it.each(allFeatures.map(({ name, verbs = {} }) => [name, Object.entries(verbs)] as const))(
  "%s declares for these tests a right value for everything that its verbs take",
  (name, verbs) => {
    const { file } = privacyOfFeatures.find(({ feature }) => feature === name) ?? {};
    const refused = verbs.filter(
      ([verb, { input }]) => !input?.safeParse(fullOf(nobodys, verb, { now: () => new Date() })).success,
    );

    expect(refused.map(([verb]) => `${verb}: add what it takes to input in ${file}`)).toEqual([]);
  },
);

describe.each(Object.keys(kinds) as Kind[])("%s", (kind) => {
  const who = kinds[kind];
  const conversations = conversationsOf(kind);

  it(`${kind} may use every action that the declared access allows, in the conversation the action is about`, async () => {
    const services = await aWorld();
    const { team, ids } = services;
    const refused: string[] = [];

    for (const [name, place, options] of conversations) {
      for (const { verb, access } of place === undefined ? [] : notOwn) {
        if (place !== undefined && hasAccess(kind, access, place)) {
          await annaLeads(services);
          const outcome = await clickOutcome(team, who, verb, dataFor(ids[place], verb, who, team), options);
          const leader = await isForLeaders(services, who, verb, place);
          if (refusals.includes(outcome.code) && !leader) {
            refused.push(`${verb} in ${name}: ${outcome.code}`);
          }
        }
      }
    }

    expect(refused).toEqual([]);
  });

  it(`${kind} is refused by every other action in every conversation they can click in, and it writes and reveals nothing`, async () => {
    const { team, ids } = await aWorld();
    const found: string[] = [];
    let tried = 0;

    for (const [name, at, options] of conversations) {
      await clickOutcome(team, who, peopleVerbs.preferences, {}, options);
      for (const { verb, access } of notOwn) {
        for (const place of places.filter((one) => !hasAccess(kind, access, placeOf(verb, at) ?? one))) {
          tried++;
          const run = () => clickOutcome(team, who, verb, dataFor(ids[place], verb, who, team), options);
          found.push(...(await leaks(team, kind, run)).map((leak) => `${verb} in ${name} about ${place}: ${leak}`));
        }
      }
    }

    expect(found).toEqual([]);
    expect(tried > 0).toBe(kind !== "a member of the team");
  });

  it("is refused by every other action through the tab, and it writes and tells nothing", async () => {
    const { team, ids } = await aWorld();
    const found: string[] = [];

    for (const { verb, access } of notOwn.filter((one) => one.verb !== peopleVerbs.inTeam)) {
      for (const place of places.filter((one) => !hasTabAccess(kind, access, placeOf(verb, CHANNEL) ?? one))) {
        const run = () => actOutcome(team, who, verb, dataFor(ids[place], verb, who, team));
        found.push(...(await leaks(team, kind, run)).map((leak) => `${verb} about ${place}: ${leak}`));
      }
    }

    expect(found).toEqual([]);
  });

  it(`${kind} reads nothing about other people by actions that are about themselves`, async () => {
    const { team, ids } = await aWorld();
    // An ex-member's own data contains the polls that they answered, with their texts.
    const others = kind === "an ex-member" ? /Hemlig (?:ord|hjälp)|Hemligt värde|Bo Berg/ : secret;
    const found: string[] = [];

    for (const { verb } of actions.filter((one) => one.access === "self")) {
      for (const [name, , options] of inTeam.includes(kind) ? [] : conversations) {
        const { body } = await clickOutcome(team, who, verb, fullOf(ids[CHANNEL], verb, team), options);
        found.push(...(others.test(body) ? [`${verb} in ${name}: ${body}`] : []));
      }
    }

    expect(found).toEqual([]);
  });

  it(`${kind} is answered by the commands that the declared access allows, and refused by the others`, async () => {
    const { team } = await aWorld();
    const found: string[] = [];

    for (const [name, place, options] of conversations.filter(([, at]) => at !== undefined)) {
      await messageOutcome(team, who, "hjälp", options);
      for (const { names, access } of commands) {
        if (place !== undefined && hasAccess(kind, access, place)) {
          const { code } = await messageOutcome(team, who, `${names[0]} `, options);
          found.push(...(refusals.includes(code) ? [`${names[0]} in ${name}: ${code}`] : []));
        } else {
          const run = () => messageOutcome(team, who, `${names[0]} `, options);
          found.push(...(await leaks(team, kind, run)).map((leak) => `${names[0]} in ${name}: ${leak}`));
        }
      }
    }

    expect(found).toEqual([]);
  });

  it(`help offers ${kind} exactly the commands that the declared access allows`, async () => {
    const { team } = await aWorld();

    for (const [, place, options] of conversations.filter(([, at]) => at !== undefined)) {
      const { body } = await messageOutcome(team, who, "hjälp", { ...options, activityId: `help-${who}-${place}` });
      const offered = commands.filter(({ help }) => body.includes(help.sv)).map(({ names }) => names[0]);
      const allowed = commands.filter(({ access }) => place !== undefined && hasAccess(kind, access, place));

      expect(offered).toEqual(allowed.map(({ names }) => names[0]));
    }
  });

  it(`${kind} may open exactly the forms that the declared access allows`, async () => {
    const { team } = await aWorld();
    const codes: unknown[] = [];
    const expected: unknown[] = [];

    for (const [, place, options] of conversations.filter(([, at]) => at !== undefined)) {
      for (const { commandId, access } of extensions) {
        const { code } = await formOutcome(team, who, commandId, options);
        codes.push([commandId, place, refusals.includes(code)]);
        expected.push([commandId, place, place === undefined || !hasAccess(kind, access, place)]);
      }
    }

    expect(codes).toEqual(expected);
  });

  it(`${kind} is answered by the routes that the declared access allows, and refused by the others`, async () => {
    const services = await aWorld();
    const { team, ids } = services;
    const found: string[] = [];
    await routeOutcome(team, who, "/me");

    for (const { access, path } of routes) {
      const requestPath = pathOf(path, ids[CHANNEL]);
      if (hasTabAccess(kind, access, CHANNEL)) {
        await annaLeads(services);
        const { code } = await routeOutcome(team, who, requestPath);
        const bo = who === "anna" ? undefined : (await routeOutcome(team, "bo", requestPath)).code;
        found.push(...(refusals.includes(code) && code !== bo ? [`${path}: ${code}`] : []));
      } else {
        found.push(
          ...(await leaks(team, kind, () => routeOutcome(team, who, requestPath))).map((leak) => `${path}: ${leak}`),
        );
      }
    }

    expect(found).toEqual([]);
  });
});

describe("a person of another tenant", () => {
  const inPrivateChat = {
    activity: {
      conversation: { id: personalChatOf(FOREIGNER), conversationType: "personal", tenantId: FOREIGN_TENANT },
      channelData: { tenant: { id: FOREIGN_TENANT } },
    },
  };

  it("Gnista answers no action, command or form in a private chat with a person of another tenant, and stores nothing", async () => {
    const { team, ids } = await aWorld();
    const before = storedLines(team);
    const codes = new Set<string | undefined>();
    team.teams.clear();

    for (const { verb } of actions) {
      codes.add(
        (await clickOutcome(team, FOREIGNER, verb, dataFor(ids[SHARED], verb, FOREIGNER, team), inPrivateChat)).code,
      );
    }
    for (const { names } of commands) {
      await team.as(FOREIGNER).says(names[0], inPrivateChat);
    }
    for (const { commandId } of extensions) {
      const { error } = await team.as(FOREIGNER).opens(commandId, inPrivateChat);
      codes.add(error?.code);
    }
    await team.settle();

    expect([...codes]).toEqual(["TENANT_NOT_ALLOWED"]);
    expect(team.teams.posts).toEqual([]);
    expect(storedLines(team)).toEqual(before);
  });

  it("every route and action of the tab's API answers a person of another tenant with NOT_SIGNED_IN, and stores nothing", async () => {
    const { team, ids } = await aWorld();
    const before = storedLines(team);
    const codes = new Set<string | undefined>();

    for (const { path } of routes) {
      const requestPath = pathOf(path, ids[SHARED]);
      codes.add((await routeOutcome(team, FOREIGNER, requestPath)).code);
    }
    for (const { verb } of actions) {
      codes.add((await actOutcome(team, FOREIGNER, verb, dataFor(ids[SHARED], verb, FOREIGNER, team))).code);
    }

    expect([...codes]).toEqual(["NOT_SIGNED_IN"]);
    expect(storedLines(team)).toEqual(before);
  });
});
