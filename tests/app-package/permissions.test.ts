import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { parseTeamEvent } from "#bot/teams/team-event.ts";
import { aTeam, CHAT, idOf } from "../support/a-team.ts";
import { type EventFixture, eventFixtures } from "../support/event-fixtures.ts";
import { openPanel } from "../support/panel.ts";

const MEETING = "MCMxOTptZWV0aW5nX3g=";

/** The Teams endpoints that each permission opens. Source: learn.microsoft.com, "Meeting apps API references". */
const endpointPatterns: Readonly<Record<string, RegExp>> = {
  "OnlineMeeting.ReadBasic.Chat": /^\/v1\/meetings\/[^/]+$/,
  "OnlineMeetingParticipant.Read.Chat": /^\/v1\/meetings\/[^/]+\/participants\/[^/]+$/,
  "OnlineMeetingNotification.Send.Chat": /^\/v1\/meetings\/[^/]+\/notification$/,
};

/**
 * All meeting requests that Gnista sends to Teams, both when Teams returns the meeting's details and when it does not.
 */
async function findMeetingRequests(): Promise<readonly string[]> {
  const requestedPaths: string[] = [];
  for (const hasDetails of [true, false]) {
    const team = await aTeam({ kind: "groupChat" });
    team.teams.meeting(MEETING, { conversationId: CHAT, organiser: idOf("bo"), hasDetails, takesMarks: true });
    const bo = await openPanel(team, "bo", { query: `?meeting=${encodeURIComponent(MEETING)}` });
    await bo.until(({ mayStart }) => mayStart);
    const data = { teamId: CHAT, nonce: mintIdempotencyToken(team.now()), kind: "speaking" };
    await team.as("bo").acts(roundVerbs.start, data);
    await team.settle();
    requestedPaths.push(...team.teams.calls.map(({ path }) => path).filter((path) => path.startsWith("/v1/meetings/")));
  }
  return requestedPaths;
}

const readManifest = () => JSON.parse(readFileSync(new URL("../../appPackage/manifest.json", import.meta.url), "utf8"));

it("Gnista calls an endpoint of each meeting permission in the manifest, and no meeting endpoint without a permission", async () => {
  const manifest = readManifest();
  const all: readonly { name: string }[] = manifest.authorization.permissions.resourceSpecific;
  const permissions = all.filter(({ name }) => name.startsWith("OnlineMeeting"));

  const requestedPaths = await findMeetingRequests();
  const usedBy = (path: string) => permissions.find(({ name }) => endpointPatterns[name]?.test(path))?.name;

  expect(new Set(requestedPaths.map(usedBy))).toEqual(new Set(permissions.map(({ name }) => name)));
});

/**
 * Microsoft's requirements on an app in shared and private channels. Source: learn.microsoft.com, "Apps for shared and
 * private channels".
 */
it.each(["channelMemberAdded", "channelMemberRemoved", "channelShared", "channelUnshared"])(
  "the manifest supports shared and private channels and requests the permission for %s, and Gnista handles that event",
  (eventType) => {
    const { supportsChannelFeatures, authorization } = readManifest();
    const fixtures = Object.values(eventFixtures).filter((fixture) => eventTypeOf(fixture) === eventType);

    expect(supportsChannelFeatures).toBe("tier1");
    expect(authorization.permissions.resourceSpecific).toContainEqual({
      name: "ChannelMember.Read.Group",
      type: "Application",
    });
    expect(fixtures.length).toBeGreaterThan(0);
    // tests/teams/event-fixtures.test.ts tests what each event causes.
    expect(fixtures.map((fixture) => parseTeamEvent(fixture)?.kind)).not.toContain("other");
  },
);

const eventTypeOf = ({ channelData }: EventFixture) => (channelData as { eventType?: string }).eventType;
