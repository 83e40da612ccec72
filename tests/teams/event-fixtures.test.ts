import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, CHANNEL, CHAT, idOf, memberOf, personalChatOf, TEAM, TENANT, type Team } from "../support/a-team.ts";
import { eventFixture, eventFixtures } from "../support/event-fixtures.ts";
import { everythingStored } from "../support/everything.ts";

/*
 * Every event that Teams tells of where Gnista is and who is there: what it changes of what is stored, and whose roster
 * is asked for again. Each is a file in tests/fixtures/activities; a file without a line here fails.
 */

const PRIVATE = "19:private@thread.tacv2";
const SHARED = "19:shared@thread.tacv2";
const OTHER_TEAM = "19:other@thread.tacv2";
const OTHER_CHANNEL = "19:other-channel@thread.tacv2";
const CHANNELS = [CHANNEL, PRIVATE, SHARED];
const CONVERSATIONS = [TEAM, ...CHANNELS, CHAT, OTHER_TEAM, OTHER_CHANNEL];

interface Effect {
  /** What changes where team, channels, chat and personal chat are known: `-` deleted, `+` made, `~` changed. */
  readonly changes: readonly string[];
  /** The conversations whose roster is asked for again. */
  readonly asksAgain: readonly string[];
  /** The team that it makes, and its home, where nothing is known. */
  readonly makes?: { readonly team: string; readonly home: string };
}

const inTeam = [TEAM, ...CHANNELS];
const nothing: Effect = { changes: [], asksAgain: [] };
const rosterOf = (...asksAgain: readonly string[]): Effect => ({ changes: [], asksAgain });
const conversationGone = (id: string): Effect => ({ changes: [`- conv|${id} ref`], asksAgain: [id] });
const teamGone: Effect = {
  changes: [`+ team|${TEAM} left`, ...CHANNELS.map((id) => `- conv|${id} ref`), `- team|${TEAM} team`],
  asksAgain: inTeam,
};
const chatGone: Effect = {
  changes: [`+ team|${CHAT} left`, `- conv|${CHAT} ref`, `- team|${CHAT} team`],
  asksAgain: [CHAT],
};
const teamMade: Effect = { ...rosterOf(...inTeam), makes: { team: TEAM, home: CHANNEL } };
/** The first that is heard of the team: its home is General. */
const madeByChannel = (id: string): Effect => ({ ...rosterOf(id), makes: { team: TEAM, home: TEAM } });
const chatMade: Effect = { ...rosterOf(CHAT), makes: { team: CHAT, home: CHAT } };

const effects: Readonly<Record<string, Effect>> = {
  "team-installed": teamMade,
  "team-bot-added": teamMade,
  "team-upgraded": teamMade,
  "team-uninstalled": teamGone,
  "team-bot-removed": teamGone,
  "team-deleted": teamGone,
  "team-hard-deleted": teamGone,
  "team-restored": rosterOf(...inTeam),
  "team-member-added": rosterOf(...inTeam),
  "team-member-removed": rosterOf(...inTeam),
  "team-renamed": nothing,
  "team-archived": nothing,
  "team-unarchived": nothing,
  "standard-channel-created": nothing,
  "standard-channel-renamed": nothing,
  "standard-channel-restored": nothing,
  // It was the team's home, which is General from then on.
  "standard-channel-deleted": { changes: [`- conv|${CHANNEL} ref`, `~ team|${TEAM} team`], asksAgain: [CHANNEL] },
  "private-channel-created": nothing,
  "private-channel-renamed": nothing,
  "private-channel-restored": nothing,
  "private-channel-deleted": conversationGone(PRIVATE),
  "private-channel-bot-added": madeByChannel(PRIVATE),
  "private-channel-bot-removed": conversationGone(PRIVATE),
  "private-channel-member-added": rosterOf(PRIVATE),
  "private-channel-member-removed": rosterOf(PRIVATE),
  "shared-channel-created": nothing,
  "shared-channel-renamed": nothing,
  "shared-channel-restored": nothing,
  "shared-channel-deleted": conversationGone(SHARED),
  "shared-channel-bot-added": madeByChannel(SHARED),
  "shared-channel-bot-removed": conversationGone(SHARED),
  "shared-channel-member-added": rosterOf(SHARED),
  "shared-channel-member-removed": rosterOf(SHARED),
  "shared-channel-host-team-member-added": rosterOf(SHARED),
  "shared-channel-host-team-member-removed": rosterOf(SHARED),
  "shared-channel-other-tenant-member-added": rosterOf(SHARED),
  "shared-channel-shared": rosterOf(SHARED),
  "shared-channel-unshared": rosterOf(SHARED),
  "chat-installed": chatMade,
  "chat-bot-added": chatMade,
  "chat-uninstalled": chatGone,
  "chat-bot-removed": chatGone,
  "chat-member-added": rosterOf(CHAT),
  "chat-member-removed": rosterOf(CHAT),
  "chat-renamed": nothing,
  "personal-installed": nothing,
  "personal-bot-added": nothing,
  "personal-uninstalled": { changes: [`- user|${idOf("anna")} conv`], asksAgain: [] },
  "meeting-started": nothing,
  "meeting-ended": nothing,
  "meeting-participant-joined": nothing,
  "meeting-participant-left": nothing,
};
const names = Object.keys(eventFixtures);

