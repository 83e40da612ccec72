import { describe, expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { close, start } = roundVerbs;

describe("starting a round", () => {
  it("lets only a present leader start a round, or anyone when no leader is present, and continues when the host leaves", async () => {
    const { team, panel } = await aMeeting(["anna", "bo", "cia"]);
    const nonce = mintIdempotencyToken(team.now());
    const refused = await team.as("bo").acts(start, { teamId: team.teamId, nonce, kind: "speaking" });
    expect(refused.body).toMatchObject({ code: "LEADER_STARTS" });
    expect(panel("bo").view()).toMatchObject({ mayStart: false, starter: expect.stringContaining("Anna") });

    await panel("anna").close();
    await panel("bo").until(({ mayStart }) => mayStart);
    await team.as("bo").acts(start, { teamId: team.teamId, nonce: mintIdempotencyToken(team.now()), kind: "speaking" });
    await panel("cia").until(({ round }) => round !== undefined);
    await panel("bo").close();
    const view = await panel("cia").until(({ round }) => round?.isHost === true);

    expect(view.round?.mayRun).toBe(true);
  });

  it("starts no round for a repeated press of the start button after the round, nor for a press of an outdated button", async () => {
    const { team, does, starts, panel } = await aMeeting();
    const nonce = mintIdempotencyToken(team.now());
    const press = async () => {
      const { status } = await team.as("anna").acts(start, { teamId: team.teamId, nonce, kind: "greeting" });
      return status;
    };
    await press();
    await panel("anna").until(({ round }) => round !== undefined);
    const roundId = panel("anna").view().round?.id;
    await does("anna", close, { roundId });
    await panel("anna").until(({ round }) => round === undefined);

    expect(await press()).toBe(200);
    await starts("anna", "speaking");
    expect(panel("anna").view().round?.kind).toBe("speaking");
    const old = mintIdempotencyToken(new Date(team.now().getTime() - 3600_000));
    const { body } = await team.as("anna").acts(start, { teamId: team.teamId, nonce: old, kind: "greeting" });
    expect(body).toMatchObject({ code: "FORM_TOO_OLD" });
  });

  it("refuses a second round while one runs", async () => {
    const { team, starts, does } = await aMeeting();
    await starts("anna", "speaking");

    expect(await does("anna", start, { kind: "greeting", nonce: mintIdempotencyToken(team.now()) })).toBe(
      "ROUND_RUNNING",
    );
  });
});
