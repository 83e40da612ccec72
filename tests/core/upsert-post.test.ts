import { join } from "node:path";
import { expect, it } from "vitest";
import type { JobContext } from "#bot/core/context.ts";
import { offlineServices } from "#bot/core/offline-services.ts";
import { type Message, TryLater, Undeliverable } from "#bot/core/outbox.ts";
import { type PostRequest, updateRecordedPost, upsertPost } from "#bot/core/upsert-post.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { aStore } from "../support/a-store.ts";

const start = new Date("2026-02-03T09:00:00Z");
const wordsOf = (message: Message): string => ("text" in message ? message.text : JSON.stringify(message.card));

/** A conversation with what was posted and updated in it. `failures` are thrown, one per call, before any success. */
function aConversation(...failures: readonly Error[]) {
  const { store, folder } = aStore();
  const posted: string[] = [];
  const updated: string[] = [];
  const remainingFailures = [...failures];
  const fail = () => {
    const failure = remainingFailures.shift();
    if (failure) {
      throw failure;
    }
  };
  const at = (now: Date): JobContext => ({
    ...offlineServices({ store, keys: keyFiles(join(folder, "keys")), tenantId: "tenant", now }),
    outbox: {
      async post(_, message) {
        fail();
        posted.push(wordsOf(message));
        return { conversationId: "chat", activityId: `activity${posted.length}` };
      },
      async update(_, message) {
        fail();
        updated.push(wordsOf(message));
      },
      withdraw: async () => undefined,
      markInMeeting: async () => undefined,
    },
  });
  return { posted, updated, at, ctx: at(start) };
}

const saying = (text: string, more: Partial<PostRequest> = {}): PostRequest => ({
  pk: "poll|p",
  id: "post",
  ttl: 3600,
  to: { kind: "conversation", conversationId: "chat" },
  message: async () => ({ text }),
  ...more,
});

it("a message is posted once, and updated from then on", async () => {
  const { ctx, posted, updated } = aConversation();

  await upsertPost(ctx, saying("Öppen"));
  await upsertPost(ctx, saying("Stängd"));

  expect([posted, updated]).toEqual([["Öppen"], ["Stängd"]]);
});

it("two jobs at the same moment post one message, and the other one tries later", async () => {
  const { ctx, posted } = aConversation();

  const outcomes = await Promise.allSettled([upsertPost(ctx, saying("Öppen")), upsertPost(ctx, saying("Öppen"))]);

  expect(posted).toEqual(["Öppen"]);
  expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([
    expect.objectContaining({ reason: expect.any(TryLater) }),
  ]);
});

it("nothing is posted where nothing new is wanted, and an existing post is updated all the same", async () => {
  const { ctx, posted, updated } = aConversation();

  expect(await upsertPost(ctx, saying("Öppen", { isWanted: false }))).toBe(true);
  expect(posted).toEqual([]);
  await upsertPost(ctx, saying("Öppen"));
  await upsertPost(ctx, saying("Stängd", { isWanted: false }));

  expect(updated).toEqual(["Stängd"]);
});

it("a message that Teams asks to send later is posted by the next try", async () => {
  const { ctx, posted } = aConversation(new TryLater(1000));

  await expect(upsertPost(ctx, saying("Öppen"))).rejects.toThrow(TryLater);
  await upsertPost(ctx, saying("Öppen"));

  expect(posted).toEqual(["Öppen"]);
});

it("a message that cannot be delivered is reported once, and never tried again", async () => {
  const { ctx, posted } = aConversation(new Undeliverable("blocked"));
  let reports = 0;
  const lost = async () => void reports++;

  await upsertPost(ctx, saying("Öppen", { lost }));
  await upsertPost(ctx, saying("Öppen", { lost }));

  expect([reports, posted]).toEqual([1, []]);
});

it("the claim of a process that ended before it posted holds the message back for seconds, not for good", async () => {
  const { ctx, at, posted } = aConversation();
  const claimedUntil = new Date(start.getTime() + 15_000).toISOString();
  await ctx.store.write("poll|p", [{ kind: "put", id: "post", data: { schema: 1, claimedUntil } }]);

  await expect(upsertPost(ctx, saying("Öppen"))).rejects.toThrow(TryLater);
  await upsertPost(at(new Date(start.getTime() + 16_000)), saying("Öppen"));

  expect(posted).toEqual(["Öppen"]);
});

it("documents written with the first post are written once, also when Teams accepts the post only at the second attempt", async () => {
  const { ctx, posted } = aConversation(new TryLater(1000));
  const alongside = async () => [{ kind: "create", id: "first", data: "written" } as const];

  await expect(upsertPost(ctx, saying("Öppen", { alongside }))).rejects.toThrow(TryLater);
  await upsertPost(ctx, saying("Öppen", { alongside }));

  expect((await ctx.store.get("poll|p", "first"))?.data).toBe("written");
  expect(posted).toEqual(["Öppen"]);
});

it("an update of a message that was deleted in Teams says so, and posts no new one", async () => {
  const { ctx, posted } = aConversation();
  await upsertPost(ctx, saying("Öppen"));
  const { store } = ctx;
  const gone: JobContext = {
    ...ctx,
    store,
    outbox: { ...ctx.outbox, update: () => Promise.reject(new Undeliverable("gone")) },
  };

  expect(await upsertPost(gone, saying("Stängd"))).toBe(false);
  expect(await updateRecordedPost(gone, { pk: "poll|p", id: "post" }, { text: "Stängd" })).toBe(false);
  expect(await updateRecordedPost(gone, { pk: "poll|p", id: "other" }, { text: "Stängd" })).toBe(true);
  expect(posted).toEqual(["Öppen"]);
});
