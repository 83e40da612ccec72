import { describe, expect, it } from "vitest";
import { CHANNEL } from "../support/a-team.ts";
import { saying } from "./a-slice.ts";
import { anOutbox, inChannel } from "./an-outbox.ts";

describe("a post to a conversation", () => {
  it("posts to a channel as a new thread, with the card's text as the notification", async () => {
    const { team, post } = await anOutbox();

    const posted = await post(
      { kind: "conversation", conversationId: `${CHANNEL};messageid=1` },
      { card: saying("Nytt") },
    );

    expect(posted).toEqual({ conversationId: CHANNEL, activityId: team.channelPosts()[0]?.id });
    expect(team.channelPosts()).toMatchObject([{ threadId: undefined, summary: "Nytt", card: saying("Nytt") }]);
  });

  it("sends text as plain text, without markdown or mentions", async () => {
    const { sends, post } = await anOutbox();

    await post(inChannel, { text: "*inte fet* <at>x</at>" });

    expect(sends()[0]?.body).toMatchObject({ text: "*inte fet* <at>x</at>", textFormat: "plain" });
  });
});
