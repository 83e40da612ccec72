import { describe, expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, TENANT } from "../../../support/a-team.ts";
import { openPanel } from "../../../support/panel.ts";
import { aMeeting } from "../a-meeting.ts";

const { write, reveal, close, start } = roundVerbs;

describe("a writing round (Skrivrunda)", () => {
  const seven = ["anna", "bo", "cia", "dan", "eva", "filip", "gun"];

  it("a writing round reveals the texts shuffled and without names, and shows nothing about writers before", async () => {
    const { team, starts, does, panel } = await aMeeting(seven);
    await starts("anna", "writing");
    const before = panel("anna").sent.length;

    expect(await does("bo", write, { text: "Mer tid" })).toBe("done");
    expect(await does("cia", write, { text: "Färre möten" })).toBe("done");
    expect(await does("dan", write, { text: "Ny skrivare" })).toBe("done");
    expect(await does("dan", write, { text: "Bättre stolar" })).toBe("done");
    expect(await does("eva", write, { text: "Fika" })).toBe("done");
    expect(await does("filip", write, { text: "Lugn" })).toBe("done");
    const mine = await team.as("dan").asks("/teams/:team/rounds/mine");
    const others = await team.as("anna").asks("/teams/:team/rounds/mine");
    expect(panel("anna").sent).toHaveLength(before);
    expect(await does("bo", reveal)).toBe("HOST_ENDS");
    expect(await does("anna", reveal)).toBe("done");
    expect(await does("anna", reveal)).toBe("done");
    const view = await panel("bo").until(({ round }) => round?.revealed !== undefined);
    expect(await does("bo", write, { text: "För sent" })).toBe("ROUND_OVER");

    expect(mine.body).toEqual({ text: "Bättre stolar", now: expect.any(String) });
    expect(others.body).toEqual({ now: expect.any(String) });
    expect(view.round?.revealed?.toSorted()).toEqual(["Bättre stolar", "Fika", "Färre möten", "Lugn", "Mer tid"]);
    expect(view.round?.unshown).toBeUndefined();
  });

  it.each([
    ["four wrote", ["bo", "cia", "dan", "eva"], []],
    ["four wrote and the host", ["anna", "bo", "cia", "dan", "eva"], []],
    ["five wrote and one took it back", ["bo", "cia", "dan", "eva", "filip"], ["bo"]],
    ["nobody wrote", [], []],
  ])(
    "destroys the texts unread when %s, repeats the same result for every reveal, and continues without texts",
    async (_, writers, takers) => {
      const { team, starts, does, panel } = await aMeeting(seven);
      const roundId = await starts("anna", "writing");
      for (const who of writers) {
        await does(who, write, { text: `Hemligt av ${who}` });
      }
      for (const who of takers) {
        await does(who, write, { text: "" });
      }

      expect(await does("anna", reveal)).toBe("done");
      const view = await panel("bo").until(({ round }) => round?.revealed !== undefined);
      const sent = seven.map((who) => panel(who).sent.length);
      expect(await does("gun", write, { text: "En till" })).toBe("ROUND_OVER");
      expect(await does("anna", reveal)).toBe("done");
      await team.settle();

      expect(view.round).toMatchObject({ kind: "writing", revealed: [], unshown: "tooFew" });
      expect(seven.map((who) => panel(who).sent.length)).toEqual(sent);
      const { items } = await team.store.range(`round|${team.teamId}`, { from: "a|", to: "p" });
      expect(items).toEqual([]);
      const { keys } = team.gnista.jobContextFor(TENANT, "test");
      expect(await keys.get(`round-2-${roundId}`)).toBeUndefined();
      expect(await does("anna", close)).toBe("done");
    },
  );

  it("does not count the text of a leader who reveals in the host's place among the five", async () => {
    const { starts, does, panel } = await aMeeting(seven, { leaders: ["anna", "bo"] });
    await starts("anna", "writing");
    for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
      await does(who, write, { text: `Hemligt av ${who}` });
    }

    expect(await does("bo", reveal)).toBe("done");

    const view = await panel("cia").until(({ round }) => round?.revealed !== undefined);
    expect(view.round).toMatchObject({ revealed: [], unshown: "tooFew" });
  });
});

describe("a writing round with 120 people", () => {
  it("keeps no text and no key of a writing round after the reveal", async () => {
    const members = Array.from({ length: 120 }, (_, n) => `person${n}`);
    const team = await aTeam({ kind: "groupChat", members, leaders: ["person0"] });
    const { teamId, store } = team;
    const panels = await Promise.all(members.map((who) => openPanel(team, who)));
    await Promise.all(panels.map((one) => one.until(({ here }) => here === members.length)));
    await team.as("person0").acts(start, { teamId, nonce: mintIdempotencyToken(team.now()), kind: "writing" });
    const { round } = (await panels[0]?.until((view) => view.round !== undefined)) ?? {};
    const about = { teamId, roundId: round?.id };
    await Promise.all(members.map((who) => team.as(who).acts(write, { ...about, text: `Ord av ${who}` })));

    expect((await team.as("person0").acts(reveal, about)).status).toBe(200);

    const view = await panels[0]?.until((now) => now.round?.revealed !== undefined);
    expect(view?.round?.revealed?.toSorted()).toEqual(members.map((who) => `Ord av ${who}`).toSorted());
    const { items } = await store.range(`round|${teamId}`);
    expect(items.map(({ id }) => id).filter((id) => /^[ao]\|/.test(id))).toEqual([]);
    expect(await team.gnista.jobContextFor(TENANT, "test").keys.get(`round-2-${round?.id}`)).toBeUndefined();
  });
});
