import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { type Gnista, startGnista } from "#bot/gnista.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { TENANT, type Team } from "../../support/a-team.ts";
import { idIn } from "../../support/cards.ts";
import { dyingAt } from "../../support/dying-store.ts";
import {
  ANSWER_DUE,
  aMonday,
  aPoll,
  CLOSES,
  everybody,
  MONDAY,
  question,
  questionsIn,
  REMINDED,
  wordsOn,
} from "./a-question.ts";

/** Stops the first process. Each process that follows starts with the file and the keys only. */
async function takeOverFrom(team: Team) {
  let now = new Date(MONDAY);
  let alive: { readonly gnista: Gnista; readonly store: DocumentStore } | undefined;
  const issuer = await openTokenIssuer({ tenantId: TENANT, now: () => now });
  await team.gnista.stop();
  await team.store.close();

  async function ends(): Promise<void> {
    await alive?.gnista.stop();
    await alive?.store.close();
    alive = undefined;
  }
  onTestFinished(ends);

  return {
    ends,
    /** Ends the process and starts another on the same file; its writes go through `through`. */
    async restarts(through: (store: DocumentStore) => DocumentStore = (store) => store): Promise<void> {
      await ends();
      const store = openEmbedded({ file: team.file, now: () => now });
      const gnista = await startGnista({
        store: through(store),
        keys: keyFiles(join(dirname(team.file), "keys")),
        log: openLog({ write: () => {} }),
        identity: "unsigned",
        tokens: issuer.rules,
        port: team.gnista.port,
        host: "127.0.0.1",
        clock: team.clock,
        runsByItself: false,
        now: () => now,
      });
      alive = { gnista, store };
      await answers(gnista.url);
    },
    /** Runs the due jobs, as `team.settle` does in the first process. */
    settles: () =>
      team.skippingWaits(async () => {
        while (((await alive?.gnista.scheduler.runDue()) ?? 0) > 0) {
          // A job may have scheduled more.
        }
        await alive?.gnista.redrawn();
      }),
    /** Sets the time, whether or not a process is running. */
    itIs(moment: string | Date): void {
      now = new Date(moment);
    },
    world: () => alive?.gnista.jobContextFor(TENANT, "test"),
  };
}

/** Waits until three requests in a row succeed: connections to the previous process fail one by one. */
async function answers(url: string): Promise<void> {
  for (let fresh = 0; fresh < 3; ) {
    fresh = (await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    ))
      ? fresh + 1
      : 0;
  }
}

type Server = Awaited<ReturnType<typeof takeOverFrom>>;

async function aServer(): Promise<{ team: Team; server: Server }> {
  const team = await aMonday();
  const server = await takeOverFrom(team);
  await server.restarts();
  return { team, server };
}

const votes = (team: Team, who: string, choice: number) =>
  team.as(who).clicks(pollVerbs.vote, { pollId: question(team).pollId, edition: 0, choices: String(choice) });

/** A poll in the channel that five people have answered. */
async function anAnsweredQuestion() {
  const { team, server } = await aServer();
  await team.as("anna").clicks(pollVerbs.ask, aPoll(team, { options: "Bulle\nFrukt" }));
  await server.settles();
  for (const [i, who] of ["bo", "cia", "dan", "eva", "filip"].entries()) {
    await votes(team, who, i % 2);
  }
  return { team, server, pollId: question(team).pollId };
}

const replies = (team: Team) => team.thread(question(team).post.id).map(({ text }) => text);