/** Where somebody acts: a channel of a team, of which Teams may tell the type. */
const inChannel = (id: string, type?: string, teamId = TEAM) => ({
  conversation: { id, conversationType: "channel", isGroup: true, tenantId: TENANT },
  channelData: {
    tenant: { id: TENANT },
    team: { id: teamId, name: "Laget" },
    channel: { id, ...(type ? { type } : {}) },
  },
});

/** Gnista has been added nowhere, and could be. */
async function nowhere(): Promise<Team> {
  const team = await aTeam({ isNotInstalled: true });
  team.seats(true);
  for (const id of CONVERSATIONS) {
    team.teams.room(
      id,
      ["anna", "bo", "cia", "dan", "eva", "filip"].map((who) => memberOf(who, who)),
    );
  }
  return team;
}

/** Gnista is in a team with a home, a private and a shared channel, in a chat, in a personal chat, and in another team. */
async function everywhere(): Promise<Team> {
  const team = await nowhere();
  const clicks = (activity: object) => team.as("anna").clicks(peopleVerbs.preferences, {}, { activity });
  for (const name of ["team-installed", "team-bot-added", "chat-installed", "personal-installed"]) {
    await team.sends({ ...eventFixture(name, team.teams.serviceUrl), id: `first-${name}` });
  }
  await clicks(inChannel(PRIVATE, "private"));
  await clicks(inChannel(SHARED, "shared"));
  await clicks(inChannel(OTHER_CHANNEL, "standard", OTHER_TEAM));
  await setUp(team, { values: ["Mod"] });
  await team.settle();
  return team;
}

async function setUp(team: Team, settings: object): Promise<void> {
  const item = await team.store.get<object>(`team|${TEAM}`, "team");
  await team.store.write(`team|${TEAM}`, [{ kind: "put", id: "team", data: { ...item?.data, ...settings } }]);
}

const hears = (team: Team, name: string) => team.sends(eventFixture(name, team.teams.serviceUrl));

/** All that is stored but what is due and what was heard: where, and what it says. */
function stored(team: Team): ReadonlyMap<string, string> {
  const kept = everythingStored(team.file).documents.filter(({ pk }) => !/^due\||\|said$/.test(pk));
  return new Map(
    kept.map(({ pk, id, data }) => [
      `${pk.replace(`t.${TENANT}|`, "")} ${id}`,
      data.replaceAll(team.teams.serviceUrl, "https://teams/"),
    ]),
  );
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [
    ...[...after.keys()].filter((key) => !before.has(key)).map((key) => `+ ${key}`),
    ...[...before.keys()].filter((key) => !after.has(key)).map((key) => `- ${key}`),
    ...[...after].filter(([key, data]) => before.has(key) && before.get(key) !== data).map(([key]) => `~ ${key}`),
  ].toSorted();
}

/** Asks for every roster, and tells which of them Teams was asked for since it last forgot its calls. */
async function rostersAsked(team: Team): Promise<readonly string[]> {
  const { roster } = team.gnista.jobContextFor(TENANT, "r");
  for (const id of CONVERSATIONS) {
    await roster.members(id);
  }
  return CONVERSATIONS.filter((id) => team.teams.calls.some(({ path }) => path.includes(`/${id}/pagedmembers`)));
}

