import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Destination, type Message, TryLater, Undeliverable } from "#bot/core/delivery.ts";
import { openRateLimiter, SEND_LIMITS, waitMs } from "#bot/teams/rate-limiter.ts";
import { aTeam, CHANNEL, CHAT, idOf, personalChatOf, TEAM, TENANT } from "../support/a-team.ts";
import { aSlice, saying } from "./a-slice.ts";

const inChannel: Destination = { kind: "conversation", conversationId: CHANNEL };
const hello: Message = { text: "hej" };

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const team = await aTeam({ features: [aSlice().slice], ...parts });
  const { outbox } = team.gnista.jobContextFor(TENANT, "r");
  const post = (to: Destination, message: Message = hello) => team.skippingWaits(() => outbox.post(to, message));
  const sends = () => team.teams.calls.filter(({ method, path }) => method === "POST" && path.includes("/activities"));
  return { team, outbox, post, sends };
}

describe("a post to a conversation", () => {
  it("posts to a channel as a new thread, with the card's text as the notification", async () => {
    const { team, post } = await trial();

    const posted = await post(
      { kind: "conversation", conversationId: `${CHANNEL};messageid=1` },
      { card: saying("Nytt") },
    );

    expect(posted).toEqual({ conversationId: CHANNEL, activityId: team.channelPosts()[0]?.id });
    expect(team.channelPosts()).toMatchObject([{ threadId: undefined, summary: "Nytt", card: saying("Nytt") }]);
  });

  it("posts in a thread under its message, and updates the post there", async () => {
    const { team, outbox, post } = await trial();
    const root = await post(inChannel);

    const reply = await post({ kind: "thread", conversationId: CHANNEL, activityId: root.activityId });
    await outbox.update(reply, { card: saying("så blev det") });

    expect(team.thread(root.activityId)).toMatchObject([{ id: reply.activityId, card: saying("så blev det") }]);
    expect(team.teams.calls.at(-1)?.path).toContain(`;messageid=${root.activityId}/`);
  });

  it("replies to the message in a group chat, which has no threads", async () => {
    const { team, post } = await trial({ kind: "groupChat" });
    const root = await post({ kind: "conversation", conversationId: CHAT });

    await post({ kind: "thread", conversationId: CHAT, activityId: root.activityId });

    expect(team.channelPosts()[1]).toMatchObject({ threadId: undefined, replyToId: root.activityId });
  });

  it("sends text as plain text, without markdown or mentions", async () => {
    const { sends, post } = await trial();

    await post(inChannel, { text: "*inte fet* <at>x</at>" });

    expect(sends()[0]?.body).toMatchObject({ text: "*inte fet* <at>x</at>", textFormat: "plain" });
  });
});

describe("a post to a person", () => {
  it("posts to the personal chat that a person has already opened", async () => {
    const { team, post } = await trial();
    await team.as("bo").says("hej", { inPersonalChat: true });

    await post({ kind: "person", personId: idOf("bo") });

    expect(team.personalPosts("bo").at(-1)?.text).toBe("hej");
    expect(team.teams.calls.some(({ path }) => path === "/v3/conversations")).toBe(false);
  });

  it("opens a chat once with a person who has never written to Gnista, by their id in the team's roster", async () => {
    const { team, post } = await trial();

    await post({ kind: "person", personId: idOf("cia"), teamId: TEAM });
    await post({ kind: "person", personId: idOf("cia") });

    const opened = team.teams.calls.filter(({ path }) => path === "/v3/conversations");
    expect(opened.map(({ body }) => body)).toMatchObject([
      { members: [{ id: "29:cia" }], tenantId: TENANT, isGroup: false },
    ]);
    expect(team.personalPosts("cia")).toHaveLength(2);
  });

  it("finds a person through a team in which they have used Gnista", async () => {
    const { team, post } = await trial();
    await team.as("cia").says("tack");

    await post({ kind: "person", personId: idOf("cia") });

    expect(team.personalPosts("cia")).toHaveLength(1);
  });

  it("opens a new personal chat when the old one is gone", async () => {
    const { team, post } = await trial();
    await post({ kind: "person", personId: idOf("bo"), teamId: TEAM });
    team.teams.fail({
      status: 404,
      code: "ConversationNotFound",
      fits: ({ path }) => path.includes(personalChatOf("bo")),
    });

    await post({ kind: "person", personId: idOf("bo"), teamId: TEAM });

    expect(team.personalPosts("bo")).toHaveLength(2);
  });
});

describe("a post that cannot be delivered", () => {
  it.each([
    [403, "MessageWritesBlocked", "blocked"],
    [403, "ForbiddenOperationException", "not-installed"],
    [403, "BotNotInConversationRoster", "not-installed"],
    [404, "ConversationNotFound", "gone"],
  ])(
    "rejects with Undeliverable at the first attempt when Teams answers %i %s, for the reason %s",
    async (status, code, reason) => {
      const { team, outbox, sends } = await trial();
      team.teams.fail({ status, code, times: 9 });

      const failed = outbox.post(inChannel, hello);

      await expect(failed).rejects.toMatchObject({ name: "Undeliverable", reason });
      expect(sends()).toHaveLength(1);
    },
  );

  it("rejects with Undeliverable for a person who has blocked Gnista, and for an unknown person", async () => {
    const { team, post } = await trial();
    team.cannotReach("dan");

    await expect(post({ kind: "person", personId: idOf("dan"), teamId: TEAM })).rejects.toThrow(Undeliverable);
    await expect(post({ kind: "person", personId: idOf("nobody") })).rejects.toThrow(Undeliverable);
  });

  it("rejects with neither Undeliverable nor TryLater when Teams answers 400", async () => {
    const { team, post } = await trial();
    team.teams.fail({ status: 400, code: "BadSyntax" });

    const failed = await post(inChannel).catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(Error);
    expect(failed).not.toBeInstanceOf(Undeliverable);
    expect(failed).not.toBeInstanceOf(TryLater);
  });
});

