import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { parseTeamEvent } from "#bot/teams/team-event.ts";
import { aTeam, CHAT, idOf } from "../support/a-team.ts";
import { type EventFixture, eventFixtures } from "../support/event-fixtures.ts";
import { openPanel } from "../support/panel.ts";

const MEETING = "MCMxOTptZWV0aW5nX3g=";

/** What of Teams each permission opens. Source: learn.microsoft.com, "Meeting apps API references". */
const opens: Readonly<Record<string, RegExp>> = {
  "OnlineMeeting.ReadBasic.Chat": /^\/v1\/meetings\/[^/]+$/,
  "OnlineMeetingParticipant.Read.Chat": /^\/v1\/meetings\/[^/]+\/participants\/[^/]+$/,
  "OnlineMeetingNotification.Send.Chat": /^\/v1\/meetings\/[^/]+\/notification$/,
};

/** Everything that Gnista asks about a meeting, where Teams tells its details and where it does not. */
async function askedOfTeams(): Promise<readonly string[]> {
  const asked: string[] = [];
  for (const hasDetails of [true, false]) {
    const team = await aTeam({ kind: "groupChat" });
    team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails, takesMarks: true });
    const bo = await openPanel(team, "bo", { query: `?meeting=${encodeURIComponent(MEETING)}` });
    await bo.until(({ mayStart }) => mayStart);
    const data = { teamId: CHAT, nonce: mintIdempotencyToken(team.now()), kind: "speaking" };
    await team.as("bo").acts(roundVerbs.start, data);
    await team.settle();
    asked.push(...team.teams.calls.map(({ path }) => path).filter((path) => path.startsWith("/v1/meetings/")));
  }
  return asked;
}

const readManifest = () => JSON.parse(readFileSync(new URL("../../appPackage/manifest.json", import.meta.url), "utf8"));

it("each of the manifest's meeting permissions opens something that is asked for, and nothing else is asked", async () => {
  const manifest = readManifest();
  const all: readonly { name: string }[] = manifest.authorization.permissions.resourceSpecific;
  const permissions = all.filter(({ name }) => name.startsWith("OnlineMeeting"));

  const asked = await askedOfTeams();
  const usedBy = (path: string) => permissions.find(({ name }) => opens[name]?.test(path))?.name;

  expect(new Set(asked.map(usedBy))).toEqual(new Set(permissions.map(({ name }) => name)));
});

/** What Microsoft asks of an app in shared and private channels. Source: learn.microsoft.com, "Apps for shared and private channels". */
it.each(["channelMemberAdded", "channelMemberRemoved", "channelShared", "channelUnshared"])(
  "support for shared and private channels comes with the permission that brings %s, and acts on it",
  (eventType) => {
    const { supportsChannelFeatures, authorization } = readManifest();
    const told = Object.values(eventFixtures).filter((fixture) => eventTypeOf(fixture) === eventType);

    expect(supportsChannelFeatures).toBe("tier1");
    expect(authorization.permissions.resourceSpecific).toContainEqual({
      name: "ChannelMember.Read.Group",
      type: "Application",
    });
    expect(told.length).toBeGreaterThan(0);
    // What acting on each means: tests/teams/event-fixtures.test.ts.
    expect(told.map((fixture) => parseTeamEvent(fixture)?.kind)).not.toContain("other");
  },
);

const eventTypeOf = ({ channelData }: EventFixture) => (channelData as { eventType?: string }).eventType;