const homeOf = async (team: Team, teamId = TEAM) =>
  (await team.store.get<{ conversationId: string }>(`team|${teamId}`, "team"))?.data.conversationId;

it("every fixture has its effect here, and every effect its fixture", () => {
  expect(Object.keys(effects).toSorted()).toEqual(names);
  expect(names.length).toBeGreaterThan(50);
});

describe.each(Object.entries(effects))("%s", (name, { changes, asksAgain, makes }) => {
  it("changes what it tells of and nothing else, says nothing, and asks again for those rosters alone", async () => {
    const team = await everywhere();
    await rostersAsked(team);
    team.teams.clear();
    const before = stored(team);

    const { status } = await hears(team, name);
    const asked = await rostersAsked(team);
    await team.settle();

    expect(status).toBe(200);
    expect(team.teams.posts).toEqual([]);
    expect(team.logs().filter((line) => line.includes("teams.bug"))).toEqual([]);
    expect(changesBetween(before, stored(team))).toEqual([...changes].toSorted());
    expect(asked.toSorted()).toEqual([...asksAgain].toSorted());
    expect([CHANNEL, TEAM, undefined]).toContain(await homeOf(team));
  });

  it("makes a team where it adds Gnista to one, and else nothing where nothing is known", async () => {
    const team = await nowhere();

    await hears(team, name);

    const teams = [...stored(team).keys()].filter((key) => / team$/.test(key));
    expect(teams).toEqual(makes ? [`team|${makes.team} team`] : []);
    expect(await homeOf(team, makes?.team)).toBe(makes?.home);
    if (!makes && !name.startsWith("personal-")) {
      expect([...stored(team).keys()]).toEqual([]);
    }
  });

  it("delivered three times at once, and again later, acts once", async () => {
    const [once, often] = [await everywhere(), await everywhere()];

    await hears(once, name);
    await Promise.all([hears(often, name), hears(often, name), hears(often, name)]);
    await hears(often, name);

    expect(stored(often)).toEqual(stored(once));
  });
});

describe("events in any order", () => {
  it("leave the team's settings and a home that is the whole team's, and repeated later change nothing", {
    timeout: 120_000,
  }, async () => {
    const told = fc.array(
      fc.record({ name: fc.constantFrom(...names), repeats: fc.constantFrom(undefined, 0, 1, 3) }),
      {
        minLength: 2,
        maxLength: 12,
      },
    );

    await fc.assert(
      fc.asyncProperty(told, async (events) => {
        const [once, often] = [await everywhere(), await everywhere()];
        for (const { name } of events) {
          await hears(once, name);
        }
        for (const [index, { name }] of events.entries()) {
          await hears(often, name);
          const repeated = events.slice(0, index + 1).filter(({ repeats }, at) => repeats === index - at);
          for (const again of repeated) {
            await hears(often, again.name);
          }
        }

        expect(stored(often)).toEqual(stored(once));
        const settings = stored(once).get(`team|${TEAM} team`) ?? stored(once).get(`team|${TEAM} left`);
        expect(JSON.parse(settings ?? "{}")).toMatchObject({ values: ["Mod"] });
        expect([CHANNEL, TEAM]).toContain(JSON.parse(settings ?? "{}").conversationId);
      }),
      { numRuns: 12, seed: 20_260_203 },
    );
  });

  it.each([
    ["team-installed", "team-bot-added"],
    ["team-uninstalled", "team-bot-removed"],
    ["chat-installed", "chat-bot-added"],
    ["chat-uninstalled", "chat-bot-removed"],
    ["personal-installed", "personal-bot-added"],
  ])("%s and %s tell of one act, whichever comes first", async (one, other) => {
    const ends = [];
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      const team = one.endsWith("uninstalled") ? await everywhere() : await nowhere();
      for (const name of order) {
        await hears(team, name);
      }
      ends.push(stored(team));
    }

    expect(ends[1]).toEqual(ends[0]);
  });

  it("a team that was deleted and is restored is as it was", async () => {
    const team = await everywhere();
    const before = await team.store.get(`team|${TEAM}`, "team");

    await hears(team, "team-deleted");
    await hears(team, "team-restored");

    expect((await team.store.get(`team|${TEAM}`, "team"))?.data).toEqual(before?.data);
    expect(stored(team).has(`team|${TEAM} left`)).toBe(false);
  });

  it("taking Gnista out of one shared channel leaves the team's settings, and its home can be posted to", async () => {
    const team = await everywhere();
    await hears(team, "shared-channel-bot-removed");

    const { card } = await team.as("anna").clicks(peopleVerbs.team, { teamId: TEAM });

    expect(JSON.stringify(card)).toContain("Mod");
    expect(await homeOf(team)).toBe(CHANNEL);
  });
});

