import { describe, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { idOf } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";
import { aMeeting } from "../a-meeting.ts";

const { close } = roundVerbs;

describe("team members without an open panel", () => {
  it("tells members without an open panel once per meeting, with a card in the chat, when Teams cannot mark the icon", async () => {
    const { team, starts, does } = await aMeeting();
    await starts("anna", "speaking");
    await team.settle();
    await does("anna", close);
    await starts("anna", "greeting");
    await team.settle();

    const cards = team.teams.posts.filter((post) => post.card !== undefined);
    expect(cards).toHaveLength(1);
    expect(text(cards[0]?.card)).toContain("har startat en runda: Laget runt");
    expect(JSON.stringify(cards[0]?.card)).not.toContain(idOf("anna"));
  });
});
