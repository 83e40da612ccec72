import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { features } from "#bot/all-features.ts";
import { type DocumentStore, MAX_OPS, prefixRange } from "#bot/core/document-store.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { MAX_THANKS, ThanksTimeline } from "#bot/features/kudos/api.ts";
import { kudosVerbs, type StoredThanks } from "#bot/features/kudos/contract.ts";
import { entryItem } from "#bot/features/kudos/store.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { MyQuestions, QuestionsTimeline } from "#bot/features/polls/api.ts";
import { MAX_WAITING, pollVerbs, type StoredQuestion } from "#bot/features/polls/contract.ts";
import { Overview as PulseOverview } from "#bot/features/pulse/api.ts";
import { overview } from "#bot/features/pulse/queries/overview.ts";
import { WeekCounts } from "#bot/kernel/contract.ts";
import { weekCountOps } from "#bot/kernel/week-counts.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team } from "../../support/a-team.ts";
import { aQuestion, idIn } from "../../support/cards.ts";

const path = `/teams/${TEAM}/overview`;

/** The whole response: the part of pulse, and the parts of the features that show something in it. No other field. */
const Overview = PulseOverview.extend({ ...QuestionsTimeline.shape, ...ThanksTimeline.shape }).strict();
type Overview = z.infer<typeof Overview>;

async function overviewOf(team: Team, who: string): Promise<Overview> {
  const { status, body } = await team.as(who).asks(path);
  expect(status).toBe(200);
  return Overview.parse(body);
}

async function thanks(team: Team, from: string, to: string, words: string, audience = "team") {
  const nonce = mintIdempotencyToken(team.now());
  const { error } = await team
    .as(from)
    .clicks(kudosVerbs.give, { teamId: TEAM, nonce, recipients: idOf(to), words, audience });
  expect(error).toBeUndefined();
  await team.settle();
}

const storeQuestion = (team: Team, more: Partial<StoredQuestion> & Pick<StoredQuestion, "pollId">) => {
  const data: StoredQuestion = {
    schema: 1,
    question: "Flytta mötet till 9?",
    asker: { id: idOf("anna"), name: fullName("anna") },
    askerDecides: true,
    state: "open",
    openedAt: "2026-02-02T09:00:00.000Z",
    closesAt: "2026-02-04T15:00:00.000Z",
    ...more,
  };
  return team.store.write(`team|${TEAM}`, [{ kind: "put", id: `q|${data.openedAt}|${data.pollId}`, data }]);
};

/** Stores small wins that were given so many minutes ago. */
async function smallWins(team: Team, minutesAgo: readonly number[]): Promise<void> {
  const ops = minutesAgo.map((at) => {
    const givenAt = new Date(team.now().getTime() - at * 60_000).toISOString();
    const data: StoredThanks = {
      schema: 1,
      kudosId: `k${at}`,
      kind: "progress",
      sender: { id: idOf("anna"), name: fullName("anna") },
      recipients: [],
      wholeTeam: false,
      words: "Vi blev klara.",
      givenAt,
    };
    return { kind: "put", id: entryItem({ id: data.kudosId, givenAt }), data } as const;
  });
  for (let first = 0; first < ops.length; first += MAX_OPS) {
    await team.store.write(`team|${TEAM}`, ops.slice(first, first + MAX_OPS));
  }
}

/** A context for a request by this person, and the number of ranges that the store has read for it. */
function countingPages(team: Team, who: string) {
  const services = team.gnista.jobContextFor(TENANT, "test");
  let count = 0;
  const store: DocumentStore = {
    ...services.store,
    range(pk, bounds) {
      count++;
      return services.store.range(pk, bounds);
    },
  };
  const actor = { id: idOf(who), name: fullName(who) };
  return { ctx: { ...services, store, actor, team: undefined, locale: "sv" } as const, pages: () => count };
}

