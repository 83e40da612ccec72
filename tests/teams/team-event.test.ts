import { describe, expect, it } from "vitest";
import { parseTeamEvent } from "#bot/teams/team-event.ts";
import { BOT, CHANNEL, TEAM } from "../support/a-team.ts";
import { eventFixture, eventFixtures } from "../support/event-fixtures.ts";

/** Parses a fixture with some of its fields changed. */
const parsedEvent = (name: string, change: { readonly channelData?: object; readonly [field: string]: unknown }) => {
  const fixture = eventFixture(name, "https://teams.example/");
  return parseTeamEvent({
    ...fixture,
    ...change,
    channelData: Object.assign({}, fixture.channelData, change.channelData),
  });
};
const SHARED = "19:shared@thread.tacv2";

describe("an event of one channel", () => {
  it.each([
    ["comes from the team's own conversation", { conversation: { id: TEAM, conversationType: "channel" } }],
    ["does not say the channel's type", { channelData: { channel: { id: SHARED } } }],
    ["is named in another case", { channelData: { eventType: "channelmemberremoved" } }],
    ["has no type of its own, but the channel's", { channelData: { eventType: undefined } }],
    ["is called the team's, of a shared channel", { channelData: { eventType: "teamMemberRemoved" } }],
    ["is an uninstallation", { type: "installationUpdate", action: "remove", channelData: { eventType: undefined } }],
    [
      "carries a thread",
      {
        conversation: { id: `${SHARED};messageid=17`, conversationType: "channel" },
        channelData: { channel: undefined },
      },
    ],
  ])("parses a removal from a channel as the channel's, not the team's, when it %s", (_, change) => {
    expect(parsedEvent("shared-channel-bot-removed", change)).toMatchObject({
      kind: "bot-removed-from-channel",
      teamId: TEAM,
      conversationId: SHARED,
    });
  });

  it("parses an installation in a channel as the channel's, not the team's", () => {
    const change = { type: "installationUpdate", action: "add", channelData: { eventType: undefined } };

    expect(parsedEvent("shared-channel-bot-added", change)?.kind).toBe("bot-added-to-channel");
  });

  it("parses a removal without a channel id as changed members, and a deletion without one as other, so that nothing is forgotten", () => {
    const conversation = { id: TEAM, conversationType: "channel" };

    expect(
      parsedEvent("shared-channel-bot-removed", { conversation, channelData: { channel: undefined } }),
    ).toMatchObject({
      kind: "members-changed",
      conversationId: TEAM,
    });
    expect(parsedEvent("shared-channel-deleted", { channelData: { channel: undefined } })?.kind).toBe("other");
  });

  it("ignores a deletion of General, which Teams does not allow", () => {
    expect(parsedEvent("standard-channel-deleted", { channelData: { channel: { id: TEAM } } })?.kind).toBe("other");
  });
});

it("leaves open whether an uninstallation that names a channel, but no channel type, is of the team or of the channel", () => {
  const conversation = { id: SHARED, conversationType: "channel" };

  expect(parsedEvent("team-uninstalled", { conversation })?.kind).toBe("uninstalled-in-channel");
  expect(parsedEvent("team-uninstalled", {})?.kind).toBe("bot-removed");
  expect(parsedEvent("chat-uninstalled", {})?.kind).toBe("bot-removed");
});

it.each(Object.keys(eventFixtures).filter((name) => name.startsWith("team-")))(
  "parses %s as the team's event, also when it names a standard channel",
  (name) => {
    const plain = parsedEvent(name, {});

    expect(parsedEvent(name, { channelData: { channel: { id: CHANNEL, type: "standard" } } })).toEqual(plain);
  },
);

it.each([
  ["nothing", undefined],
  ["a message", { ...eventFixtures["team-bot-added"], type: "message" }],
  ["an event without conversation", { ...eventFixtures["team-bot-added"], conversation: undefined }],
  [
    "a conversation whose id would leave its partition",
    { ...eventFixtures["team-bot-added"], conversation: { id: "a|b" } },
  ],
  ["an event without recipient", { ...eventFixtures["team-bot-added"], recipient: {} }],
])("returns undefined for %s", (_, activity) => {
  expect(parseTeamEvent(activity)).toBeUndefined();
});

it.each([
  [
    "members in no shape at all",
    { membersAdded: 7, membersRemoved: [{ id: 7 }, null, {}], channelData: { eventType: 7 } },
  ],
  ["an unknown event type", { membersAdded: [], channelData: { eventType: "teamPainted" } }],
])("parses %s as other or as changed members", (_, change) => {
  expect(["other", "members-changed"]).toContain(parsedEvent("team-bot-added", change)?.kind);
});

it("parses a removal as Gnista's own only when the removed members include the event's recipient", () => {
  const membersRemoved = [{ id: "29:bo" }, { id: BOT }];

  expect(parsedEvent("team-member-removed", { membersRemoved })?.kind).toBe("bot-removed");
  expect(parsedEvent("team-member-removed", { membersRemoved: [{ id: "28:another" }] })?.kind).toBe("members-changed");
});
