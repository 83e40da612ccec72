import { expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { extend, start, write } = roundVerbs;

it("the host gives everybody a minute more, once for a press that arrives twice, and nobody else can", async () => {
  const { does, starts, panel } = await aMeeting();
  await starts("anna", "writing");
  const until = panel("bo").view().round?.writeUntil ?? "";

  expect(await does("bo", extend, { until })).toBe("HOST_ENDS");
  expect(await does("anna", extend, { until })).toBe("done");
  expect(await does("anna", extend, { until })).toBe("done");

  const later = new Date(Date.parse(until) + 60_000).toISOString();
  await panel("bo").until(({ round }) => round?.writeUntil === later);
  await panel("cia").until(({ round }) => round?.writeUntil === later);
});

it("the host's question is shown to everybody on one line, and a question that is too long starts no round", async () => {
  const { team, does, panel } = await aMeeting();
  const asks = (question: string) =>
    does("anna", start, { kind: "writing", nonce: mintIdempotencyToken(team.now()), question });

  expect(await asks("å".repeat(141))).toBe("ROUND_QUESTION_TOO_LONG");
  expect(await asks("  Vad ska vi\n sluta med? ")).toBe("done");

  for (const who of ["anna", "bo"]) {
    const { round } = await panel(who).until((view) => view.round !== undefined);
    expect(round?.question).toBe("Vad ska vi sluta med?");
  }
});

it("nothing that a panel shows depends on who has written, or how many", async () => {
  const { does, starts, panel, loadPanels } = await aMeeting();
  await starts("anna", "writing");
  const shown = () => ["anna", "bo", "cia", "dan"].map((who) => panel(who).view());
  const before = [shown(), await loadPanels()];

  for (const who of ["bo", "cia", "dan"]) {
    expect(await does(who, write, { text: "Mer tid" })).toBe("done");
  }

  expect([shown(), await loadPanels()]).toEqual(before);
});
