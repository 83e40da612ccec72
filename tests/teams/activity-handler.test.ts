import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aTeam } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

const names = [
  "adaptiveCard/action",
  "composeExtension/fetchTask",
  "composeExtension/submitAction",
  "composeExtension/query",
  "task/fetch",
  "task/submit",
  "signin/verifyState",
  "actionableMessage/executeAction",
];

const anything = fc.anything({
  maxDepth: 3,
  withNullPrototype: false,
  values: [fc.string(), fc.integer(), fc.boolean()],
});

/** Almost valid parts, so that the code after the first check is reached as well. */
const nearlyAction = fc.record(
  {
    type: fc.constantFrom("Action.Execute", "Action.Submit", 7),
    verb: fc.oneof(fc.constantFrom("trial/echo", "trial/strict", "people/in-team", "constructor", ""), anything),
    data: fc.oneof(anything, fc.record({ words: anything }), fc.record({ teamId: anything, command: anything })),
  },
  { requiredKeys: [] },
);

const nearlyValue = fc.record(
  {
    action: fc.oneof(nearlyAction, anything),
    commandId: fc.oneof(fc.constantFrom("trial", "nothing"), anything),
    data: fc.oneof(anything, fc.record({ verb: anything, msteams: anything, about: anything })),
    messagePayload: fc.oneof(anything, fc.record({ body: anything, from: anything })),
    trigger: anything,
  },
  { requiredKeys: [] },
);

const broken = fc.record(
  {
    name: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: anything }),
    value: fc.oneof({ weight: 3, arbitrary: nearlyValue }, { weight: 1, arbitrary: anything }),
    from: anything,
    recipient: anything,
    conversation: fc.oneof(anything, fc.record({ id: anything, conversationType: anything, tenantId: anything })),
    channelData: fc.oneof(anything, fc.record({ tenant: anything, team: anything })),
    channelId: anything,
    serviceUrl: fc.oneof(anything, fc.webUrl()),
    replyToId: anything,
    entities: anything,
    locale: fc.oneof(anything, fc.constantFrom("sv-SE", "en-GB")),
    deliveryMode: anything,
    id: anything,
    text: anything,
    localTimezone: anything,
  },
  { requiredKeys: [] },
);

describe("malformed invokes", () => {
  it("answers an invoke of any shape with HTTP 200 and a body that Teams can show, without a stack or a bug in the log", {
    timeout: 120_000,
  }, async () => {
    const { slice } = aSlice();
    const team = await aTeam({ features: [slice] });
    const whole = { ...team.activityOf("anna"), type: "invoke" };

    await fc.assert(
      fc.asyncProperty(
        broken,
        fc.oneof(fc.constant(Object.keys(whole)), fc.subarray(Object.keys(whole))),
        async (shape, validKeys) => {
          // Some valid parts stay, so that the broken part is tested by itself.
          const right = Object.fromEntries(Object.entries(whole).filter(([key]) => validKeys.includes(key)));
          const activity = { ...shape, ...right, type: "invoke" };

          const { status, body } = await team.sends(activity);

          expect(status).toBe(200);
          expect(typeof body).toBe("object");
          expect(JSON.stringify(body)).not.toMatch(/\bat .*\.(ts|js):\d/);
          expect(isAnswer(body)).toBe(true);
        },
      ),
      { numRuns: 1_200, seed: 20_260_203 },
    );
    expect(team.logs().filter((line) => line.includes('"teams.bug"'))).toEqual([]);
  });

  it.each([
    ["without anything", {}],
    ["with a list for its value", { value: [] }],
    ["with null for its value", { value: null }],
    ["with a number for its value", { value: 7 }],
    ["without sender", { from: undefined }],
    ["with a sender without directory id", { from: { id: "29:anna" } }],
    ["with a conversation whose id would leave its partition", { conversation: { id: "19:a|b@thread.v2" } }],
    ["without conversation", { conversation: undefined }],
    ["without recipient", { recipient: null }],
    ["without tenant", { channelData: {}, conversation: { id: "19:a@thread.v2" } }],
  ])("answers MALFORMED, in the client's language, to a click %s", async (_, change) => {
    const { slice } = aSlice();
    const team = await aTeam({ features: [slice] });

    const answer = await team.as("anna").clicks("", {}, { locale: "en-GB", activity: change });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      statusCode: 400,
      type: "application/vnd.microsoft.error",
      value: { code: "MALFORMED", message: "This couldn't be read. Open the form again and try again." },
    });
  });
});

/**
 * True for a body that Teams can show: an invoke response or a dialog response, which is empty when the dialog closes.
 */
function isAnswer(body: unknown): boolean {
  const { statusCode, type, task } = body as { statusCode?: unknown; type?: unknown; task?: unknown };
  return (typeof statusCode === "number" && typeof type === "string") || typeof task === "object";
}
