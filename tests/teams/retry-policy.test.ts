import { describe, expect, it } from "vitest";
import { TryLater, Undeliverable } from "#bot/core/outbox.ts";
import { idOf, TEAM } from "../support/a-team.ts";
import { anOutbox, hello, inChannel } from "./an-outbox.ts";

describe("a post that cannot be delivered", () => {
  it.each([
    [403, "MessageWritesBlocked", "blocked"],
    [403, "ForbiddenOperationException", "not-installed"],
    [403, "BotNotInConversationRoster", "not-installed"],
    [404, "ConversationNotFound", "gone"],
  ])(
    "rejects with Undeliverable at the first attempt when Teams answers %i %s, for the reason %s",
    async (status, code, reason) => {
      const { team, outbox, sends } = await anOutbox();
      team.teams.fail({ status, code, times: 9 });

      const failed = outbox.post(inChannel, hello);

      await expect(failed).rejects.toMatchObject({ name: "Undeliverable", reason });
      expect(sends()).toHaveLength(1);
    },
  );

  it("rejects with Undeliverable for a person who has blocked Gnista, and for an unknown person", async () => {
    const { team, post } = await anOutbox();
    team.cannotReach("dan");

    await expect(post({ kind: "person", personId: idOf("dan"), teamId: TEAM })).rejects.toThrow(Undeliverable);
    await expect(post({ kind: "person", personId: idOf("nobody") })).rejects.toThrow(Undeliverable);
  });

  it("rejects with neither Undeliverable nor TryLater when Teams answers 400", async () => {
    const { team, post } = await anOutbox();
    team.teams.fail({ status: 400, code: "BadSyntax" });

    const failed = await post(inChannel).catch((error: unknown) => error);

    expect(failed).toBeInstanceOf(Error);
    expect(failed).not.toBeInstanceOf(Undeliverable);
    expect(failed).not.toBeInstanceOf(TryLater);
  });
});

describe("retries", () => {
  it.each([412, 429, 502, 504])("retries after %i with growing pauses, and posts once", async (status) => {
    const { team, post, sends } = await anOutbox();
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
    const { team, post, sends } = await anOutbox();
    team.teams.fail({ status: 429, retryAfterS: 7 });

    await post(inChannel);

    const [first, second] = sends().map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  it("rejects with TryLater, without a retry, when Teams asks for a longer delay than a job may wait", async () => {
    const { team, outbox, sends } = await anOutbox();
    team.teams.fail({ status: 429, retryAfterS: 120 });

    await expect(outbox.post(inChannel, hello)).rejects.toMatchObject({ name: "TryLater", afterMs: 120_000 });
    expect(sends()).toHaveLength(1);
  });

  it("rejects with TryLater after four attempts", async () => {
    const { team, post, sends } = await anOutbox();
    team.teams.fail({ status: 502, times: 99 });

    await expect(post(inChannel)).rejects.toThrow(TryLater);
    expect(sends()).toHaveLength(4);
  });

  it.each([408, 500, 503])(
    "rejects with TryLater after one attempt when Teams answers %i, without retries by the SDK",
    async (status) => {
      const { team, post, sends } = await anOutbox();
      team.teams.fail({ status, times: 99 });

      await expect(post(inChannel)).rejects.toThrow(TryLater);
      expect(sends()).toHaveLength(1);
    },
  );

  it("rejects with TryLater when Teams cannot be reached", async () => {
    const { team, post } = await anOutbox();
    await team.teams.close();

    await expect(post(inChannel)).rejects.toThrow(TryLater);
  });

  it("retries an update as it retries a post", async () => {
    const { team, outbox, post } = await anOutbox();
    const posted = await post(inChannel);
    team.teams.fail({ status: 412, times: 2 });

    await team.skippingWaits(() => outbox.update(posted, { text: "nytt" }));

    expect(team.channelPosts()).toMatchObject([{ text: "nytt" }]);
  });
});
