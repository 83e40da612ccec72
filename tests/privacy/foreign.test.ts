import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { forTenant } from "#bot/core/document-store.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import {
  type Answer,
  aTeam,
  CHANNEL,
  fullName,
  idOf,
  personalChatOf,
  TEAM,
  TENANT,
  type Team,
} from "../support/a-team.ts";
import {
  actsOfFeatures,
  baseOf,
  fieldOf,
  fullOf,
  type Ids,
  idsFor,
  idsOf,
  inputOf,
  knownIds,
  mostStates,
  nobodys,
  pathOf,
  things,
  variantsOf,
} from "../support/every-verb.ts";
import { everythingStored, lineOf } from "../support/everything.ts";
import { privacyOfFeatures } from "../support/lifetimes.ts";
import { fieldsOf, fieldsOfVerbs, idFieldsOf } from "../support/verb-fields.ts";

/*
 * A person outside the team tries every verb through every entry point they have, with the team's real ids: nothing
 * changes, and nothing is revealed, not even whether the thing exists.
 */

const isSoak = process.env.SOAK === "1";
const OTHER_TENANT = "22222222-2222-4222-8222-222222222222";
const OTHER_CHAT = "19:others@thread.v2";
const everybody = ["anna", "bo", "cia", "dan", "eva", "filip"] as const;
const verbs = allFeatures.flatMap(({ verbs }) => Object.keys(verbs ?? {}));
const commands = allFeatures.flatMap(({ extensions }) => (extensions ?? []).map(({ commandId }) => commandId));
const live = allFeatures.flatMap((slice) => slice.live ?? []).map(({ path }) => ({ method: "get", path }));
const routes = [...allFeatures.flatMap((slice) => slice.routes ?? []), ...live].filter(({ path }) =>
  path.includes(":team"),
);

/** Marks private content of the team: in thanks, in a poll, in its settings. */
const secret = /Hemlig/;

interface World {
  readonly team: Team;
  /** Ids of existing things, one set for each of their states. */
  readonly theirs: readonly Ids[];
}

async function aWorld(): Promise<World> {
  const team = await aTeam({
    members: everybody,
    leaders: ["anna"],
    values: ["Hemligt värde"],
    // Two tenants that are both allowed must stay separate.
    otherTenants: [OTHER_TENANT],
  });
  for (const who of ["bo", "cia"]) {
    await team.where(who, { wants: "openly" });
  }
  const theirs: Ids[] = [];
  for (let nth = 0; nth < mostStates; nth++) {
    const base = { ...baseOf("bo"), askerId: idOf("anna") };
    theirs.push(await idsOf(team, { base, nth, word: "Hemlig", others: ["bo", "cia", "dan"] }));
  }
  const zoe = { id: "29:zoe", name: fullName("zoe"), objectId: idOf("zoe"), tenantId: TENANT, userRole: "user" };
  team.teams.room(OTHER_CHAT, [zoe]);
  team.teams.room(personalChatOf("zoe"), [zoe]);
  return { team, theirs };
}

const chat = (tenantId: string) => ({
  conversation: { id: OTHER_CHAT, conversationType: "groupChat", isGroup: true, tenantId },
  channelData: { tenant: { id: tenantId } },
});

/** Every entry point of a person outside the team. */
const entryPoints: Readonly<Record<string, (team: Team, verb: string, data: object) => Promise<Answer>>> = {
  "a chat of her own": (team, verb, data) => team.as("zoe").clicks(verb, data, { activity: chat(TENANT) }),
  "her personal chat": (team, verb, data) => team.as("zoe").clicks(verb, data, { in: "personal" }),
  "another tenant": (team, verb, data) => team.as("zoe").clicks(verb, data, { activity: chat(OTHER_TENANT) }),
  "an old client's button": async (team, _verb, data) =>
    team.sends({ ...team.activityOf("zoe", { isPersonal: true }), type: "message", value: data }),
  "the tab": async (team, verb, data) => {
    const { status, body } = await team
      .as("zoe")
      .asks("/acts", { method: "POST", body: JSON.stringify({ verb, data }) });
    return { status, body };
  },
  "a dialog": (team, verb, data) =>
    team.as("zoe").submits(commands[0] ?? "", { ...data, verb }, { activity: chat(TENANT) }),
};

