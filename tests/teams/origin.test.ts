import { describe, expect, it } from "vitest";
import { CHANNEL } from "../support/a-team.ts";
import { aTrialTeam } from "./a-trial-team.ts";

describe("a click", () => {
  it("a click in a personal chat belongs to no team", async () => {
    const { team, last } = await aTrialTeam();

    await team.as("anna").clicks("trial/echo", {}, { in: "personal" });

    expect(last()?.ctx.team).toBeUndefined();
  });

  it("a click in a thread belongs to the channel, and its card is addressed in the thread", async () => {
    const { team, last } = await aTrialTeam();
    const conversation = { id: `${CHANNEL};messageid=5`, conversationType: "channel" };

    await team.as("anna").clicks("trial/echo", {}, { activityId: "6", activity: { conversation } });

    expect(last()?.ctx.team?.conversationId).toBe(CHANNEL);
    expect(last()?.ctx.clicked).toEqual({ conversationId: `${CHANNEL};messageid=5`, activityId: "6" });
  });

  it.each([
    ["sv-SE", "sv"],
    ["sv", "sv"],
    ["en-US", "en"],
    ["de-DE", "en"],
  ])("a click from a client with the locale %s is answered in %s", async (client, expectedLocale) => {
    const { team, last } = await aTrialTeam();

    await team.as("anna").clicks("trial/echo", {}, { locale: client });

    expect(last()?.ctx.locale).toBe(expectedLocale);
  });

  it("a click without a locale is answered in Swedish", async () => {
    const { team, last } = await aTrialTeam();

    await team.as("anna").clicks("trial/echo", {}, { activity: { locale: undefined } });

    expect(last()?.ctx.locale).toBe("sv");
  });
});