describe("a process that ends before its scheduled work is done", () => {
  it("after a restart, posts once a poll that the previous process accepted", async () => {
    const { team, server } = await aServer();
    const form = (await team.as("anna").says("fråga")).replies[0];
    const draft = aPoll(team, { door: "message" });
    const { error } = await team.as("anna").clicks(pollVerbs.ask, draft, { activityId: form?.id });
    const before = questionsIn(team).length;

    await server.restarts();
    await server.settles();
    await server.restarts();
    await server.settles();

    expect(error).toBeUndefined();
    expect(before).toBe(0);
    expect(questionsIn(team)).toHaveLength(1);
    expect(wordsOn(team.channelPosts().find(({ id }) => id === form?.id)?.card)).toBe("En fråga har ställts härifrån.");
  });

  it("after a restart, keeps every vote, and lets voters change theirs", async () => {
    const { team, server } = await anAnsweredQuestion();

    await server.restarts();
    const mine = await team.as("bo").clicks(pollVerbs.mine, { pollId: question(team).pollId });
    await votes(team, "bo", 1);
    await server.settles();

    expect(wordsOn(mine.card)).toContain("Ditt svar: Bulle");
    expect(question(team).words).toContain("5 svar hittills.");
    server.itIs(CLOSES);
    await server.settles();
    expect(question(team).words).toContain("Bulle\n2\nFrukt\n3\n5 svar.");
  });

  it("after a restart, counts a poll that was closed, and destroys its anonymous ballots and key", async () => {
    const { team, server, pollId } = await anAnsweredQuestion();
    const { error } = await team.as("anna").clicks(pollVerbs.close, { pollId });

    await server.restarts();
    const late = await votes(team, "bo", 1);
    await server.settles();

    expect(error).toBeUndefined();
    expect(late.text).toContain("Ditt svar hann inte med.");
    expect(question(team).words).toContain("Bulle\n3\nFrukt\n2\n5 svar.");
    expect((await server.world()?.store.range(`poll|${pollId}`, { from: "t|", to: "v~" }))?.items).toEqual([]);
    expect(await server.world()?.keys.get(`ballots-${pollId}`)).toBeUndefined();
  });

  it("after a restart, posts once an outcome that the previous process accepted", async () => {
    const { team, server, pollId } = await anAnsweredQuestion();
    server.itIs(CLOSES);
    await server.settles();
    const decision = { pollId, outcome: "0", why: "Flest." };
    const { error } = await team.as("anna").clicks(pollVerbs.decide, decision, { in: "personal" });

    await server.restarts();
    await server.settles();
    await server.restarts();
    await team.as("anna").clicks(pollVerbs.decide, decision, { in: "personal" });
    await server.settles();

    expect(error).toBeUndefined();
    expect(replies(team)).toEqual(["Så blir det: Bulle. Varför: Flest."]);
    expect(question(team).words).toContain("Så blir det: Bulle");
  });

  it("after a restart, reminds the asker after the day that they named", async () => {
    const { team, server, pollId } = await anAnsweredQuestion();
    server.itIs(CLOSES);
    await server.settles();
    await team.as("anna").clicks(pollVerbs.moreTime, { pollId, day: "2026-02-10" }, { in: "personal" });

    await server.restarts();
    server.itIs("2026-02-11T08:00:00+01:00");
    await server.settles();
    server.itIs("2026-02-11T09:00:00+01:00");
    await server.settles();

    expect(question(team).words).toContain("Anna Ask behöver mer tid. Besked tisdag 10 februari.");
    expect(team.personalPosts("anna").map(({ card }) => wordsOn(card))).toEqual([
      expect.stringContaining("Vad blir det?"),
      expect.stringContaining("Teamet väntar på besked om"),
    ]);
  });
});

describe("a time without any process", () => {
  it("does overdue work once after a downtime, and skips what is too late", async () => {
    const { team, server } = await anAnsweredQuestion();

    server.itIs("2026-02-03T20:00:00+01:00");
    await server.restarts();
    const late = await votes(team, "bo", 1);
    await server.settles();
    const closed = question(team).words;
    server.itIs("2026-02-08T12:00:00+01:00");
    await server.restarts();
    await server.settles();
    const onSunday = team.personalPosts("anna").length;
    server.itIs("2026-02-09T08:00:00+01:00");
    await server.settles();

    expect(late.text).toBe("Frågan stängde i dag 16:00. Ditt svar hann inte med.");
    expect(closed).toContain("Bulle\n3\nFrukt\n2\n5 svar.");
    expect(replies(team)).toEqual([]);
    expect(onSunday).toBe(1);
    expect(team.personalPosts("anna")).toHaveLength(2);
    expect([REMINDED, ANSWER_DUE].every((moment) => new Date(moment) < new Date("2026-02-09"))).toBe(true);
  });
});