describe("the team's overview", () => {
  it("the overview is the same for leader and member, apart from the viewer's own entries and the leader's role", async () => {
    const team = await aTeam({ leaders: ["bo"] });
    await team.where("cia", { wants: "openly" });
    await thanks(team, "dan", "cia", "Tack för att du stannade kvar");
    await storeQuestion(team, { pollId: "one" });

    const [anna, bo, cia] = await Promise.all(["anna", "bo", "cia"].map((who) => overviewOf(team, who)));

    const unlessMine = (mayJoin: boolean) => anna?.thanks.map((line) => ({ ...line, mayJoin }));
    expect(bo).toEqual({ ...anna, open: cia?.open, isLeader: true });
    expect(anna?.open[0]).toMatchObject({ isMine: true, mayAnswer: false });
    expect(cia).toEqual({
      ...anna,
      open: anna?.open.map((line) => ({ ...line, isMine: false, mayAnswer: true })),
      thanks: unlessMine(false),
    });
    expect(anna?.thanks).toEqual(unlessMine(true));
    expect(bo?.thanks).toMatchObject([{ words: "Tack för att du stannade kvar", sender: { name: "Dan Dahl" } }]);
  });

  it("the overview lists owed answers first, oldest first", async () => {
    const team = await aTeam();
    await storeQuestion(team, { pollId: "new", state: "closed", closesAt: "2026-02-02T15:00:00.000Z" });
    await storeQuestion(team, {
      pollId: "old",
      state: "moreTime",
      openedAt: "2026-01-02T09:00:00.000Z",
      closesAt: "2026-01-05T15:00:00.000Z",
      answerBy: "2026-01-20T15:00:00.000Z",
    });
    await storeQuestion(team, {
      pollId: "done",
      state: "decided",
      outcome: "Ja",
      why: "Fler kan",
      decidedAt: "2026-02-02T16:00:00.000Z",
    });

    const page = await overviewOf(team, "bo");

    expect(page.owed.map(({ pollId }) => pollId)).toEqual(["old", "new"]);
    expect(page.decided).toMatchObject([{ outcome: "Ja", why: "Fler kan" }]);
  });

  it("the overview follows a question from open to owed, overdue and decided, and counts it in its weeks", async () => {
    const team = await aTeam();
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team));
    await team.settle();
    const question = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    const stages = [await overviewOf(team, "anna")];
    for (const moment of ["2026-02-04T16:00:00+01:00", "2026-02-06T16:00:01+01:00", "2026-02-09T10:00:00+01:00"]) {
      await team.at(moment);
      stages.push(await overviewOf(team, "anna"));
    }

    await team.as("anna").clicks(pollVerbs.decide, { ...question, outcome: "0", why: "Fler kan då." });
    await team.settle();

    stages.push(await overviewOf(team, "anna"));
    expect(stages.map(({ owed, open, decided }) => [open.length, owed.map((line) => line.isOverdue), decided])).toEqual(
      [
        [1, [], []],
        [0, [false], []],
        [0, [true], []],
        [0, [true], []],
        [0, [], [expect.objectContaining({ outcome: "Ja", why: "Fler kan då.", isOverdue: false })]],
      ],
    );
    const acts = async (week: string) => (await team.store.get(`team|${TEAM}`, `w|${week}`))?.data;
    expect(await acts("2026-W06")).toMatchObject({ acts: { questions: 1, decisions: 0 } });
    expect(await acts("2026-W07")).toMatchObject({ acts: { questions: 0, decisions: 1 } });
  });

  it("the overview names the decider when that is not the asker, and nobody after the decider is erased", async () => {
    const team = await aTeam({ leaders: ["dan"] });
    const askAndDecide = async (who: string) => {
      await team.as("anna").clicks(pollVerbs.ask, aQuestion(team));
      await team.settle();
      const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
      await team.as("anna").clicks(pollVerbs.close, { pollId });
      await team.settle();
      await team.as(who).clicks(pollVerbs.decide, { pollId, outcome: "0", why: `Säger ${who}.` });
      await team.settle();
    };
    const deciderOf = async (why: string) =>
      (await overviewOf(team, "bo")).decided.find((line) => line.why === why)?.decidedBy;
    await askAndDecide("anna");
    await askAndDecide("dan");

    expect(await deciderOf("Säger anna.")).toBeUndefined();
    expect(await deciderOf("Säger dan.")).toEqual({ id: idOf("dan"), name: fullName("dan") });
    await team.as("dan").acts(peopleVerbs.erase, {});
    await team.settle();

    expect(JSON.stringify((await overviewOf(team, "bo")).decided)).not.toMatch(new RegExp(`Dan Dahl|${idOf("dan")}`));
  });

  it("the overview shows no private thanks, nobody who did not choose to be shown, and no thanks older than two weeks", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    await team.where("dan", { wants: "betweenUs" });
    await thanks(team, "anna", "cia", "För länge sedan");
    await team.at("2026-02-18T09:00:00+01:00");
    await thanks(team, "anna", "cia", "Bara till dig", "private");
    await thanks(team, "anna", "dan", "Mellan oss två");
    await thanks(team, "anna", "eva", "Till en som inte valt");

    const page = await overviewOf(team, "bo");

    expect(page.thanks).toEqual([]);
    expect(JSON.stringify(page)).not.toMatch(/Cia|Dan|Eva/);
  });

  it("the overview shows a limited number of thanks, the newest, and reports that there are more", async () => {
    const team = await aTeam();
    const give = (at: number) => smallWins(team, [at]);
    const ages = Array.from({ length: MAX_THANKS }, (_, at) => at);
    for (const at of ages.toReversed()) {
      await give(at);
    }

    const all = await overviewOf(team, "bo");
    await give(MAX_THANKS);
    const newest = await overviewOf(team, "bo");

    expect(all.thanks.map(({ kudosId }) => kudosId)).toEqual(ages.map((at) => `k${at}`));
    expect([all.hasMoreThanks, newest.hasMoreThanks]).toEqual([false, true]);
    expect(newest.thanks).toEqual(all.thanks);
  });

  it("the overview and the viewer's own list show a limited number of owed questions and report that there are more", async () => {
    const team = await aTeam();
    const openedAt = (nth: number) => new Date(Date.parse("2025-12-01T09:00:00Z") + nth * 3600_000).toISOString();
    const more = (nth: number) => storeQuestion(team, { pollId: `p${nth}`, state: "closed", openedAt: openedAt(nth) });
    await Promise.all(Array.from({ length: MAX_WAITING }, (_, nth) => more(nth)));
    const full = await overviewOf(team, "anna");

    await Promise.all(Array.from({ length: 250 }, (_, nth) => more(MAX_WAITING + nth)));
    const { ctx, pages } = countingPages(team, "anna");
    const page = Overview.parse(await overview(ctx, features, TEAM));
    const own = MyQuestions.parse((await team.as("anna").asks("/me/questions")).body);

    expect([full.owed.length, full.hasMoreQuestions]).toEqual([MAX_WAITING, false]);
    expect([page.owed.length, page.hasMoreQuestions, own.owed.length, own.hasMore]).toEqual([100, true, 100, true]);
    expect(page.owed.map(({ pollId }) => pollId)).toContain("p349");
    expect(pages()).toBeLessThanOrEqual(5);
  });

  it("the overview costs as many reads with thousands of thanks in two weeks as with one page of them", async () => {
    const reads = [];
    for (const many of [MAX_THANKS + 20, 3_000]) {
      const team = await aTeam();
      await smallWins(
        team,
        Array.from({ length: many }, (_, at) => at),
      );
      const { ctx, pages } = countingPages(team, "bo");

      expect(Overview.parse(await overview(ctx, features, TEAM)).thanks).toHaveLength(MAX_THANKS);
      reads.push(pages());
    }

    expect(reads[1]).toBe(reads[0]);
  });

  it("the overview shows thanks that an older version stored by week, and no longer shows them once they are removed", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    await thanks(team, "anna", "cia", "Från förr");
    const { kudosId, ...line } = (await overviewOf(team, "bo")).thanks[0] ?? {};
    const pk = `team|${TEAM}`;
    for (const { id, data } of (await team.store.range(pk, prefixRange("g|"))).items) {
      await team.store.write(pk, [
        { kind: "delete", id },
        { kind: "put", id: `k|2026-W06|${kudosId}`, data },
      ]);
    }
    await team.at("2026-02-03T10:00:00+01:00");
    await thanks(team, "bo", "cia", "Från idag");

    const page = await overviewOf(team, "bo");
    await team.as("anna").clicks(kudosVerbs.remove, { kudosId });
    await team.settle();

    expect(page.thanks).toMatchObject([{ words: "Från idag" }, line]);
    expect((await overviewOf(team, "bo")).thanks).toMatchObject([{ words: "Från idag" }]);
  });

  it("the overview answers 304 within a minute while nothing changes, and anew as soon as something does", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    const first = await team.as("bo").asks(path);
    // Node's fetch adds `no-cache` to a request with an ETag unless a `Cache-Control` header is set; a browser does
    // not.
    const again = (headers = { "If-None-Match": first.headers.get("etag") ?? "", "Cache-Control": "max-age=0" }) =>
      team.as("bo").asks(path, { headers });

    await team.at("2026-02-03T09:00:59+01:00");
    const within = await again();
    await thanks(team, "anna", "cia", "Nytt");
    const after = await again();
    await team.at("2026-02-03T09:01:00+01:00");
    const later = await overviewOf(team, "bo");

    expect(within).toMatchObject({ status: 304, body: undefined });
    expect(after.status).toBe(200);
    expect(later.now).toBe("2026-02-03T08:01:00.000Z");
  });

  it("the overview is refused to people outside the team", async () => {
    const team = await aTeam();
    await team.has(["bo", "cia"]);

    const { status } = await team.as("anna").asks(path);

    expect(status).toBe(403);
  });

  it("the overview contains no number about a person", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    await thanks(team, "anna", "cia", "Ett");
    await thanks(team, "bo", "cia", "Två");

    const { thanks: lines, team: _, now: __, isLeader: _leads, ...rest } = await overviewOf(team, "dan");

    expect(
      JSON.stringify(lines.map(({ kudosId: ___, givenAt: ____, sender, recipients, ...line }) => line)),
    ).not.toMatch(/\d/);
    expect(rest).toEqual({ owed: [], open: [], decided: [], hasMoreQuestions: false, hasMoreThanks: false });
  });
});

