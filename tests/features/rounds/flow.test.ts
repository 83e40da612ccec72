import { describe, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "./a-meeting.ts";

const { next, close } = roundVerbs;

describe("a speaking round (Laget runt)", () => {
  it("a speaking round gives everyone present one turn and then ends, after two taps by the leader", async () => {
    const { starts, does, panel, loadPanels } = await aMeeting();
    await starts("anna", "speaking");
    const spoke: string[] = [];

    for (let turn = 1; turn <= 4; turn++) {
      const { round } = await panel("anna").until((view) => view.round?.turn === turn);
      spoke.push(round?.speaker?.name ?? "");
      const speaker = ["anna", "bo", "cia", "dan"].find((who) => panel(who).view().round?.me === "speaking") ?? "anna";
      expect(await does(speaker, next, { turn })).toBe("done");
      // A repeated request ends no other person's turn.
      expect(await does(speaker, next, { turn })).toBe("done");
    }
    await panel("bo").until(({ round }) => round?.turn === 4 && round.speaker === undefined);
    expect(await does("anna", close)).toBe("done");
    const after = await panel("bo").until(({ round }) => round === undefined);

    expect(new Set(spoke).size).toBe(4);
    expect(spoke.at(-1)).toContain("Anna");
    expect(after).toMatchObject({ ended: { kind: "speaking" }, here: 4 });
    expect((await loadPanels())?.round).toBeUndefined();
  });

  it("a speaking round shows the speaker, the next two and whether more follow, and no other order", async () => {
    const { starts, panel } = await aMeeting(["anna", "bo", "cia", "dan", "eva", "filip"]);

    await starts("anna", "speaking");
    const { round } = panel("anna").view();

    expect(round?.next).toHaveLength(2);
    expect(round?.more).toBe(true);
    expect(JSON.stringify(panel("anna").sent)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|seed|waiting":\[|done":/);
  });
});
