import { describe, expect, it } from "vitest";
import { parseActivity, rawActivity, requireOrigin } from "#bot/teams/activity.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";
const base = {
  id: "1",
  serviceUrl: "https://smba.trafficmanager.net/emea/",
  from: { id: "29:anna", aadObjectId: "0A", name: "Anna" },
  recipient: { id: "28:bot" },
  conversation: { id: "19:c@thread.tacv2;messageid=1", conversationType: "channel" },
  channelData: { team: { id: "19:t@thread.tacv2", name: "Laget" } },
  locale: "en-GB",
};
const parsed = (activity: object) => parseActivity(rawActivity({ ...base, ...activity }), TENANT);

describe("parseActivity: the content", () => {
  it.each([
    [
      "a click",
      { type: "invoke", name: "adaptiveCard/action", value: { action: { verb: "a/b", data: { x: 1 } } } },
      { kind: "click", verb: "a/b", data: { x: 1 } },
    ],
    [
      "a click without a verb",
      { type: "invoke", name: "adaptiveCard/action" },
      { kind: "click", verb: undefined, data: undefined },
    ],
    [
      "a dialog on a message",
      {
        type: "invoke",
        name: "composeExtension/fetchTask",
        value: {
          messagePayload: {
            body: { content: "<p>Hej</p>", contentType: "html" },
            from: { user: { id: "0B", displayName: "Bo" } },
          },
        },
      },
      {
        kind: "invoke",
        verb: undefined,
        data: {},
        isJustInstalled: false,
        about: { from: { id: "0b", name: "Bo" }, text: "Hej" },
      },
    ],
    [
      "a dialog after Gnista was added",
      {
        type: "invoke",
        name: "composeExtension/submitAction",
        value: { data: { msteams: { justInTimeInstall: true }, about: { text: "Hej" } } },
      },
      { kind: "invoke", isJustInstalled: true, about: { from: undefined, text: "Hej" } },
    ],
    [
      "a message",
      { type: "message", text: "<at>Gnista</at> tack", value: { verb: "a/b" } },
      { kind: "message", words: { text: "Gnista tack", mentions: [] } },
    ],
    [
      "an old client's button",
      { type: "message", value: { verb: "a/b", x: 1 } },
      { kind: "submit", verb: "a/b", data: { verb: "a/b", x: 1 } },
    ],
    [
      "that Gnista was added",
      { type: "installationUpdate", action: "add", conversation: { id: "19:t@thread.tacv2" } },
      { kind: "team-event", event: { kind: "bot-added", teamId: "19:t@thread.tacv2" } },
    ],
    [
      "the end of a meeting",
      { type: "event", name: "application/vnd.microsoft.meetingEnd" },
      { kind: "meeting-event", ended: { id: "19:t@thread.tacv2", conversationId: "19:c@thread.tacv2" } },
    ],
    [
      "the start of a meeting",
      { type: "event", name: "application/vnd.microsoft.meetingStart" },
      { kind: "meeting-event", ended: undefined },
    ],
    ["anything else", { type: "messageReaction" }, { kind: "other" }],
    ["what has no type", { type: 7 }, { kind: "other" }],
  ])("parses the content of an activity: %s", (_, activity, content) => {
    expect(parsed(activity).content).toMatchObject(content);
  });
});

it("parses the language, tenant, actor, conversation and team of an activity", () => {
  const { locale, tenantId, origin } = parsed({ type: "messageReaction" });

  expect([locale, tenantId]).toEqual(["en", TENANT]);
  expect(origin).toMatchObject({
    tenantId: TENANT,
    actor: { id: "0a", name: "Anna" },
    kind: "team",
    conversationId: "19:c@thread.tacv2",
    team: { id: "19:t@thread.tacv2", conversationId: "19:c@thread.tacv2" },
  });
});

it.each([null, "text", 7, [], {}, { from: 1, conversation: [], channelData: "x", value: 3, entities: {} }])(
  "parses an activity of any shape without an error, and requireOrigin refuses one without a sender: %j",
  (body) => {
    const activity = parseActivity(rawActivity(body), TENANT);

    expect(activity.origin).toBeUndefined();
    expect(() => requireOrigin(activity)).toThrow(expect.objectContaining({ code: "MALFORMED" }));
  },
);
