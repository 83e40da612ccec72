import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { features } from "#bot/all-features.ts";
import { forTenant } from "#bot/core/document-store.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { come, noPanels } from "#bot/features/rounds/rules/presence.ts";
import { start } from "#bot/features/rounds/rules/round.ts";
import { ROUND, roundPartition } from "#bot/features/rounds/store/panels.ts";
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
import { aDraft, aQuestion, cardOf, idIn, objectsIn } from "../support/cards.ts";
import { fullOf, type Ids } from "../support/every-verb.ts";
import { everythingStored, written } from "../support/everything.ts";

/*
 * Somebody who is not in a team tries every verb there is, through every door they have, with the team's own ids: nothing
 * changes there, nothing is learnt, not even whether it exists.
 */

const isSoak = process.env.SOAK === "1";
const OTHER_TENANT = "22222222-2222-4222-8222-222222222222";
const OTHER_CHAT = "19:others@thread.v2";
const everybody = ["anna", "bo", "cia", "dan", "eva", "filip"] as const;
const verbs = features.flatMap(({ verbs }) => Object.keys(verbs ?? {}));
const commands = features.flatMap(({ extensions }) => (extensions ?? []).map(({ commandId }) => commandId));
const live = features.flatMap((slice) => slice.live ?? []).map(({ path }) => ({ method: "get", path }));
const routes = [...features.flatMap((slice) => slice.routes ?? []), ...live].filter(({ path }) =>
  path.includes(":team"),
);

/** What a team would not want others to read: in thanks, in a question, in its settings. */
const secret = /Hemlig/;

interface World {
  readonly team: Team;
  /** Of things that are there: thanks in public and in private, questions open, closed and decided. */
  readonly theirs: readonly Ids[];
}

/** Of the same shape, and nobody's. */
const nobodys: Ids = {
  teamId: "19:nowhere@thread.tacv2",
  channelId: "19:no-channel@thread.tacv2",
  kudosId: "k".repeat(22),
  draftId: "d".repeat(22),
  pollId: "p".repeat(22),
  roundId: "r".repeat(22),
  personId: idOf("nils"),
  askerId: idOf("nils"),
  recipients: idOf("nils"),
};

async function aWorld(): Promise<World> {
  const team = await aTeam({
    members: everybody,
    leaders: ["anna"],
    values: ["Hemligt värde"],
    // Two tenants that are both let in are kept apart.
    otherTenants: [OTHER_TENANT],
  });
  for (const who of ["bo", "cia"]) {
    await team.where(who, { wants: "openly" });
  }
  const gives = async (audience: string) => {
    const draft = aDraft(team, { recipients: idOf("bo"), words: "Hemliga ord", audience });
    const { card } = await team.as("anna").clicks(kudosVerbs.give, draft);
    await team.settle();
    return idIn(card);
  };
  const asks = async (more: object) => {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: "Hemlig fråga?", ...more }));
    await team.settle();
    return idIn(team.channelPosts().at(-1)?.card, "pollId");
  };
  const kudos = [await gives("team"), await gives("private")];
  const polls = [
    await asks({ answers: "anonymous" }),
    await asks({ answers: "named" }),
    await asks({ answers: "named" }),
  ];
  for (const who of ["bo", "cia", "dan"]) {
    for (const pollId of polls) {
      await team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" });
    }
  }
  await team.as("anna").clicks(pollVerbs.close, { pollId: polls[2] });
  await team.settle();
  const { replies } = await team.as("eva").says("tack @bo för hemligheten");
  const draft = objectsIn(cardOf(replies[0])).find(({ draftId }) => draftId !== undefined);
  await team.settle();

  await aRound(team);
  const zoe = { id: "29:zoe", name: fullName("zoe"), objectId: idOf("zoe"), tenantId: TENANT, userRole: "user" };
  team.teams.room(OTHER_CHAT, [zoe]);
  team.teams.room(personalChatOf("zoe"), [zoe]);
  const ids = (kudosId: string, pollId: string): Ids => ({
    teamId: TEAM,
    channelId: CHANNEL,
    kudosId,
    draftId: String(draft?.draftId ?? "x".repeat(22)),
    pollId,
    roundId: ROUND_ID,
    personId: idOf("bo"),
    askerId: idOf("anna"),
    recipients: idOf("bo"),
  });
  return { team, theirs: polls.map((pollId, i) => ids(kudos[i % 2] ?? "", pollId)) };
}

const ROUND_ID = "o".repeat(22);

