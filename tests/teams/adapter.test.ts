import { describe, expect, it } from "vitest";
import { BotAdapter } from "#bot/teams/adapter.ts";

describe("a bot without an identity", () => {
  it("accepts unsigned requests only when configured as unsigned, and rejects an empty app id", () => {
    expect(new BotAdapter("unsigned").isSigned).toBe(false);
    expect(() => new BotAdapter({ appId: "", type: "MultiTenant", tenantId: "t" })).toThrow("BOT_ID");
  });
});