describe("an uninstallation by way of a channel that does not say what it takes", () => {
  const uninstalled = (id: string, team: Team) => ({
    ...eventFixture("team-uninstalled", team.teams.serviceUrl),
    conversation: { id, conversationType: "channel", isGroup: true, tenantId: TENANT },
  });

  it("is of the team where the channel is its home", async () => {
    const team = await everywhere();
    const before = stored(team);

    await team.sends(uninstalled(CHANNEL, team));

    expect(changesBetween(before, stored(team))).toEqual([...teamGone.changes].toSorted());
  });

  it("is of that channel alone elsewhere, until the team's own removal is told of", async () => {
    const team = await everywhere();
    const before = stored(team);

    await team.sends(uninstalled(SHARED, team));
    const ofChannel = changesBetween(before, stored(team));
    await hears(team, "team-bot-removed");

    expect(ofChannel).toEqual([`- conv|${SHARED} ref`]);
    expect(changesBetween(before, stored(team))).toEqual([...teamGone.changes].toSorted());
  });
});

describe("a team's home", () => {
  const doors: Readonly<Record<string, (team: Team, place: object) => Promise<unknown>>> = {
    "a click": (team, activity) => team.as("bo").clicks(peopleVerbs.preferences, {}, { activity }),
    "a message": (team, activity) => team.as("bo").says("hej", { activity }),
    "a dialog": (team, activity) => team.as("bo").opens("tack", { activity }),
    "an old client's button": (team, activity) =>
      team.sends({ ...team.activityOf("bo"), ...activity, type: "message", value: { verb: peopleVerbs.preferences } }),
  };

  describe.each(Object.entries(doors))("made up for by %s", (_, act) => {
    it.each([
      [SHARED, "shared", TEAM],
      [PRIVATE, "private", TEAM],
      // Teams did not say what kind of channel it is: it may be one that others share.
      [SHARED, undefined, TEAM],
      [CHANNEL, "standard", CHANNEL],
      [TEAM, undefined, TEAM],
    ])("in %s, of the type %s, is %s", async (conversationId, type, home) => {
      const team = await nowhere();

      await act(team, inChannel(conversationId, type));

      expect(await homeOf(team)).toBe(home);
    });

    it("is moved by nothing that is done later, wherever", async () => {
      const team = await everywhere();

      for (const id of [SHARED, PRIVATE]) {
        await act(team, inChannel(id, id === SHARED ? "shared" : "private"));
        await act(team, inChannel(id));
      }

      expect(await homeOf(team)).toBe(CHANNEL);
    });
  });

  it.each([
    ["shared-channel-bot-added", SHARED],
    ["shared-channel-bot-removed", SHARED],
    ["shared-channel-shared", SHARED],
    ["shared-channel-deleted", SHARED],
    ["private-channel-bot-added", PRIVATE],
    ["private-channel-bot-removed", PRIVATE],
  ])("that an older version put in a channel of its own roster is General after %s", async (name, wrong) => {
    const team = await everywhere();
    await setUp(team, { conversationId: wrong });

    await hears(team, name);

    expect(await homeOf(team)).toBe(TEAM);
  });

  it("that an older version put in a shared channel is General after the first activity there", async () => {
    const team = await everywhere();
    await setUp(team, { conversationId: SHARED });
    await team.restarts();

    await team.as("bo").clicks(peopleVerbs.preferences, {}, { activity: inChannel(SHARED, "shared") });

    expect(await homeOf(team)).toBe(TEAM);
  });

  it("keeps the personal chat of whoever has one", async () => {
    const team = await everywhere();
    await hears(team, "team-bot-removed");

    expect(stored(team).get(`user|${idOf("anna")} conv`)).toContain(personalChatOf("anna"));
  });
});