/** A round that runs: three have their panels open, one of whom leads. */
async function aRound(team: Team): Promise<void> {
  const here = ["anna", "bo", "cia"].reduce(
    (panels, who) => come(panels, { id: idOf(who), name: fullName(who) }, "elsewhere"),
    noPanels(TEAM, team.now()),
  );
  const about = { id: ROUND_ID, kind: "speaking", actorId: idOf("anna"), seed: "s", now: team.now() } as const;
  const data = start({ ...here, leads: [idOf("anna")] }, about);
  await team.store.write(roundPartition(TEAM), [{ kind: "put", id: ROUND, data }]);
}

const chat = (tenantId: string) => ({
  conversation: { id: OTHER_CHAT, conversationType: "groupChat", isGroup: true, tenantId },
  channelData: { tenant: { id: tenantId } },
});

/** Every way in that somebody has who is not in the team. */
const doors: Readonly<Record<string, (team: Team, verb: string, data: object) => Promise<Answer>>> = {
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

/** All that is the team's, or one of its people's. */
function theirDocuments(team: Team): readonly string[] {
  const isTheirs = (pk: string) =>
    pk.startsWith(`t.${TENANT}|`) && !/zoe|19:others|\|said|\|teams$|\|dir$|\|erasing/.test(pk);
  return everythingStored(team.file)
    .documents.filter(({ pk }) => isTheirs(pk) && !pk.includes(idOf("zoe")) && !pk.includes(OTHER_CHAT))
    .map(written);
}

/** What the stranger is told, without the ids that she sent herself. */
function told(answer: Answer, ids: Ids): string {
  const body = JSON.stringify(answer.body ?? "");
  const sent = Object.entries(ids).toSorted(([, a], [, b]) => b.length - a.length);
  return `${answer.status} ${sent.reduce((text, [name, id]) => text.replaceAll(id, `<${name}>`), withoutMarks(body))}`;
}

/** Forms carry a mark that is new each time, and problems a request's number. */
const withoutMarks = (body: string) =>
  body
    .replace(/"nonce\\?":\\?"[^"\\]+/g, '"nonce":"')
    .replace(/"(?:requestId|instance)":"[^"]+"/g, "")
    .replace(/[a-z0-9]{8}\.[\w-]{16}/g, "<mark>");

describe.each(Object.keys(doors))("through %s", (door) => {
  const through = doors[door] ?? doors["her personal chat"];

  it("no verb changes, shows or tells anything of a team one is not in", { timeout: 120_000 }, async () => {
    const { team, theirs } = await aWorld();
    // What a first click leaves of whoever clicks is there before.
    await through?.(team, peopleVerbs.preferences, {});
    await team.settle();
    const before = theirDocuments(team);
    const postsBefore = JSON.stringify(team.teams.posts.filter(({ conversationId }) => conversationId === CHANNEL));
    const gaveAway: string[] = [];

    await team.skippingWaits(async () => {
      for (const verb of verbs) {
        const made = await through?.(team, verb, fullOf(nobodys, verb, team));
        for (const ids of theirs) {
          const answer = await through?.(team, verb, fullOf(ids, verb, team));
          if (made && answer && told(answer, ids) !== told(made, nobodys)) {
            gaveAway.push(`${verb}: ${told(answer, ids)} instead of ${told(made, nobodys)}`);
          }
          if (secret.test(JSON.stringify(answer))) {
            gaveAway.push(`${verb}: ${JSON.stringify(answer)}`);
          }
        }
      }
    });
    await team.settle();

    expect(verbs.length).toBeGreaterThan(30);
    expect(gaveAway).toEqual([]);
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
      const { status, body } = await team
        .as("zoe")
        .asks(path.replace(":team", teamId).replace(":poll", theirs[0]?.pollId ?? ""), {
          method: method.toUpperCase(),
        });
      return `${status} ${withoutMarks(JSON.stringify(body)).replaceAll(teamId, "<team>")}`;
    };
    const [real, nobodys] = [await ask(TEAM), await ask("19:nowhere@thread.tacv2")];

    expect(real, path).toBe(nobodys);
    expect(real, path).toMatch(/^403 /);
    expect(real).not.toMatch(secret);
  }
  expect(routes.length).toBeGreaterThan(8);
});

it("no id, however it is spelt, leads where it should not", { timeout: 120_000 }, async () => {
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
  const field = fc.constantFrom(...(Object.keys(nobodys) as (keyof Ids)[]));

  await team.skippingWaits(() =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...verbs),
        fc.constantFrom(...Object.keys(doors)),
        field,
        spelt,
        async (verb, door, name, spell) => {
          const ids = { ...real, [name]: spell(real[name]) };
          const answer = await doors[door]?.(team, verb, fullOf(ids, verb, team));
          expect(JSON.stringify(answer)).not.toMatch(secret);
        },
      ),
      { numRuns: isSoak ? 2_000 : 150 },
    ),
  );
  await team.settle();

  expect(theirDocuments(team)).toEqual(before);
});

it("a tenant's store reaches no other tenant's documents, whatever it is asked for", async () => {
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
