import { describe, expect, it } from "vitest";
import { teamPartition } from "#bot/kernel/settings.ts";
import { fullName, idOf, memberOf, personalChatOf, TEAM } from "../support/a-team.ts";
import { aTrialTeam, textOf } from "./a-trial-team.ts";
import { buttonsOf } from "./buttons-of.ts";

describe("a command in a personal chat", () => {
  it("explains where to add Gnista when the person shares no team with it", async () => {
    const { team } = await aTrialTeam();
    team.teams.room(personalChatOf("zoe"), [memberOf("zoe", fullName("zoe"))]);

    const { replies } = await team.as("zoe").says("tack", { inPersonalChat: true });

    expect(replies[0]?.text).toBe(
      "Jag är inte med i något av dina team än. Lägg till Gnista i en kanal eller chatt och skriv där.",
    );
  });

  it("offers many teams as a list, without a team that Gnista was removed from", async () => {
    const { team } = await aTrialTeam();
    await team.as("anna").says("tack");
    for (let i = 0; i < 9; i++) {
      await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: `in|19:t${i}`, data: { name: `Team ${i}` } }]);
      team.teams.room(`19:t${i}`, [memberOf("anna", fullName("anna"))]);
      if (i < 8) {
        const { data } = (await team.store.get<object>(teamPartition(TEAM), "team")) ?? { data: {} };
        const settings = { ...data, id: `19:t${i}`, name: `Team ${i}` };
        await team.store.write(teamPartition(`19:t${i}`), [{ kind: "put", id: "team", data: settings }]);
      }
    }

    const { replies } = await team.as("anna").says("tack", { inPersonalChat: true });

    const card = replies[0]?.attachments?.[0]?.content;
    expect(buttonsOf(card)).toHaveLength(1);
    expect(textOf(card)).toContain("Team 7");
    expect(textOf(card)).not.toContain("Team 8");
  });

  it("does not offer a team to a person who is only in one of its channels", async () => {
    const { team } = await aTrialTeam();
    team.teams.room(personalChatOf("zoe"), [memberOf("zoe", fullName("zoe"))]);
    await team.as("zoe").says("tack");
    await team.as("anna").says("tack");

    const outsider = await team.as("zoe").says("tack", { inPersonalChat: true });
    const member = await team.as("anna").says("tack", { inPersonalChat: true });

    expect(outsider.replies[0]?.text).toMatch(/^Jag är inte med i något av dina team än/);
    expect(textOf(member.replies[0])).toContain("tack: ");
  });
});
