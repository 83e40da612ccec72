import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, CHANNEL, CHAT, memberOf, TEAM, TENANT, type Team } from "../support/a-team.ts";
import { eventFixture } from "../support/event-fixtures.ts";
import { everythingStored } from "../support/everything.ts";

export const PRIVATE = "19:private@thread.tacv2";

export const SHARED = "19:shared@thread.tacv2";

const OTHER_TEAM = "19:other@thread.tacv2";

const OTHER_CHANNEL = "19:other-channel@thread.tacv2";

export const CHANNELS = [CHANNEL, PRIVATE, SHARED];

export const CONVERSATIONS = [TEAM, ...CHANNELS, CHAT, OTHER_TEAM, OTHER_CHANNEL];

/** An activity's conversation: a channel of a team. Teams does not always send the channel's type. */
export const inChannel = (id: string, type?: string, teamId = TEAM) => ({
  conversation: { id, conversationType: "channel", isGroup: true, tenantId: TENANT },
  channelData: {
    tenant: { id: TENANT },
    team: { id: teamId, name: "Laget" },
    channel: { id, ...(type ? { type } : {}) },
  },
});

/** A Gnista that is not installed anywhere. Teams serves the rosters of all conversations. */
export async function nowhere(): Promise<Team> {
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

/**
 * A Gnista that is installed in a team (with a home, a private and a shared channel), a chat, a personal chat and
 * another team.
 */
export async function everywhere(): Promise<Team> {
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

export async function setUp(team: Team, settings: object): Promise<void> {
  const item = await team.store.get<object>(`team|${TEAM}`, "team");
  await team.store.write(`team|${TEAM}`, [{ kind: "put", id: "team", data: { ...item?.data, ...settings } }]);
}

export const deliverEvent = (team: Team, name: string) => team.sends(eventFixture(name, team.teams.serviceUrl));

/** All stored documents except due work and message deduplication: partition and id to data. */
export function documentsOf(team: Team): ReadonlyMap<string, string> {
  const documents = everythingStored(team.file).documents.filter(({ pk }) => !/^due\||\|said$/.test(pk));
  return new Map(
    documents.map(({ pk, id, data }) => [
      `${pk.replace(`t.${TENANT}|`, "")} ${id}`,
      data.replaceAll(team.teams.serviceUrl, "https://teams/"),
    ]),
  );
}

export const homeOf = async (team: Team, teamId = TEAM) =>
  (await team.store.get<{ conversationId: string }>(`team|${teamId}`, "team"))?.data.conversationId;
