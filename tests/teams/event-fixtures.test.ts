import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { CHANNEL, CHAT, idOf, personalChatOf, TEAM, TENANT, type Team } from "../support/a-team.ts";
import { eventFixture, eventFixtures } from "../support/event-fixtures.ts";
import {
  CHANNELS,
  CONVERSATIONS,
  deliverEvent,
  documentsOf,
  everywhere,
  homeOf,
  inChannel,
  nowhere,
  PRIVATE,
  SHARED,
} from "./delivered-events.ts";

/*
 * The effect of every event about where Gnista is installed and who is there: what it changes in the store, and whose
 * roster Gnista fetches again. Each event is a file in tests/fixtures/activities; a file without an entry here fails.
 */

interface Effect {
  /**
   * What changes when the team, its channels, the chat and the personal chat are known: `-` deleted, `+` created, `~`
   * changed.
   */
  readonly changes: readonly string[];
  /** The conversations whose roster is fetched again. */
  readonly asksAgain: readonly string[];
  /** The team that the event creates, and its home, when nothing is known. */
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
/** The first event about the team: its home becomes General. */
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
  "team-renamed": { changes: [`~ team|${TEAM} team`], asksAgain: [] },
  "team-archived": nothing,
  "team-unarchived": nothing,
  "standard-channel-created": nothing,
  "standard-channel-renamed": nothing,
  "standard-channel-restored": nothing,
  // The channel was the team's home, which becomes General.
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
  "chat-renamed": { changes: [`~ team|${CHAT} team`], asksAgain: [] },
  "personal-installed": nothing,
  "personal-bot-added": nothing,
  "personal-uninstalled": { changes: [`- user|${idOf("anna")} conv`], asksAgain: [] },
  "meeting-started": nothing,
  "meeting-ended": nothing,
  "meeting-participant-joined": nothing,
  "meeting-participant-left": nothing,
};
const names = Object.keys(eventFixtures);

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [
    ...[...after.keys()].filter((key) => !before.has(key)).map((key) => `+ ${key}`),
    ...[...before.keys()].filter((key) => !after.has(key)).map((key) => `- ${key}`),
    ...[...after].filter(([key, data]) => before.has(key) && before.get(key) !== data).map(([key]) => `~ ${key}`),
  ].toSorted();
}

/**
 * Requests every roster, and returns the conversations whose roster was fetched from Teams since its calls were
 * cleared.
 */
async function fetchedRosters(team: Team): Promise<readonly string[]> {
  const { roster } = team.gnista.jobContextFor(TENANT, "r");
  for (const id of CONVERSATIONS) {
    await roster.members(id);
  }
  return CONVERSATIONS.filter((id) => team.teams.calls.some(({ path }) => path.includes(`/${id}/pagedmembers`)));
}

it("every event fixture has an entry in the effects, and every entry a fixture", () => {
  expect(Object.keys(effects).toSorted()).toEqual(names);
  expect(names.length).toBeGreaterThan(50);
});

describe.each(Object.entries(effects))("the event %s", (name, { changes, asksAgain, makes }) => {
  it("changes only the expected documents, posts nothing, and makes Gnista fetch only the expected rosters again", async () => {
    const team = await everywhere();
    await fetchedRosters(team);
    team.teams.clear();
    const before = documentsOf(team);

    const { status } = await deliverEvent(team, name);
    const fetched = await fetchedRosters(team);
    await team.settle();

    expect(status).toBe(200);
    expect(team.teams.posts).toEqual([]);
    expect(team.logs().filter((line) => line.includes("teams.bug"))).toEqual([]);
    expect(changesBetween(before, documentsOf(team))).toEqual([...changes].toSorted());
    expect(fetched.toSorted()).toEqual([...asksAgain].toSorted());
    expect([CHANNEL, TEAM, undefined]).toContain(await homeOf(team));
  });

  it("creates a team when it adds Gnista to one, and stores nothing else when nothing is known", async () => {
    const team = await nowhere();

    await deliverEvent(team, name);

    const teams = [...documentsOf(team).keys()].filter((key) => / team$/.test(key));
    expect(teams).toEqual(makes ? [`team|${makes.team} team`] : []);
    expect(await homeOf(team, makes?.team)).toBe(makes?.home);
    if (!makes && !name.startsWith("personal-")) {
      expect([...documentsOf(team).keys()]).toEqual([]);
    }
  });

  it("has the same effect when delivered three times at once and once more later", async () => {
    const [once, often] = [await everywhere(), await everywhere()];

    await deliverEvent(once, name);
    await Promise.all([deliverEvent(often, name), deliverEvent(often, name), deliverEvent(often, name)]);
    await deliverEvent(often, name);

    expect(documentsOf(often)).toEqual(documentsOf(once));
  });
});

