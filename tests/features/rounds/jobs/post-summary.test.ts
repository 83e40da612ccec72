import { describe, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../a-meeting.ts";

const { close } = roundVerbs;

describe("after a round", () => {
  it("posts one line without names in the chat, however often the round is ended", async () => {
    const { team, starts, does } = await aMeeting();
    await starts("anna", "speaking");
    await team.settle();

    await Promise.all([does("anna", close), does("anna", close)]);
    await does("anna", close);
    await team.settle();

    const lines = team.teams.posts.filter((post) => post.text?.startsWith("Laget runt är klart"));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.text).not.toMatch(/Anna|Bo|Cia|Dan/);
  });
});
