import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { forTenant } from "#bot/core/document-store.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { openConversations } from "#bot/teams/conversations.ts";
import type { Origin } from "#bot/teams/origin.ts";

const TEN_MINUTES_MS = 10 * 60_000;

/** Two instances on one store, with a clock that the test moves. */
function twoInstances() {
  const folder = mkdtempSync(join(tmpdir(), "gnista-conversations-"));
  const store = openEmbedded({ file: join(folder, "gnista.sqlite") });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  let now = 1_000_000;
  const clock = { now: () => now, sleep: async () => {}, chance: () => 0 };
  const open = () => openConversations((tenantId) => forTenant(store, tenantId), clock);
  return {
    one: open(),
    two: open(),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const originAt = (serviceUrl: string) =>
  ({
    tenantId: "t",
    serviceUrl,
    botId: "28:b",
    kind: "groupChat",
    conversationId: "c",
    team: undefined,
  }) as unknown as Origin;

it("every instance forgets a conversation within ten minutes after one instance has", async () => {
  const { one, two, pass } = twoInstances();
  await one.remember(originAt("https://a.example/"));
  expect(await two.find("t", "c")).toBeDefined();

  await one.forget("t", "c");
  expect(await one.find("t", "c")).toBeUndefined();
  pass(TEN_MINUTES_MS + 1);

  expect(await two.find("t", "c")).toBeUndefined();
});

it("every instance uses a new service URL within ten minutes after another instance received it", async () => {
  const { one, two, pass } = twoInstances();
  await one.remember(originAt("https://a.example/"));
  await two.find("t", "c");

  await one.remember(originAt("https://b.example/"));
  pass(TEN_MINUTES_MS + 1);

  expect((await two.find("t", "c"))?.serviceUrl).toBe("https://b.example/");
});
