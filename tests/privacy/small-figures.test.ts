import { expect, it } from "vitest";
import { type PollMode, pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, TEAM, type Team } from "../support/a-team.ts";
import { aQuestion, idIn } from "../support/cards.ts";
import { everythingSaid } from "../support/everything.ts";

/*
 * What a poll with few answers reveals. A person who reads it twice must not learn what was answered in between, so
 * everything sent to people other than the voters is compared exactly.
 */

const voters = ["bo", "cia", "dan", "eva", "filip", "gunn", "hugo", "ivar"] as const;

interface Asked {
  readonly mode?: PollMode;
  readonly answers?: "anonymous" | "named";
  /** The choices of the first voters, in order. */
  readonly choices: readonly number[];
}

/** The pages of a person who never answers and of the asker. */
async function pagesOf(team: Team, pollId: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const who of ["mia", "anna"]) {
    for (const path of [`/teams/${TEAM}/questions/${pollId}`, `/teams/${TEAM}/overview`, "/me/questions"]) {
      found.push((await team.as(who).asks(path)).body);
    }
    found.push((await team.as(who).clicks(pollVerbs.card, { pollId })).card);
    found.push((await team.as(who).clicks(pollVerbs.mine, { pollId })).card);
  }
  return found;
}

/** Runs a whole poll, and returns everything that people other than its voters are sent, stage by stage. */
async function runPoll({ mode = "advice", answers = "anonymous", choices }: Asked) {
  const team = await aTeam({ members: ["anna", "mia", ...voters], now: "2026-02-02T09:00:00+01:00" });
  const nonce = `${team.now().getTime().toString(36)}.${"n".repeat(16)}`;
  const options = mode === "consent" ? "" : "Bulle\nFrukt";
  await team.as("anna").clicks(pollVerbs.ask, { ...aQuestion(team, { mode, answers, options }), nonce });
  await team.settle();
  const pollId = idIn(team.channelPosts()[0]?.card, "pollId");
  for (const [i, choice] of choices.entries()) {
    const vote = { pollId, edition: 0, choices: String(choice) };
    expect((await team.as(voters[i] ?? "").clicks(pollVerbs.vote, vote)).error).toBeUndefined();
    await team.settle();
  }
  const open = await pagesOf(team, pollId);
  const posted = everythingSaid(team).inChannel;
  await team.as("anna").clicks(pollVerbs.close, { pollId });
  await team.settle();
  const closed = await pagesOf(team, pollId);
  const closedCard = team.channelPosts()[0]?.card;
  await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "För att." }, { in: "personal" });
  await team.settle();
  const file = await team.as("anna").asks(`/teams/${TEAM}/figures.csv`);
  const { inChannel, inPrivate } = everythingSaid(team);
  return {
    team,
    pollId,
    open,
    posted,
    closed: [closed, closedCard, await pagesOf(team, pollId), inChannel.slice(-3), inPrivate, file.body],
    words: JSON.stringify([closed, closedCard, inPrivate]),
  };
}

it("an anonymous poll looks the same with none, one or four answers, at every entry point and stage", async () => {
  const none = await runPoll({ choices: [] });

  for (const count of [1, 2, 3, 4]) {
    const some = await runPoll({ choices: [0, 1, 0, 1].slice(0, count) });

    expect(some.open).toEqual(none.open);
    expect(some.posted).toEqual(none.posted);
    expect(some.closed).toEqual(none.closed);
  }
  expect(JSON.stringify(none.open)).toContain("Färre än fem svar hittills.");
  expect(JSON.stringify(none.open)).toContain('"answers":"fewerThanFive"');
  expect(none.words).toContain("För få svar för att visa utan att peka ut någon.");
});

it("an anonymous poll shows the number of answers from five, and a named poll from one", async () => {
  const five = await runPoll({ choices: [0, 1, 0, 1, 0] });
  const one = await runPoll({ answers: "named", choices: [0] });

  expect(JSON.stringify(five.open)).toContain("5 svar hittills.");
  expect(five.words).toContain("5 svar.");
  expect(JSON.stringify(one.open)).toContain("1 svar hittills.");
});

const everyCount = process.env.SOAK ? [0, 1, 2, 3, 4, 5, 6, 7, 8] : [0, 1, 4, 5, 8];

it.each(["anonymous", "named"] as const)(
  "a consent poll without objection shows only that nobody objected, however few answered: %s",
  async (answers) => {
    const silence = await runPoll({ mode: "consent", answers, choices: [] });

    for (const count of everyCount) {
      const { closed, words } = await runPoll({ mode: "consent", answers, choices: Array<number>(count).fill(0) });

      expect(words).toContain("Ingen invände.");
      expect(words).toContain('{"shows":"objections","isAny":false}');
      expect(words).not.toMatch(/Nästan alla|För få svar|\d svar|Någon invänder|totals/);
      if (answers === "anonymous") {
        expect(closed).toEqual(silence.closed);
      }
    }
  },
  120_000,
);