describe("retries", () => {
  it.each([412, 429, 502, 504])("retries after %i with growing pauses, and posts once", async (status) => {
    const { team, post, sends } = await trial();
    team.teams.fail({ status, times: 3 });

    await post(inChannel);

    expect(team.channelPosts()).toHaveLength(1);
    const times = sends().map(({ atMs }) => atMs);
    const pauses = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(pauses).toHaveLength(3);
    // 2, 4 and 8 seconds, plus a quarter for the jitter that the test chose.
    expect(pauses[0]).toBeGreaterThanOrEqual(2_500);
    expect(pauses[1]).toBeGreaterThanOrEqual(5_000);
    expect(pauses[2]).toBeGreaterThanOrEqual(10_000);
  });

  it("waits for as long as Teams asks before it retries", async () => {
    const { team, post, sends } = await trial();
    team.teams.fail({ status: 429, retryAfterS: 7 });

    await post(inChannel);

    const [first, second] = sends().map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  it("rejects with TryLater, without a retry, when Teams asks for a longer delay than a job may wait", async () => {
    const { team, outbox, sends } = await trial();
    team.teams.fail({ status: 429, retryAfterS: 120 });

    await expect(outbox.post(inChannel, hello)).rejects.toMatchObject({ name: "TryLater", afterMs: 120_000 });
    expect(sends()).toHaveLength(1);
  });

  it("rejects with TryLater after four attempts", async () => {
    const { team, post, sends } = await trial();
    team.teams.fail({ status: 502, times: 99 });

    await expect(post(inChannel)).rejects.toThrow(TryLater);
    expect(sends()).toHaveLength(4);
  });

  it.each([408, 500, 503])(
    "rejects with TryLater after one attempt when Teams answers %i, without retries by the SDK",
    async (status) => {
      const { team, post, sends } = await trial();
      team.teams.fail({ status, times: 99 });

      await expect(post(inChannel)).rejects.toThrow(TryLater);
      expect(sends()).toHaveLength(1);
    },
  );

  it("rejects with TryLater when Teams cannot be reached", async () => {
    const { team, post } = await trial();
    await team.teams.close();

    await expect(post(inChannel)).rejects.toThrow(TryLater);
  });

  it("retries an update as it retries a post", async () => {
    const { team, outbox, post } = await trial();
    const posted = await post(inChannel);
    team.teams.fail({ status: 412, times: 2 });

    await team.skippingWaits(() => outbox.update(posted, { text: "nytt" }));

    expect(team.channelPosts()).toMatchObject([{ text: "nytt" }]);
  });
});

describe("the rate limiter", () => {
  it("keeps Teams' limits and the order of posts within a conversation, while other conversations go on", async () => {
    const { team, outbox } = await trial();

    await team.skippingWaits(() =>
      Promise.all([
        ...Array.from({ length: 70 }, (_, i) => outbox.post(inChannel, { text: String(i) })),
        outbox.post({ kind: "person", personId: idOf("bo"), teamId: TEAM }, hello),
      ]),
    );

    const posts = team.channelPosts();
    expect(posts.map(({ text }) => text)).toEqual(Array.from({ length: 70 }, (_, i) => String(i)));
    const times = posts.map(({ versions }) => versions[0]?.atMs ?? 0);
    for (const { max: most, withinMs } of SEND_LIMITS) {
      // Posts sent at even intervals reach Teams less evenly, more so on a busy machine.
      const crowded = times.filter((at, i) => i >= most && at - (times[i - most] ?? 0) < withinMs - 300);
      expect(crowded).toEqual([]);
    }
    expect(team.personalPosts("bo")).toHaveLength(1);
  });

  it("never sends more within a window of time than its limit, at any times of request", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, (requestGaps) => {
        const sent: number[] = [];
        let now = 0;
        for (const gap of requestGaps) {
          now += gap;
          now += waitMs(sent, now);
          expect(waitMs(sent, now)).toBe(0);
          sent.push(now);
        }

        for (const { max: most, withinMs } of SEND_LIMITS) {
          const crowded = sent.some((at, i) => i >= most && at - (sent[i - most] ?? 0) < withinMs);
          expect(crowded).toBe(false);
        }
      }),
    );
  });

  it("rejects with TryLater when a conversation has used up its sends of the hour, and lets others send", async () => {
    let now = 0;
    const sleep = async (ms: number) => {
      now += ms;
    };
    const pace = openRateLimiter({ now: () => now, sleep, chance: () => 0 });
    for (let i = 0; i < 1_800; i++) {
      await pace.run("a", async () => i);
    }

    const refused = pace.run("a", async () => 0);

    await expect(refused).rejects.toThrow(TryLater);
    expect(await pace.run("b", async () => 1)).toBe(1);
  });
});