describe("sequences of events", () => {
  it("events in any order keep the team's settings and a home that the whole team sees, and repeats change nothing", {
    timeout: 120_000,
  }, async () => {
    const eventSequences = fc.array(
      fc.record({ name: fc.constantFrom(...names), repeats: fc.constantFrom(undefined, 0, 1, 3) }),
      {
        minLength: 2,
        maxLength: 12,
      },
    );

    await fc.assert(
      fc.asyncProperty(eventSequences, async (events) => {
        const [once, often] = [await everywhere(), await everywhere()];
        for (const { name } of events) {
          await deliverEvent(once, name);
        }
        for (const [index, { name }] of events.entries()) {
          await deliverEvent(often, name);
          const repeated = events.slice(0, index + 1).filter(({ repeats }, at) => repeats === index - at);
          for (const again of repeated) {
            await deliverEvent(often, again.name);
          }
        }

        expect(documentsOf(often)).toEqual(documentsOf(once));
        const settings = documentsOf(once).get(`team|${TEAM} team`) ?? documentsOf(once).get(`team|${TEAM} left`);
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
  ])("the events %s and %s have the same effect in either order", async (one, other) => {
    const ends = [];
    for (const order of [
      [one, other],
      [other, one],
    ]) {
      const team = one.endsWith("uninstalled") ? await everywhere() : await nowhere();
      for (const name of order) {
        await deliverEvent(team, name);
      }
      ends.push(documentsOf(team));
    }

    expect(ends[1]).toEqual(ends[0]);
  });

  it("removing Gnista from one shared channel keeps the team's settings and home", async () => {
    const team = await everywhere();
    await deliverEvent(team, "shared-channel-bot-removed");

    const { card } = await team.as("anna").clicks(peopleVerbs.team, { teamId: TEAM });

    expect(JSON.stringify(card)).toContain("Mod");
    expect(await homeOf(team)).toBe(CHANNEL);
  });
});

describe("an uninstallation that names a channel, but not whether it is of the team or of that channel", () => {
  const uninstalled = (id: string, team: Team) => ({
    ...eventFixture("team-uninstalled", team.teams.serviceUrl),
    conversation: { id, conversationType: "channel", isGroup: true, tenantId: TENANT },
  });

  it("removes the team when the uninstallation names the team's home", async () => {
    const team = await everywhere();
    const before = documentsOf(team);

    await team.sends(uninstalled(CHANNEL, team));

    expect(changesBetween(before, documentsOf(team))).toEqual([...teamGone.changes].toSorted());
  });

  it("removes only the channel when the uninstallation names another channel, and the team when Teams reports its removal", async () => {
    const team = await everywhere();
    const before = documentsOf(team);

    await team.sends(uninstalled(SHARED, team));
    const ofChannel = changesBetween(before, documentsOf(team));
    await deliverEvent(team, "team-bot-removed");

    expect(ofChannel).toEqual([`- conv|${SHARED} ref`]);
    expect(changesBetween(before, documentsOf(team))).toEqual([...teamGone.changes].toSorted());
  });
});

describe("a team's home", () => {
  const doors: Readonly<Record<string, (team: Team, activity: object) => Promise<unknown>>> = {
    "a click": (team, activity) => team.as("bo").clicks(peopleVerbs.preferences, {}, { activity }),
    "a message": (team, activity) => team.as("bo").says("hej", { activity }),
    "a dialog": (team, activity) => team.as("bo").opens("tack", { activity }),
    "an old client's button": (team, activity) =>
      team.sends({ ...team.activityOf("bo"), ...activity, type: "message", value: { verb: peopleVerbs.preferences } }),
  };

  describe.each(Object.entries(doors))("a team that is first seen through %s", (_, act) => {
    it.each([
      [SHARED, "shared", TEAM],
      [PRIVATE, "private", TEAM],
      // Teams did not send the channel's type: it may be a shared channel.
      [SHARED, undefined, TEAM],
      [CHANNEL, "standard", CHANNEL],
      [TEAM, undefined, TEAM],
    ])("a first activity in %s, of type %s, sets the team's home to %s", async (conversationId, type, home) => {
      const team = await nowhere();

      await act(team, inChannel(conversationId, type));

      expect(await homeOf(team)).toBe(home);
    });

    it("later activities in shared and private channels do not move the team's home", async () => {
      const team = await everywhere();

      for (const id of [SHARED, PRIVATE]) {
        await act(team, inChannel(id, id === SHARED ? "shared" : "private"));
        await act(team, inChannel(id));
      }

      expect(await homeOf(team)).toBe(CHANNEL);
    });
  });

  it("a member's personal chat stays stored when Gnista is removed from the team", async () => {
    const team = await everywhere();
    await deliverEvent(team, "team-bot-removed");

    expect(documentsOf(team).get(`user|${idOf("anna")} conv`)).toContain(personalChatOf("anna"));
  });
});