/** Runs a poll through all its steps; returns the steps that were acknowledged before the first failure. */
async function runPoll(
  team: Team,
  server: Server,
  draft: object,
  continuesOnError = false,
): Promise<readonly string[]> {
  const done: string[] = [];
  const about = () => ({ pollId: question(team).pollId });
  const steps: readonly (readonly [string, () => Promise<{ error?: unknown }>])[] = [
    ["asked", () => team.as("anna").clicks(pollVerbs.ask, draft)],
    ["posted", async () => (questionsIn(team).length > 0 ? {} : { error: "nothing stands" })],
    ...["bo", "cia", "dan", "eva", "filip"].map((who, i) => [`vote of ${who}`, () => votes(team, who, i % 2)] as const),
    ["changed", () => votes(team, "filip", 1)],
    ["closed", () => team.as("anna").clicks(pollVerbs.close, about())],
    [
      "told",
      () => team.as("anna").clicks(pollVerbs.decide, { ...about(), outcome: "1", why: "Så." }, { in: "personal" }),
    ],
  ];
  for (const [said, step] of steps) {
    const { error } = await step();
    if (error && !continuesOnError) {
      return done;
    }
    done.push(...(error ? [] : [said]));
    await server.settles().catch(() => "nobody is there");
  }
  return done;
}

const moments: readonly (readonly [string, boolean])[] = [
  ["before it is written", false],
  ["after it is written, and before anybody hears of it", true],
];

it.each(moments)(
  "after a kill at any write, %s, acknowledged steps remain, scheduled work is done and nothing is counted twice",
  {
    timeout: 600_000,
  },
  async (_, isWritten) => {
    const step = process.env.SOAK ? 1 : 7;
    let survived = false;
    for (let nth = isWritten ? 3 : 0; !survived; nth += step) {
      const team = await aMonday();
      const server = await takeOverFrom(team);
      const draft = aPoll(team, { options: "Bulle\nFrukt" });
      const dying = dyingAt(nth, isWritten);
      await server.restarts(dying.through);
      const done = await runPoll(team, server, draft);
      survived = !dying.isDead();

      // A minute later: the leases of the killed process have expired.
      server.itIs("2026-02-02T09:02:00+01:00");
      await server.restarts();
      await server.settles();
      const questionCount = questionsIn(team).length;
      // People repeat the steps that were not acknowledged, and those that were.
      const again = await runPoll(team, server, draft, true);

      expect(questionCount).toBeGreaterThanOrEqual(done.includes("asked") ? 1 : 0);
      expect(again).toContain("told");
      // A post whose response was lost is sent again; only the newest is kept up to date.
      const { post, words, pollId } = question(team, -1);
      expect(words).toContain("Så blir det: Frukt\nVarför: Så.");
      expect(words).toContain("Bulle\n2\nFrukt\n3\n5 svar.");
      const threadTexts = new Set(team.thread(post.id).map(({ text }) => text));
      expect(threadTexts).toEqual(new Set(["Så blir det: Frukt. Varför: Så."]));
      const { items } = (await server.world()?.store.range(`poll|${pollId}`)) ?? { items: [] };
      expect(items.map(({ id }) => id).filter((id) => /^[tv]\|/.test(id))).toEqual([]);
      await server.ends();
    }
  },
);

