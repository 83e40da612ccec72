import { describe, expect, it } from "vitest";
import { aTeam } from "../support/a-team.ts";
import { aTrialTeam } from "./a-trial-team.ts";

const ROOT = "1600000000009";

/* Where Gnista answers. `threadId` is the first message of the answer's thread; `path` is the end of the call's path. */
const places = [
  {
    where: "a new post of a channel",
    kind: "team",
    options: { activityId: "1600000000007" },
    threadId: "1600000000007",
    path: ";messageid=1600000000007/activities/1600000000007",
  },
  {
    where: "a thread of a channel",
    kind: "team",
    options: { activityId: "1600000000007", inThread: ROOT },
    threadId: ROOT,
    path: `;messageid=${ROOT}/activities/1600000000007`,
  },
  {
    where: "a group chat",
    kind: "groupChat",
    options: {},
    threadId: undefined,
    path: "@thread.v2/activities",
  },
  {
    where: "a thread of a group chat",
    kind: "groupChat",
    options: { inThread: ROOT },
    threadId: ROOT,
    path: `@thread.v2/activities/${ROOT}`,
  },
  {
    where: "the personal chat",
    kind: "team",
    options: { inPersonalChat: true },
    threadId: undefined,
    path: "a:anna/activities",
  },
] as const;

const answers = [
  { what: "a command", words: "fråga Fika?" },
  { what: "a refused command", words: "fråga nej" },
  { what: "a command that fails", words: "fråga fel" },
  { what: "unknown words", words: "vad kan du" },
] as const;

describe.each(places)("in $where", ({ kind, options, threadId, path }) => {
  it.each(answers)("$what is answered where it was written, once", async ({ words }) => {
    const { team } = await aTrialTeam({ kind });

    const { replies } = await team.as("anna").says(words, { ...options, times: 2 });

    expect(replies).toHaveLength(1);
    expect(team.teams.posts).toMatchObject([{ threadId }]);
    const posted = team.teams.calls.filter(({ method, body }) => method === "POST" && body !== undefined);
    expect(posted.map((call) => call.path.endsWith(path))).toEqual([true]);
  });

  it("the form of a question is posted there", async () => {
    const team = await aTeam({ kind });

    const { replies } = await team.as("anna").says("fråga", options);

    expect(replies).toHaveLength(1);
    expect(team.teams.posts).toMatchObject([{ threadId }]);
  });
});

it.each([null, 1, {}, { id: 7 }, { id: "" }, { id: "19:a/../b" }])(
  "a thread %j that Teams never names is none: the answer goes to the chat",
  async (thread) => {
    const { team } = await aTrialTeam({ kind: "groupChat" });
    const { channelData } = team.activityOf("anna");

    const { replies } = await team
      .as("anna")
      .says("fråga Fika?", { activity: { channelData: { ...channelData, thread } } });

    expect(replies).toHaveLength(1);
    expect(team.channelPosts()).toMatchObject([{ threadId: undefined }]);
  },
);