describe("the counts of a week", () => {
  it("counts every act of a week once, also when the week's first acts are simultaneous", async () => {
    const team = await aTeam();
    const services = team.gnista.jobContextFor(TENANT, randomUUID());
    const actLocation = {
      team: { id: TEAM, kind: "team", conversationId: TEAM, leaders: [] },
      conversationId: TEAM,
    } as const;

    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const counting = await weekCountOps(services, actLocation, "2026-W06", { "acts.thanks": 1 });
        await team.store.write(`team|${TEAM}`, [{ kind: "create", id: `act|${i}`, data: {} }, ...counting]);
      }),
    );

    const week = await team.store.get(`team|${TEAM}`, "w|2026-W06");
    expect(WeekCounts.parse(week?.data).acts).toEqual({
      thanks: 40,
      progress: 0,
      milestones: 0,
      questions: 0,
      decisions: 0,
    });
  });

  it("counts public thanks in the week, but neither private ones nor those whose recipient has not agreed", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });

    await thanks(team, "anna", "cia", "Öppet");
    await thanks(team, "anna", "cia", "Mellan oss", "private");
    await thanks(team, "anna", "dan", "Har inte valt");

    const week = await team.store.get(`team|${TEAM}`, "w|2026-W06");
    expect(WeekCounts.parse(week?.data).acts.thanks).toBe(1);
  });
});