/** All documents of the team and of its members. */
function theirDocuments(team: Team): readonly string[] {
  const isTheirs = (pk: string) =>
    pk.startsWith(`t.${TENANT}|`) && !/zoe|19:others|\|said|\|teams$|\|dir$|\|erasing/.test(pk);
  return everythingStored(team.file)
    .documents.filter(({ pk }) => isTheirs(pk) && !pk.includes(idOf("zoe")) && !pk.includes(OTHER_CHAT))
    .map(lineOf);
}

/** The answer to the stranger, without the ids that she sent herself. */
function withoutSentIds(answer: Answer, ids: Readonly<Record<string, string>>): string {
  const body = JSON.stringify(answer.body ?? "");
  const sent = Object.entries(ids).toSorted(([, a], [, b]) => b.length - a.length);
  return `${answer.status} ${sent.reduce((text, [name, id]) => text.replaceAll(id, `<${name}>`), withoutMarks(body))}`;
}

/** Each form carries a new nonce, and each error the number of its request. */
const withoutMarks = (body: string) =>
  body
    .replace(/"nonce\\?":\\?"[^"\\]+/g, '"nonce":"')
    .replace(/"(?:requestId|instance)":"[^"]+"/g, "")
    .replace(/[a-z0-9]{8}\.[\w-]{16}/g, "<mark>");

describe.each(allFeatures)("$name", ({ name, verbs: own = {}, routes: ownRoutes = [], live: ownLive = [] }) => {
  const { file, module } = actsOfFeatures.find(({ feature }) => feature === name) ?? {};
  const paths = [...ownRoutes, ...ownLive].map(({ path }) => path);

  it(`${name} declares a schema for each verb, so that these tests know its fields`, () => {
    const unknown = Object.keys(own).filter((verb) => !fieldsOfVerbs.has(verb));

    expect(unknown.map((verb) => `declare ${verb} by action() in bot/src/features/${name}/feature.ts`)).toEqual([]);
  });

  it(`${name} declares for each id that its verbs and routes take how a team gets one`, () => {
    const ofVerbs = Object.keys(own).flatMap((verb) =>
      idFieldsOf(verb)
        .filter((field) => !knownIds.includes(field))
        .map((field) => `${verb} takes ${field}: add it to things (or people) in ${file}`),
    );
    const ofRoutes = paths.flatMap((path) =>
      [...path.matchAll(/:(\w+)/g)]
        .map(([, param = ""]) => param)
        .filter((param) => param !== "team" && fieldOf(param) === undefined)
        .map((param) => `${path}: add ${param} as the param of something to things in ${file}`),
    );
    const unused = Object.keys(module?.things ?? {}).filter(
      (field) => !Object.keys(own).some((verb) => field in fieldsOf(verb)),
    );

    expect([...ofVerbs, ...ofRoutes]).toEqual([]);
    expect(unused.map((field) => `${file}: no verb takes ${field}`)).toEqual([]);
  });

  it(`${name} declares a valid value for every other field that its verbs take`, () => {
    const { file: where } = privacyOfFeatures.find(({ feature }) => feature === name) ?? {};
    const missing = Object.keys(own).flatMap((verb) =>
      Object.keys(fieldsOf(verb))
        .filter((field) => field !== "nonce" && !knownIds.includes(field))
        .filter((field) => !(field in inputOf(verb)) && !(field in variantsOf(verb)))
        .map((field) => `${verb} takes ${field}: add it to input in ${where}`),
    );

    expect(missing).toEqual([]);
  });
});

it("the tests from outside have every thing of every feature, in each of its states", async () => {
  const { theirs } = await aWorld();

  const missing = theirs.flatMap(({ things: made }, nth) =>
    Object.keys(things)
      .filter((field) => made[field]?.[field] === nobodys.things[field]?.[field])
      .map((field) => `${field} ${nth}`),
  );

  expect(missing).toEqual([]);
});

