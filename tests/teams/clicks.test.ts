import { describe, expect, it } from "vitest";
import { fullName } from "../support/a-team.ts";
import { aTrialTeam } from "./a-trial-team.ts";

describe("the answer to a click", () => {
  it("answers a click with a card for the actor alone, without any call to Teams, also when the card has a refresh", async () => {
    const { team } = await aTrialTeam();
    await team.as("anna").clicks("trial/text", {});
    const before = team.teams.calls.length;

    const first = await team.as("anna").clicks("trial/echo", {});
    const second = await team.as("bo").clicks("trial/echo", {});

    expect(JSON.stringify(first.card)).toContain(`bara för ${fullName("anna")}`);
    expect(JSON.stringify(first.card)).toContain('"refresh"');
    expect(JSON.stringify(second.card)).toContain(`bara för ${fullName("bo")}`);
    expect(team.teams.calls).toHaveLength(before);
  });

  it("answers each of twelve simultaneous clicks with a card", async () => {
    const { team, seen } = await aTrialTeam();

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => team.as(i % 2 ? "anna" : "bo").clicks("trial/echo", { i })),
    );

    expect(answers.every(({ card }) => card !== undefined)).toBe(true);
    expect(seen).toHaveLength(12);
  });
});
