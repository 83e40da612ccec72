import { expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { type DocumentStore, MAX_OPS, prefixRange } from "#bot/core/document-store.ts";
import { MAX_THANKS } from "#bot/features/kudos/api.ts";
import { kudosVerbs, type StoredThanks } from "#bot/features/kudos/contract.ts";
import { entryItem } from "#bot/features/kudos/store.ts";
import { MyQuestions } from "#bot/features/polls/api.ts";
import { MAX_WAITING } from "#bot/features/polls/contract.ts";
import { overview } from "#bot/features/pulse/queries/overview.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team } from "../../../support/a-team.ts";
import { Overview, overviewOf, overviewPath, storeQuestion, thanks } from "../team-page.ts";

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
  const page = Overview.parse(await overview(ctx, allFeatures, TEAM));
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

    expect(Overview.parse(await overview(ctx, allFeatures, TEAM)).thanks).toHaveLength(MAX_THANKS);
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

it("the overview is refused to people outside the team", async () => {
  const team = await aTeam();
  await team.has(["bo", "cia"]);

  const { status } = await team.as("anna").asks(overviewPath);

  expect(status).toBe(403);
});

it("the overview contains no number about a person", async () => {
  const team = await aTeam();
  await team.where("cia", { wants: "openly" });
  await thanks(team, "anna", "cia", "Ett");
  await thanks(team, "bo", "cia", "Två");

  const { thanks: lines, team: _, now: __, isLeader: _leads, ...rest } = await overviewOf(team, "dan");

  expect(JSON.stringify(lines.map(({ kudosId: ___, givenAt: ____, sender, recipients, ...line }) => line))).not.toMatch(
    /\d/,
  );
  expect(rest).toEqual({
    isNew: false,
    owed: [],
    open: [],
    decided: [],
    hasMoreQuestions: false,
    hasMoreThanks: false,
  });
});