it.each(moments)(
  "after a kill at any write, %s, the asker learns that Gnista is not in the channel",
  { timeout: 600_000 },
  async (_, isWritten) => {
    const step = process.env.SOAK ? 1 : 2;
    let survived = false;
    for (let nth = 0; !survived; nth += step) {
      const team = await aMonday();
      const server = await takeOverFrom(team);
      const dying = dyingAt(nth, isWritten);
      await server.restarts(dying.through);
      const { error } = await team.as("anna").clicks(pollVerbs.ask, aPoll(team));
      team.seats(false);
      await server.settles().catch(() => "nobody is there");
      survived = !dying.isDead();

      server.itIs("2026-02-02T09:02:00+01:00");
      await server.restarts();
      await server.settles();

      const personalTexts = team.personalPosts("anna").map(({ text }) => text);
      expect(personalTexts.length).toBeGreaterThanOrEqual(error ? 0 : 1);
      for (const one of personalTexts) {
        expect(one).toContain("Din fråga kunde inte ställas i kanalen");
      }
      await server.ends();
    }
  },
);

it.each(moments)(
  "after a kill at any write of asking, %s, asking again creates one poll, which reminds, closes in time and asks for the outcome",
  { timeout: 600_000 },
  async (_, isWritten) => {
    let wasAsked = false;
    for (let nth = 0; !wasAsked; nth++) {
      const team = await aMonday({ members: [...everybody, "gunn", "hugo", "ivar"] });
      const server = await takeOverFrom(team);
      const draft = aPoll(team, { options: "Bulle\nFrukt" });
      await server.restarts(dyingAt(nth, isWritten).through);
      const { error } = await team.as("anna").clicks(pollVerbs.ask, draft);
      wasAsked = error === undefined;

      server.itIs("2026-02-02T09:02:00+01:00");
      await server.restarts();
      await server.settles();
      await team.as("anna").clicks(pollVerbs.ask, draft);
      for (const moment of [REMINDED, CLOSES]) {
        server.itIs(moment);
        await server.settles();
      }

      expect(questionsIn(team)).toHaveLength(1);
      expect(replies(team)).toEqual([expect.stringContaining("Frågan är öppen till i dag 16:00")]);
      expect(question(team).words).toContain("Frågan är stängd. Besked från Anna Ask senast torsdag 5 februari.");
      expect(wordsOn(team.personalPosts("anna").at(-1)?.card)).toContain("Vad blir det?");
      await server.ends();
    }
  },
);

it.each(moments)(
  "after a kill at any write, %s, a thread is told of the question that was asked from it",
  { timeout: 600_000 },
  async (_, isWritten) => {
    const thread = "1600000000009";
    const sent = { inThread: thread, activityId: "1600000000010" };
    const step = process.env.SOAK ? 1 : 2;
    let survived = false;
    for (let nth = 0; !survived; nth += step) {
      const team = await aMonday();
      const server = await takeOverFrom(team);
      const dying = dyingAt(nth, isWritten);
      await server.restarts(dying.through);
      await team.as("anna").says("fråga Flytta mötet till 9?", sent);
      await server.settles().catch(() => "nobody is there");
      survived = !dying.isDead();

      server.itIs("2026-02-02T09:02:00+01:00");
      await server.restarts();
      // Teams repeats requests that were not confirmed.
      await team.as("anna").says("fråga Flytta mötet till 9?", sent);
      await server.settles();

      expect(new Set(questionsIn(team).map(({ card }) => idIn(card, "pollId"))).size).toBe(1);
      const cardsInThread = team.thread(thread).filter(({ card }) => card !== undefined);
      expect(new Set(cardsInThread.map(({ card }) => wordsOn(card)))).toEqual(
        new Set(["En fråga har ställts härifrån."]),
      );
      // Like every post, this one is sent again when its response was lost.
      expect(cardsInThread.length).toBeLessThanOrEqual(survived ? 1 : 2);
      await server.ends();
    }
  },
);