it.each(["anonymous", "named"] as const)(
  "a consent poll shows only that somebody objects, the same for one objection as for all: %s",
  async (answers) => {
    const one = await runPoll({ mode: "consent", answers, choices: [1] });

    for (const count of everyCount) {
      for (const objections of new Set([1, 3, count].filter((some) => some > 0 && some <= count))) {
        const choices = Array.from({ length: count }, (_, i) => Number(i < objections));
        const { closed, words } = await runPoll({ mode: "consent", answers, choices });

        expect(words).toContain("Någon invänder.");
        expect(words).toContain('{"shows":"objections","isAny":true}');
        expect(words).not.toMatch(/Nästan alla|För få svar|\d svar|Ingen invände|totals/);
        expect(closed).toEqual(one.closed);
      }
    }
  },
  120_000,
);

it("a decided consent poll says that somebody objects when one of five did, not that nearly all had no objection", async () => {
  const { team, words } = await runPoll({ mode: "consent", choices: [0, 0, 0, 0, 1] });

  expect(words).not.toContain("Nästan alla");
  expect(JSON.stringify(team.channelPosts()[0]?.card)).toMatch(/Så blir det: Vi kör.*Någon invänder\./);
});

it("a consent poll shows no figure before it closes, even when the asker chose figures all the time", async () => {
  for (const results of ["live", "afterMyVote"]) {
    const team = await aTeam({ members: ["anna", ...voters], now: "2026-02-02T09:00:00+01:00" });
    const draft = { mode: "consent", answers: "named", results, options: "" };
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, draft));
    await team.settle();
    const pollId = idIn(team.channelPosts()[0]?.card, "pollId");
    const { card } = await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "1" });
    await team.settle();

    const page = await team.as("bo").asks(`/teams/${TEAM}/questions/${pollId}`);

    const cardTexts = JSON.stringify([card, team.channelPosts()[0]?.card]);
    expect(cardTexts).toContain("1 svar hittills.");
    expect(cardTexts).not.toMatch(/"text":"\d+"|ställningen/);
    expect(page.body).not.toHaveProperty("soFar");
    expect(page.body).toMatchObject({ results: "atClose" });
  }
});

it("shows that a decision is overdue only to the asker who owes it, and changes nothing for anybody else", async () => {
  const team = await aTeam({ members: ["anna", "mia", ...voters], leaders: ["bo"], now: "2026-02-02T09:00:00+01:00" });
  await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { options: "Bulle\nFrukt", answers: "named" }));
  await team.settle();
  const pollId = idIn(team.channelPosts()[0]?.card, "pollId");
  await team.as("anna").clicks(pollVerbs.close, { pollId });
  await team.settle();
  const viewsOf = async (who: string) => {
    const paths = ["overview", `questions/${pollId}`, "figures.csv"].map((path) => `/teams/${TEAM}/${path}`);
    const answers = await Promise.all([...paths, "/me/questions"].map((path) => team.as(who).asks(path)));
    const cards = [pollVerbs.card, pollVerbs.mine].map((verb) => team.as(who).clicks(verb, { pollId }));
    const views = JSON.stringify([answers.map(({ body }) => body), (await Promise.all(cards)).map(({ card }) => card)]);
    return views.replaceAll(/"now":"[^"]+"/g, "");
  };
  // Cards name days relative to today ("i dag"), so both reads are on the same day.
  await team.at("2026-02-04T15:59:00+01:00");
  const before = { bo: await viewsOf("bo"), mia: await viewsOf("mia"), anna: await viewsOf("anna") };

  await team.at("2026-02-04T16:01:00+01:00");

  expect(await viewsOf("mia")).toBe(before.mia);
  expect(await viewsOf("bo")).toBe(before.bo);
  expect(await viewsOf("anna")).not.toBe(before.anna);
  expect(await viewsOf("anna")).toContain('"isOverdue":true');
});

it.each([
  [7, 0],
  [8, 1],
])("a poll that %i people can answer reminds the channel %i times", async (eligible, reminders) => {
  for (const answers of ["anonymous", "named"]) {
    const team = await aTeam({ members: ["anna", ...voters.slice(0, eligible)], now: "2026-02-02T09:00:00+01:00" });
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { answers }));
    await team.settle();
    await team.at("2026-02-03T13:00:00+01:00");

    const notices = team.channelPosts().filter(({ text }) => text?.startsWith("Frågan är öppen till"));

    expect(notices).toHaveLength(reminders);
  }
});