describe.each(Object.keys(entryPoints))("through %s", (entryPoint) => {
  const through = entryPoints[entryPoint] ?? entryPoints["her personal chat"];

  it(`no verb through ${entryPoint} changes or reveals anything of a team to a person outside it`, {
    timeout: 120_000,
  }, async () => {
    const { team, theirs } = await aWorld();
    // The first click stores documents about the person, so it is made before the comparison.
    await through?.(team, peopleVerbs.preferences, {});
    await team.settle();
    const before = theirDocuments(team);
    const postsBefore = JSON.stringify(team.teams.posts.filter(({ conversationId }) => conversationId === CHANNEL));
    const leaks: string[] = [];

    await team.skippingWaits(async () => {
      for (const verb of verbs) {
        const made = await through?.(team, verb, fullOf(nobodys, verb, team));
        for (const ids of theirs) {
          const answer = await through?.(team, verb, fullOf(ids, verb, team));
          const real = answer && withoutSentIds(answer, idsFor(ids, verb));
          const expected = made && withoutSentIds(made, idsFor(nobodys, verb));
          if (real !== expected) {
            leaks.push(`${verb}: ${real} instead of ${expected}`);
          }
          if (secret.test(JSON.stringify(answer))) {
            leaks.push(`${verb}: ${JSON.stringify(answer)}`);
          }
        }
      }
    });
    await team.settle();

    expect(verbs.length).toBeGreaterThan(30);
    expect(leaks).toEqual([]);
    expect(theirDocuments(team)).toEqual(before);
    expect(JSON.stringify(team.teams.posts.filter(({ conversationId }) => conversationId === CHANNEL))).toBe(
      postsBefore,
    );
  });
});

it("no route of the tab tells whether a team exists that one is not in", async () => {
  const { team, theirs } = await aWorld();

  for (const { method, path } of routes) {
    const ask = async (teamId: string) => {
      const { base, things: all } = theirs[0] ?? nobodys;
      const requestPath = pathOf(path, { base: { ...base, teamId }, things: all });
      const { status, body } = await team.as("zoe").asks(requestPath, { method: method.toUpperCase() });
      return `${status} ${withoutMarks(JSON.stringify(body)).replaceAll(teamId, "<team>")}`;
    };
    const [real, noTeams] = [await ask(TEAM), await ask("19:nowhere@thread.tacv2")];

    expect(real, path).toBe(noTeams);
    expect(real, path).toMatch(/^403 /);
    expect(real).not.toMatch(secret);
  }
  expect(routes.length).toBeGreaterThan(8);
});

it("no variant spelling of any id lets a person outside the team read or change its data", {
  timeout: 120_000,
}, async () => {
  const { team, theirs } = await aWorld();
  await team.as("zoe").clicks(peopleVerbs.preferences, {}, { in: "personal" });
  const before = theirDocuments(team);
  const [real = nobodys] = theirs;
  const spelt = fc.constantFrom<(id: string) => string>(
    (id) => id.toUpperCase(),
    (id) => ` ${id}`,
    (id) => `${id}|`,
    (id) => `t.${TENANT}|${id}`,
    (id) => `../${id}`,
    (id) => `${id}\u0000`,
    (id) => `${id};messageid=1`,
    (id) => id.slice(0, -1),
    (id) => encodeURIComponent(id),
  );
  const field = fc.constantFrom(...knownIds);

  await team.skippingWaits(() =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...verbs),
        fc.constantFrom(...Object.keys(entryPoints)),
        field,
        spelt,
        async (verb, entryPoint, name, spell) => {
          const full: Readonly<Record<string, unknown>> = fullOf(real, verb, team);
          const answer = await entryPoints[entryPoint]?.(team, verb, { ...full, [name]: spell(String(full[name])) });
          expect(JSON.stringify(answer)).not.toMatch(secret);
        },
      ),
      { numRuns: isSoak ? 2_000 : 150 },
    ),
  );
  await team.settle();

  expect(theirDocuments(team)).toEqual(before);
});

it("a tenant's store never reaches another tenant's documents, whatever partition it is asked for", async () => {
  const asked: string[] = [];
  const note = async (pk: string) => {
    asked.push(pk);
    return undefined;
  };
  const raw = { get: note, write: note, range: note, purge: note, close: note } as never;
  const part = fc.stringMatching(/^[A-Za-z0-9_.:@=~|-]{0,30}$/);
  const tenant = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/);

  await fc.assert(
    fc.asyncProperty(tenant, tenant, part, async (own, other, pk) => {
      fc.pre(own !== other);
      asked.length = 0;

      await forTenant(raw, own).get(pk, "a");
      await forTenant(raw, own).get(`t.${other}|${pk}`, "a");
      await forTenant(raw, own).get(`${other}|${pk}`, "a");

      expect(asked.filter((one) => one.startsWith(`t.${other}|`))).toEqual([]);
    }),
  );
  for (const bad of ["", "a|b", "a b", "å", "x".repeat(65)]) {
    expect(() => forTenant(raw, bad)).toThrow(TypeError);
  }
});
