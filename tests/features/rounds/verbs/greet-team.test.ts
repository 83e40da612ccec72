import { describe, expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam } from "../../../support/a-team.ts";
import { sharedStorage } from "../../../support/cosmos/shared-storage.ts";
import { openPanel } from "../../../support/panel.ts";
import { aMeeting } from "../a-meeting.ts";

const { greet, start } = roundVerbs;

describe("a greeting round (Hejrunda)", () => {
  it("a greeting round greets everyone present by name, and shows the texts that people add", async () => {
    const { starts, does, panel } = await aMeeting();
    await starts("anna", "greeting");

    expect(await does("bo", greet, { text: "  Hej från\ntåget! " })).toBe("done");
    const view = await panel("cia").until(({ round }) => round?.greetings.length === 1);
    expect(await does("bo", greet, { text: "x".repeat(61) })).toBe("GREETING_TOO_LONG");
    expect(await does("bo", greet, { text: "" })).toBe("done");
    await panel("cia").until(({ round }) => round?.greetings.length === 0);

    expect(view.round?.people).toHaveLength(4);
    expect(view.round?.greetings).toEqual([
      { name: expect.stringContaining("Bo"), text: "Hej från tåget!", isMe: false },
    ]);
  });
});

describe("a greeting round with 120 people", () => {
  it("stores the greetings of 120 people who greet at the same moment on two servers", {
    timeout: 120_000,
  }, async () => {
    const members = Array.from({ length: 120 }, (_, n) => `person${n}`);
    const team = await aTeam({ members, leaders: ["person0"], storage: await sharedStorage(), instances: 2 });
    const { teamId } = team;
    const panels = await Promise.all(members.map((who, nth) => openPanel(team, who, { instance: nth % 2 })));
    await Promise.all(panels.map((one) => one.until(({ here }) => here === members.length)));
    await team.as("person0").acts(start, { teamId, nonce: mintIdempotencyToken(team.now()), kind: "greeting" });
    const { round } = (await panels[0]?.until((view) => view.round !== undefined)) ?? {};

    const answers = await Promise.all(
      members.map((who, nth) =>
        team.as(who, nth % 2).acts(greet, { teamId, roundId: round?.id, text: `Hej från ${who}` }),
      ),
    );

    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const all = await Promise.all(
      panels.map((one) => one.until((now) => now.round?.greetings.length === members.length)),
    );
    expect(new Set(all[1]?.round?.greetings.map(({ text }) => text)).size).toBe(members.length);
  });
});
