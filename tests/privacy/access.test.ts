import { describe, expect, it } from "vitest";
import { features } from "#bot/all-features.ts";
import { AppError, coreErrors } from "#bot/core/errors.ts";
import type { Access } from "#bot/core/feature.ts";
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
import { everythingStored, written } from "../support/everything.ts";
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
 * All doors that the features declare x six kinds of people. What is expected follows from the access that a door
 * declares; somebody who is refused is shown nothing, and nothing is written.
 */

const actions = [...verbsOf(features)].map(([verb, { access }]) => ({ verb, access }));
const commands = features.flatMap((slice) => slice.commands ?? []);
const extensions = features.flatMap((slice) => slice.extensions ?? []);
const routes = [
  ...features.flatMap((slice) => slice.routes ?? []),
  ...features.flatMap((slice) => slice.live ?? []).map((live) => ({ ...live, method: "get" }) as const),
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

/** In the team by its own roster, with an account of its tenant. */
const inTeam: readonly Kind[] = ["a member of the team", "a guest of the team"];
/** In each conversation by its own roster. */
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

const isLetIn = (kind: Kind, access: Access, place: Place): boolean => {
  if (access === "self") {
    return true;
  }
  const among: readonly Kind[] = access === "team" ? inTeam : inConversation[place];
  return among.includes(kind);
};

/** An account of another tenant is not signed in: there is no tab for it. */
const isLetInTab = (kind: Kind, access: Access, place: Place): boolean =>
  kinds[kind] !== FOREIGNER && isLetIn(kind, access, place);

/** What somebody is told who may not come in, whichever it is about. */
const { NOT_YOUR_TEAM, NOT_FOUND, NOT_SIGNED_IN } = coreErrors;
const refusalErrors = [NOT_YOUR_TEAM, NOT_FOUND, kernelErrors.NOT_IN_CHANNEL, NOT_SIGNED_IN];
const refusals: readonly (string | undefined)[] = refusalErrors.map(({ code }) => code);

/** What nobody outside reads: of the team's channel, its settings and its people. */
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

/** One of each thing; the ex-member takes part where that is possible. */
const things = (team: Team, place: Place, word: string): Promise<Ids> =>
  idsOf(team, { base: baseOf("bo", TEAM, place), word, others: ["max"], options: inPlace[place] });

/** A question, an answer's words or a problem's code: what somebody is told. */
interface Told {
  readonly code: string | undefined;
  readonly body: string;
}

const spoken = new Map(refusalErrors.map((error) => [errorText(new AppError(error), "sv"), error.code] as const));

const clicked = async (team: Team, who: string, verb: string, data: object, options: object): Promise<Told> => {
  const { error, body } = await team.as(who).clicks(verb, data, options);
  return { code: error?.code as string | undefined, body: text(body) };
};

const tabbed = async (team: Team, who: string, path: string, init: RequestInit = {}): Promise<Told> => {
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

const acted = (team: Team, who: string, verb: string, data: object): Promise<Told> =>
  tabbed(team, who, "/acts", { method: "POST", body: JSON.stringify({ verb, data }) });

const said = async (team: Team, who: string, words: string, options: object): Promise<Told> => {
  const { replies } = await team.as(who).says(words, options);
  return { code: spoken.get(replies[0]?.text ?? ""), body: text(replies) };
};

const opened = async (team: Team, who: string, commandId: string, options: object): Promise<Told> => {
  const answer = await team.as(who).opens(commandId, options);
  return { code: spoken.get(answer.text ?? ""), body: text(answer.body) };
};

const dataFor = ({ base, things: made }: Ids, verb: string, who: string, team: Team): object =>
  fullOf({ base: { ...base, askerId: idOf(who) }, things: made }, verb, team);

/** What lies with a person is opened where its button is clicked, else in the team's own channel. */
const placeOf = (verb: string, clickedIn: Place | undefined): Place | undefined =>
  isAboutPersonal(verb) ? (clickedIn ?? CHANNEL) : undefined;

/** All that is stored, but for the marks of messages that were heard. */
const dump = (team: Team): readonly string[] =>
  everythingStored(team.file)
    .documents.filter(({ pk }) => !pk.endsWith("|said"))
    .map(written);

/** Members of the team are told that a question stands in another of its channels; nobody else learns that it exists. */
const isRefusal = (kind: Kind, code: string | undefined): boolean =>
  refusals.includes(code) || (code === "POLL_ELSEWHERE" && inTeam.includes(kind));

/** Runs what is to be refused, and says what it changed or told. */
async function leaks(team: Team, kind: Kind, run: () => Promise<Told>): Promise<readonly string[]> {
  const before = dump(team);
  const { code, body } = await run();
  const after = dump(team);
  return [
    ...(isRefusal(kind, code) ? [] : [`was answered ${code}: ${body}`]),
    ...(secret.test(body) ? [`was told ${body}`] : []),
    ...after.filter((one) => !before.includes(one)).map((one) => `wrote ${one}`),
    ...before.filter((one) => !after.includes(one)).map((one) => `took away ${one}`),
  ];
}

/** Whatever earlier acts changed of who leads, Anna leads. */
async function annaLeads({ team }: World): Promise<void> {
  const pk = teamPartition(TEAM);
  const { data } = (await team.store.get<TeamSettings>(pk, "team")) ?? {};
  const leaders = [{ id: idOf("anna"), name: fullName("anna") }];
  await team.store.write(pk, [{ kind: "put", id: "team", data: { ...data, leaders } }]);
}

/** Some doors are for the leader alone, and say no to members as to strangers. */
async function isForLeaders({ team, ids }: World, who: string, verb: string, place: Place): Promise<boolean> {
  if (who === kinds["a member of the team"]) {
    return false;
  }
  return refusals.includes((await acted(team, "bo", verb, dataFor(ids[place], verb, "bo", team))).code);
}

const own = { in: "personal" } as const;
const elsewhere = {
  activity: {
    conversation: { id: "19:elsewhere@thread.v2", conversationType: "groupChat", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
  },
};

/** Where each kind of person can click. Teams lets nobody click in a conversation they are not in. */
const waysOf = (kind: Kind): readonly (readonly [name: string, place: Place | undefined, options: object])[] => [
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

it.each(features.map(({ name, verbs = {} }) => [name, Object.entries(verbs)] as const))(
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
  const ways = waysOf(kind);

  it("is let in by every action that their access allows, from the conversation it is about", async () => {
    const services = await aWorld();
    const { team, ids } = services;
    const refused: string[] = [];

    for (const [name, place, options] of ways) {
      for (const { verb, access } of place === undefined ? [] : notOwn) {
        if (place !== undefined && isLetIn(kind, access, place)) {
          await annaLeads(services);
          const told = await clicked(team, who, verb, dataFor(ids[place], verb, who, team), options);
          const leader = await isForLeaders(services, who, verb, place);
          if (refusals.includes(told.code) && !leader) {
            refused.push(`${verb} in ${name}: ${told.code}`);
          }
        }
      }
    }

    expect(refused).toEqual([]);
  });

  it("is refused by every other action, from wherever they can click, and it writes and tells nothing", async () => {
    const { team, ids } = await aWorld();
    const found: string[] = [];
    let tried = 0;

    for (const [name, at, options] of ways) {
      await clicked(team, who, peopleVerbs.preferences, {}, options);
      for (const { verb, access } of notOwn) {
        for (const place of places.filter((one) => !isLetIn(kind, access, placeOf(verb, at) ?? one))) {
          tried++;
          const run = () => clicked(team, who, verb, dataFor(ids[place], verb, who, team), options);
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
      for (const place of places.filter((one) => !isLetInTab(kind, access, placeOf(verb, CHANNEL) ?? one))) {
        const run = () => acted(team, who, verb, dataFor(ids[place], verb, who, team));
        found.push(...(await leaks(team, kind, run)).map((leak) => `${verb} about ${place}: ${leak}`));
      }
    }

    expect(found).toEqual([]);
  });

  it("reaches by actions that are about themselves nothing of others", async () => {
    const { team, ids } = await aWorld();
    // An ex-member has the questions that they answered among their own data, as they were asked.
    const others = kind === "an ex-member" ? /Hemlig (?:ord|hjälp)|Hemligt värde|Bo Berg/ : secret;
    const found: string[] = [];

    for (const { verb } of actions.filter((one) => one.access === "self")) {
      for (const [name, , options] of inTeam.includes(kind) ? [] : ways) {
        const { body } = await clicked(team, who, verb, fullOf(ids[CHANNEL], verb, team), options);
        found.push(...(others.test(body) ? [`${verb} in ${name}: ${body}`] : []));
      }
    }

    expect(found).toEqual([]);
  });

  it("is answered by the commands that their access allows, and refused by the others", async () => {
    const { team } = await aWorld();
    const found: string[] = [];

    for (const [name, place, options] of ways.filter(([, at]) => at !== undefined)) {
      await said(team, who, "hjälp", options);
      for (const { names, access } of commands) {
        if (place !== undefined && isLetIn(kind, access, place)) {
          const { code } = await said(team, who, `${names[0]} `, options);
          found.push(...(refusals.includes(code) ? [`${names[0]} in ${name}: ${code}`] : []));
        } else {
          const run = () => said(team, who, `${names[0]} `, options);
          found.push(...(await leaks(team, kind, run)).map((leak) => `${names[0]} in ${name}: ${leak}`));
        }
      }
    }

    expect(found).toEqual([]);
  });

  it("is offered in help the commands that their access allows", async () => {
    const { team } = await aWorld();

    for (const [, place, options] of ways.filter(([, at]) => at !== undefined)) {
      const { body } = await said(team, who, "hjälp", { ...options, activityId: `help-${who}-${place}` });
      const offered = commands.filter(({ help }) => body.includes(help.sv)).map(({ names }) => names[0]);
      const allowed = commands.filter(({ access }) => place !== undefined && isLetIn(kind, access, place));

      expect(offered).toEqual(allowed.map(({ names }) => names[0]));
    }
  });

  it("is shown the forms that their access allows", async () => {
    const { team } = await aWorld();
    const codes: unknown[] = [];
    const expected: unknown[] = [];

    for (const [, place, options] of ways.filter(([, at]) => at !== undefined)) {
      for (const { commandId, access } of extensions) {
        const { code } = await opened(team, who, commandId, options);
        codes.push([commandId, place, refusals.includes(code)]);
        expected.push([commandId, place, place === undefined || !isLetIn(kind, access, place)]);
      }
    }

    expect(codes).toEqual(expected);
  });

  it("is answered by the routes that their access allows, and refused by the others", async () => {
    const services = await aWorld();
    const { team, ids } = services;
    const found: string[] = [];
    await tabbed(team, who, "/me");

    for (const { access, path } of routes) {
      const asked = pathOf(path, ids[CHANNEL]);
      if (isLetInTab(kind, access, CHANNEL)) {
        await annaLeads(services);
        const { code } = await tabbed(team, who, asked);
        const bo = who === "anna" ? undefined : (await tabbed(team, "bo", asked)).code;
        found.push(...(refusals.includes(code) && code !== bo ? [`${path}: ${code}`] : []));
      } else {
        found.push(...(await leaks(team, kind, () => tabbed(team, who, asked))).map((leak) => `${path}: ${leak}`));
      }
    }

    expect(found).toEqual([]);
  });
});

describe("somebody of another tenant", () => {
  const private_ = {
    activity: {
      conversation: { id: personalChatOf(FOREIGNER), conversationType: "personal", tenantId: FOREIGN_TENANT },
      channelData: { tenant: { id: FOREIGN_TENANT } },
    },
  };

  it("has no private chat with Gnista: no action, command or form is answered there, and nothing is stored", async () => {
    const { team, ids } = await aWorld();
    const before = dump(team);
    const told = new Set<string | undefined>();
    team.teams.clear();

    for (const { verb } of actions) {
      told.add((await clicked(team, FOREIGNER, verb, dataFor(ids[SHARED], verb, FOREIGNER, team), private_)).code);
    }
    for (const { names } of commands) {
      await team.as(FOREIGNER).says(names[0], private_);
    }
    for (const { commandId } of extensions) {
      const { error } = await team.as(FOREIGNER).opens(commandId, private_);
      told.add(error?.code);
    }
    await team.settle();

    expect([...told]).toEqual(["TENANT_NOT_ALLOWED"]);
    expect(team.teams.posts).toEqual([]);
    expect(dump(team)).toEqual(before);
  });

  it("has no tab: every route and every action answers as to somebody who is not signed in", async () => {
    const { team, ids } = await aWorld();
    const before = dump(team);
    const told = new Set<string | undefined>();

    for (const { path } of routes) {
      const asked = pathOf(path, ids[SHARED]);
      told.add((await tabbed(team, FOREIGNER, asked)).code);
    }
    for (const { verb } of actions) {
      told.add((await acted(team, FOREIGNER, verb, dataFor(ids[SHARED], verb, FOREIGNER, team))).code);
    }

    expect([...told]).toEqual(["NOT_SIGNED_IN"]);
    expect(dump(team)).toEqual(before);
  });
});
