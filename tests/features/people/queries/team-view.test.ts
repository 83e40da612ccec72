import { describe, expect, it } from "vitest";
import { MAX_ACTIONS, MAX_BYTES } from "#bot/cards/card.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { aTeam, idOf, TEAM } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";

describe("the cards of a team with many members", () => {
  it("every card stays within the size and action limits of Teams with a hundred members and the longest values", async () => {
    const members = Array.from({ length: 101 }, (_, i) => `${"å".repeat(30)}m${String(i).padStart(3, "0")}`);
    const team = await aTeam({ members, leaders: [members[0] ?? ""], values: Array(12).fill("Ö".repeat(40)) });
    const leader = team.as(members[0] ?? "");
    const ofFifty = await aTeam({ members: members.slice(0, 50), leaders: [members[0] ?? ""] });

    const searched = (await leader.clicks(peopleVerbs.editTeam, { teamId: TEAM })).card;
    const listed = (await ofFifty.as(members[0] ?? "").clicks(peopleVerbs.editTeam, { teamId: TEAM })).card;
    const cards = [
      searched,
      listed,
      (await leader.clicks(peopleVerbs.preferences, {})).card,
      (await leader.clicks(peopleVerbs.team, { teamId: TEAM })).card,
      (await leader.clicks(peopleVerbs.myData, {})).card,
    ];

    expect(text(searched)).toContain("users?scope=currentContext");
    expect(text(listed)).toContain(idOf(members[49] ?? ""));
    for (const card of cards) {
      expect(card).toBeDefined();
      expect(Buffer.byteLength(text(card))).toBeLessThan(MAX_BYTES);
      expect((card as { actions: unknown[] }).actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
    }
  });
});
