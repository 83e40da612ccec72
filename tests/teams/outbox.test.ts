import { describe, expect, it } from "vitest";
import { CHANNEL, CHAT } from "../support/a-team.ts";
import { saying } from "./a-slice.ts";
import { anOutbox, inChannel } from "./an-outbox.ts";

describe("a post to a conversation", () => {
  it("posts in a thread under its message, and updates the post there", async () => {
    const { team, outbox, post } = await anOutbox();
    const root = await post(inChannel);

    const reply = await post({ kind: "thread", conversationId: CHANNEL, activityId: root.activityId });
    await outbox.update(reply, { card: saying("så blev det") });

    expect(team.thread(root.activityId)).toMatchObject([{ id: reply.activityId, card: saying("så blev det") }]);
    expect(team.teams.calls.at(-1)?.path).toContain(`;messageid=${root.activityId}/`);
  });

  it("replies to the message in a group chat, which has no threads", async () => {
    const { team, post } = await anOutbox({ kind: "groupChat" });
    const root = await post({ kind: "conversation", conversationId: CHAT });

    await post({ kind: "thread", conversationId: CHAT, activityId: root.activityId });

    expect(team.channelPosts()[1]).toMatchObject({ threadId: undefined, replyToId: root.activityId });
  });
});
