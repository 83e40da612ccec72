import { describe, expect, it } from "vitest";
import { Undeliverable } from "#bot/core/outbox.ts";
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

  it("posts a reply in a group chat without a thread when nobody has begun one", async () => {
    const { team, post } = await anOutbox({ kind: "groupChat" });
    const root = await post({ kind: "conversation", conversationId: CHAT });

    await post({ kind: "thread", conversationId: CHAT, activityId: root.activityId });

    expect(team.channelPosts()[1]).toMatchObject({ threadId: undefined, replyToId: undefined });
  });

  it("posts in a thread that somebody began in a group chat, where Teams tells no id, so it is never updated", async () => {
    const { team, outbox, post } = await anOutbox({ kind: "groupChat" });

    const at = await post({ kind: "thread", conversationId: CHAT, activityId: "1600000000009", isBegun: true });

    expect(team.thread("1600000000009")).toMatchObject([{ text: "hej" }]);
    await expect(outbox.update(at, { text: "ändrat" })).rejects.toThrow(Undeliverable);
    expect(team.teams.calls.filter(({ method }) => method === "PUT")).toEqual([]);
  });
});
