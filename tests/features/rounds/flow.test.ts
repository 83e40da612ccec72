import { describe, expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aTeam, idOf, TENANT } from "../../support/a-team.ts";
import { text } from "../../support/cards.ts";
import { sharedStorage } from "../../support/cosmos/shared-storage.ts";
import { openPanel } from "../../support/panel.ts";
import { aMeeting } from "./a-meeting.ts";
import { aCrowd, answersOf, aTeamThatMeets } from "./days-of-meetings.ts";

const { next, pass, raise, lower, greet, write, reveal, answer, close, start } = roundVerbs;

describe("a speaking round (Laget runt)", () => {
  it("a speaking round gives everyone present one turn and then ends, after two taps by the leader", async () => {
    const { starts, does, panel, stored } = await aMeeting();
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
    expect((await stored())?.round).toBeUndefined();
  });

  it("a speaking round shows the speaker, the next two and whether more follow, and no other order", async () => {
    const { starts, panel } = await aMeeting(["anna", "bo", "cia", "dan", "eva", "filip"]);

    await starts("anna", "speaking");
    const { round } = panel("anna").view();

    expect(round?.next).toHaveLength(2);
    expect(round?.more).toBe(true);
    expect(JSON.stringify(panel("anna").sent)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|seed|waiting":\[|done":/);
  });

  it("lets a waiting person pass and raise and lower a hand, and refuses what they may not do", async () => {
    const { starts, does, panel } = await aMeeting();
    await starts("anna", "speaking");
    const waiting = ["bo", "cia", "dan"].find((who) => panel(who).view().round?.me === "waiting") ?? "";

    expect(await does(waiting, raise)).toBe("done");
    await panel(waiting).until(({ round }) => round?.hand === true);
    expect(panel("anna").view().round?.next[0]).toMatchObject({ hand: true });
    expect(await does(waiting, lower)).toBe("done");
    expect(await does(waiting, pass)).toBe("done");
    await panel(waiting).until(({ round }) => round?.me === "done");
    expect(await does(waiting, next, { turn: 1 })).toBe("NOT_YOUR_TURN");
    expect(await does(waiting, close)).toBe("HOST_ENDS");
    expect(await does("anna", raise)).toBe("LEADER_SPEAKS_LAST");
    expect(
      await does("anna", start, { kind: "greeting", nonce: mintIdempotencyToken(new Date("2026-02-03T08:00:00Z")) }),
    ).toBe("ROUND_RUNNING");
  });

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
});

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

    expect(mine.body).toEqual({ text: "Bättre stolar" });
    expect(others.body).toEqual({});
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

describe("a closing round (Avrundning)", () => {
  const nothing = { shows: "nothing" };

  it("shows the figure of four meetings on different days together, and uses each meeting for one figure only", async () => {
    const days = await aTeamThatMeets();
    const figures: unknown[] = [];

    for (let meeting = 0; meeting < 9; meeting++) {
      await days.opens(aCrowd);
      // Everyone changes their answer once.
      await days.starts("closing");
      for (const [nth, who] of aCrowd.entries()) {
        expect(await days.does(who, answer, { heard: 1 })).toBe("done");
        expect(await days.does(who, answer, { heard: 3 + (nth % 3) })).toBe("done");
      }
      expect(await days.does("anna", close)).toBe("done");
      expect(await days.does("bo", answer, { heard: 1 })).toBe("ROUND_OVER");
      await days.team.settle();
      figures.push(await days.figure());
      await days.sleeps();
    }

    const mean = { shows: "mean", mean: 4, answers: 48 };
    expect(figures).toEqual([nothing, nothing, nothing, mean, mean, mean, mean, mean, mean]);
  });

  it("does not count a meeting with four answers, and counts one meeting a day", async () => {
    const days = await aTeamThatMeets();
    const meets = async (people: readonly string[]) => {
      await days.opens(aCrowd);
      await days.closes(answersOf(people, () => 3));
    };
    for (let day = 0; day < 3; day++) {
      await meets(aCrowd);
      await meets(aCrowd);
      await days.sleeps();
    }
    await meets(aCrowd.slice(0, 4));
    const afterFour = await days.figure();
    await meets(aCrowd.slice(0, 5));

    expect(afterFour).toEqual(nothing);
    expect(await days.figure()).toEqual({ shows: "nearlyAll", heard: 3, answers: 3 * 12 + 5 });
  });

  it("shows no figure before ten people have answered, however often nine do", async () => {
    const days = await aTeamThatMeets();
    for (let day = 0; day < 6; day++) {
      await days.opens(aCrowd);
      await days.closes(answersOf(aCrowd.slice(0, 9), (nth) => 1 + (nth % 5)));
      await days.sleeps();
    }
    const ofNine = await days.figure();
    await days.opens(aCrowd);
    await days.closes(answersOf(aCrowd.slice(5, 10), () => 3));

    expect(ofNine).toEqual(nothing);
    expect(await days.figure()).toMatchObject({ shows: "mean", answers: 6 * 9 + 5 });
  });

  it("tells a team of nine that the figure is never shown, before anyone answers and where figures appear", async () => {
    const nine = aCrowd.slice(0, 9);
    const { team, starts, does, panel } = await aMeeting(nine.slice(0, 2), { members: nine });
    const before = (await team.as("bo").asks("/teams/:team/heard")).body;
    await starts("anna", "closing");
    const view = panel("bo").view();
    await does("bo", answer, { heard: 2 });
    const mine = (await team.as("bo").asks("/teams/:team/rounds/mine")).body;
    await does("anna", close);
    await team.settle();

    expect(before).toEqual(nothing);
    expect(view.round?.isSmall).toBe(true);
    expect(mine).toEqual({ text: "2" });
    expect((await team.as("bo").asks("/teams/:team/heard")).body).toEqual({ shows: "tooSmall" });
    expect((await team.store.get(`heard|${team.teamId}`, "heard"))?.data).toMatchObject({ meetings: 0, people: [] });
  });

  it("hides the figure from a team that has shrunk below ten", async () => {
    const days = await aTeamThatMeets();
    for (let day = 0; day < 4; day++) {
      await days.opens(aCrowd);
      await days.closes(answersOf(aCrowd, (nth) => 1 + (nth % 5)));
      await days.sleeps();
    }
    const before = await days.figure();

    await days.team.has(aCrowd.slice(0, 9));

    expect(before).toMatchObject({ shows: "mean" });
    expect(await days.figure()).toEqual({ shows: "tooSmall" });
  });
});

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

  it("keeps no data when no panel has been open for half an hour, even of a round that nobody ended", async () => {
    const { team, starts, does, panel, stored } = await aMeeting(["anna", "bo", "cia"]);
    await starts("anna", "closing");
    await does("bo", answer, { heard: 2 });
    for (const who of ["anna", "bo", "cia"]) {
      await panel(who).close();
    }
    while (((await stored())?.presentPeople.length ?? 0) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    await team.at(new Date(team.now().getTime() + 29 * 60_000));
    const justBefore = await stored();
    await team.at(new Date(team.now().getTime() + 2 * 60_000));

    expect(justBefore?.round?.kind).toBe("closing");
    expect(await stored()).toBeUndefined();
    expect(team.teams.posts.filter(({ text }) => text?.startsWith("Avrundningen är klar"))).toEqual([]);
    expect((await team.as("bo").asks("/teams/:team/heard")).status).toBe(200);
    expect(await openPanel(team, "bo").then((one) => one.until(({ here }) => here === 1))).toMatchObject({
      mayStart: true,
    });
  });
});

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
