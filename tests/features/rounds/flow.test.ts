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

describe("Laget runt", () => {
  it("takes two taps of whoever leads: everybody who is here has the word in turn, and then it is over", async () => {
    const { starts, does, panel, stored } = await aMeeting();
    await starts("anna", "speaking");
    const spoke: string[] = [];

    for (let turn = 1; turn <= 4; turn++) {
      const { round } = await panel("anna").until((view) => view.round?.turn === turn);
      spoke.push(round?.speaker?.name ?? "");
      const speaker = ["anna", "bo", "cia", "dan"].find((who) => panel(who).view().round?.me === "speaking") ?? "anna";
      expect(await does(speaker, next, { turn })).toBe("done");
      // Sent again it ends nobody else's turn.
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

  it("says who has the word, the next two, and that there are more, and no more than that", async () => {
    const { starts, panel } = await aMeeting(["anna", "bo", "cia", "dan", "eva", "filip"]);

    await starts("anna", "speaking");
    const { round } = panel("anna").view();

    expect(round?.next).toHaveLength(2);
    expect(round?.more).toBe(true);
    expect(JSON.stringify(panel("anna").sent)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|seed|waiting":\[|done":/);
  });

  it("lets one pass, raise a hand and take it down, and hear what one may not", async () => {
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

  it("starts by whoever leads where they are here, else by anybody, and goes on when the host is gone", async () => {
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

  it("is not started by a press of a button that arrives late, nor by one of a round that is over", async () => {
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

describe("Hejrunda", () => {
  it("greets everybody who is here by name, and shows a word of those who say one", async () => {
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

describe("Hejrunda of very many", () => {
  it("hears everybody who says hello at the same moment, at two servers", { timeout: 120_000 }, async () => {
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

describe("Skrivrunda", () => {
  const seven = ["anna", "bo", "cia", "dan", "eva", "filip", "gun"];

  it("shows nothing of who has written until it is revealed, and then what, shuffled and without names", async () => {
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
    "destroys what was written unread when %s, says the same each time, and goes on without texts",
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

  it("counts a leader who reveals in the host's place as the host", async () => {
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

describe("Skrivrunda of very many", () => {
  it("leaves nothing that was written, and no key, when it has been revealed", async () => {
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

describe("Avrundning", () => {
  const nothing = { shows: "nothing" };

  it("is shown of four meetings on different days together, and of each figure's meetings once", async () => {
    const days = await aTeamThatMeets();
    const figures: unknown[] = [];

    for (let meeting = 0; meeting < 9; meeting++) {
      await days.opens(aCrowd);
      // Everybody changes their mind once.
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

  it("counts no meeting in which four answered, and one meeting a day", async () => {
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

  it("waits for ten people, however often nine answer", async () => {
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

  it("says in a team of nine that it is never shown, before anybody answers and where figures stand", async () => {
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

  it("does not show a figure to a team that has become smaller than ten", async () => {
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

describe("afterwards", () => {
  it("one line without names stands in the chat, however often the round is ended", async () => {
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

  it("nothing is left when nobody has had a panel open for half an hour, also of a round that nobody ended", async () => {
    const { team, starts, does, panel, stored } = await aMeeting(["anna", "bo", "cia"]);
    await starts("anna", "closing");
    await does("bo", answer, { heard: 2 });
    for (const who of ["anna", "bo", "cia"]) {
      await panel(who).close();
    }
    while (((await stored())?.here.length ?? 0) > 0) {
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

describe("those who have no panel open", () => {
  it("are told once a meeting by a card in the chat, where Teams takes no mark on the icon", async () => {
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
