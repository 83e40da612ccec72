import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Item, prefixRange } from "#bot/core/document-store.ts";
import { ballotId, pollKey } from "#bot/core/poll-key.ts";
import { seal } from "#bot/core/seal.ts";
import { Poll, pollVerbs, TallyShard } from "#bot/features/polls/contract.ts";
import { pollPartition } from "#bot/features/polls/store.ts";
import { countAndClose } from "#bot/features/polls/verbs/close-poll.ts";
import { aTeam, idOf, TENANT, type Team } from "../support/a-team.ts";
import { aQuestion, idIn, press } from "../support/cards.ts";

/*
 * The attacker may write the database but cannot read the key vault: they copy, remove, exchange and damage sealed
 * ballots. No resulting figure may reveal one person's answer.
 */

const voters = ["bo", "cia", "dan", "eva", "filip", "gunn", "hugo", "ivar"] as const;
const RUNS = process.env.SOAK ? 200 : 25;

const aTeamOfNine = (): Promise<Team> => aTeam({ members: ["anna", ...voters], now: "2026-02-02T09:00:00+01:00" });

async function asks(team: Team, more: object = {}): Promise<string> {
  await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { options: "Bulle\nFrukt\nKaka", ...more }));
  await team.settle();
  return idIn(team.channelPosts().at(-1)?.card, "pollId");
}

async function votes(team: Team, pollId: string, who: string, choice: number, edition = 0): Promise<void> {
  const { error } = await team.as(who).clicks(pollVerbs.vote, { pollId, edition, choices: String(choice) });
  expect(error).toBeUndefined();
}

/** Three, three and two votes: "nearly all" does not apply, so without interference every figure shows. */
async function everybodyVotes(team: Team, pollId: string): Promise<void> {
  for (const [i, who] of voters.entries()) {
    await votes(team, pollId, who, i % 3);
  }
}

async function aQuestionOfEight(more: object = {}): Promise<{ readonly team: Team; readonly pollId: string }> {
  const team = await aTeamOfNine();
  const pollId = await asks(team, more);
  await everybodyVotes(team, pollId);
  return { team, pollId };
}

async function closes(team: Team, pollId: string): Promise<void> {
  await team.as("anna").clicks(pollVerbs.close, { pollId });
  await team.settle();
}

async function storedPoll(team: Team, pollId: string): Promise<Poll> {
  return Poll.parse((await team.store.get(pollPartition(pollId), "poll"))?.data);
}

/** The stored result, and the text of the card in the channel. */
async function resultOf(team: Team, pollId: string) {
  const { result } = await storedPoll(team, pollId);
  const card = team.channelPosts().find(({ card }) => idIn(card, "pollId") === pollId)?.card;
  return { shows: result?.shows, stored: JSON.stringify(result), card: JSON.stringify(card) };
}

async function expectUnreadable(team: Team, pollId: string): Promise<void> {
  const { shows, stored, card } = await resultOf(team, pollId);
  expect(shows).toBe("unreadable");
  expect(stored).not.toMatch(/totals|options/);
  expect(card).toContain("Svaren går inte att läsa längre. Fråga gärna igen.");
  expect(card).not.toMatch(/Nästan alla|"text":"\d+"/);
}

const ballotsIn = async (team: Team, pollId: string): Promise<readonly Item[]> =>
  (await team.store.range(pollPartition(pollId), prefixRange("v|"))).items;

const putBallot = (team: Team, pollId: string, id: string, data: unknown): Promise<unknown> =>
  team.store.write(pollPartition(pollId), [{ kind: "put", id, data: data as object }]);

const deleteDocument = (team: Team, pollId: string, id: string): Promise<unknown> =>
  team.store.write(pollPartition(pollId), [{ kind: "delete", id }]);

/** Adds to a tally shard's counters, as a person with database write access could. */
async function addToCounters(team: Team, pollId: string, by: Partial<Record<"n" | "changed", number>>): Promise<void> {
  const [item] = (await team.store.range(pollPartition(pollId), prefixRange("t|"))).items;
  const shard = TallyShard.parse(item?.data);
  const { n = 0, changed = 0 } = by;
  await putBallot(team, pollId, item?.id ?? "", { ...shard, n: shard.n + n, changed: shard.changed + changed });
}

const aBallotId = (): string => `v|${randomBytes(24).toString("base64url")}`;

const ballot = (ballots: readonly Item[], at: number): Item => {
  const found = ballots[at % ballots.length];
  if (!found) {
    throw new Error("nobody has answered");
  }
  return found;
};

const sealedIn = ({ data }: Item): string => (data as { readonly sealed: string }).sealed;

describe("the attacks that a security review found", () => {
  it("a poll shows no figure when seven of eight ballots were replaced by copies of the eighth under invented ids", async () => {
    const { team, pollId } = await aQuestionOfEight();
    const [first, ...others] = await ballotsIn(team, pollId);
    for (const { id } of others) {
      await deleteDocument(team, pollId, id);
      await putBallot(team, pollId, aBallotId(), first?.data);
    }

    await closes(team, pollId);

    await expectUnreadable(team, pollId);
  });

  it("a poll shows no figure when seven of eight ballots were deleted", async () => {
    const { team, pollId } = await aQuestionOfEight();
    const [, ...others] = await ballotsIn(team, pollId);
    for (const { id } of others) {
      await deleteDocument(team, pollId, id);
    }

    await closes(team, pollId);

    await expectUnreadable(team, pollId);
  });

  it("does not show a ballot to a person who copied it to their own ballot's id and opens their own answer", async () => {
    const team = await aTeamOfNine();
    const pollId = await asks(team);
    await votes(team, pollId, "bo", 2);
    const [bos] = await ballotsIn(team, pollId);
    await votes(team, pollId, "cia", 0);
    const cias = (await ballotsIn(team, pollId)).find(({ id }) => id !== bos?.id);
    await putBallot(team, pollId, cias?.id ?? "", bos?.data);

    const { card } = await team.as("cia").clicks(pollVerbs.mine, { pollId });
    const page = await team.as("cia").asks(`/teams/${team.teamId}/questions/${pollId}`);

    expect(JSON.stringify(card)).not.toContain("Ditt svar: Kaka");
    expect(JSON.stringify(card)).toContain("Du har inte svarat.");
    expect(page.body).not.toHaveProperty("myAnswer");
  });
});

describe("a poll without interference", () => {
  it("a poll shows its totals at the close when nobody interfered, also when answers were changed", async () => {
    const { team, pollId } = await aQuestionOfEight();
    await votes(team, pollId, "bo", 2);
    await votes(team, pollId, "bo", 1);
    await votes(team, pollId, "cia", 0);

    await closes(team, pollId);

    expect((await storedPoll(team, pollId)).result).toEqual({ shows: "totals", answers: 8, totals: [3, 3, 2] });
  });

  it("a poll of an older version, with ballots that are not bound to their ids, can be answered and shows its totals", async () => {
    const { team, pollId } = await aQuestionOfEight();
    await asOlderVersionsSealed(team, pollId);
    await votes(team, pollId, "bo", 1);

    await closes(team, pollId);

    expect((await storedPoll(team, pollId)).result).toEqual({ shows: "totals", answers: 8, totals: [2, 4, 2] });
    expect(await keysOf(team, pollId)).toEqual([undefined, undefined]);
  });
});

describe("a poll of an older version", () => {
  it("a poll of an older version shows no figure when ballots are missing or outnumber its counters", async () => {
    for (const isCopied of [false, true]) {
      const { team, pollId } = await aQuestionOfEight();
      await asOlderVersionsSealed(team, pollId);
      const [first] = await ballotsIn(team, pollId);
      await (isCopied
        ? putBallot(team, pollId, aBallotId(), first?.data)
        : deleteDocument(team, pollId, first?.id ?? ""));

      await closes(team, pollId);

      await expectUnreadable(team, pollId);
    }
  });
});

/** Turns the poll into one from before seals were bound to their ballots, with the key's name of that version. */
async function asOlderVersionsSealed(team: Team, pollId: string): Promise<void> {
  const { keys } = team.gnista.jobContextFor(TENANT, "test");
  const key = pollKey(await keys.create(`poll-${pollId}`));
  const { seal: _, ...older } = await storedPoll(team, pollId);
  await putBallot(team, pollId, "poll", older);
  for (const { id } of await ballotsIn(team, pollId)) {
    await deleteDocument(team, pollId, id);
  }
  for (const [i, who] of voters.entries()) {
    const id = `v|${ballotId(key, idOf(who))}`;
    await putBallot(team, pollId, id, { schema: 1, sealed: seal(key, [i % 3]) });
  }
}

const keysOf = (team: Team, pollId: string): Promise<readonly (Uint8Array | undefined)[]> =>
  Promise.all(
    ["poll", "ballots"].map((kind) => team.gnista.jobContextFor(TENANT, "test").keys.get(`${kind}-${pollId}`)),
  );

describe("a person who edits the poll's document", () => {
  it.each([
    ["takes out that its ballots are bound", { seal: undefined }],
    ["makes it a question for objections, which shows one answer", { mode: "consent" }],
    ["says that its options are of another edition", { edition: 1 }],
    ["takes an option away", { options: ["Bulle", "Frukt"] }],
  ])("a person who edits the poll's document and %s is shown no figure", async (_, change) => {
    const { team, pollId } = await aQuestionOfEight();
    await putBallot(team, pollId, "poll", { ...(await storedPoll(team, pollId)), ...change });

    await closes(team, pollId);

    await expectUnreadable(team, pollId);
  });

  it("a poll that was edited from anonymous to named accepts no answer by a card or page that promised anonymity", async () => {
    const { team, pollId } = await aQuestionOfEight();
    const button = press(team.channelPosts()[0]?.card, "Frukt");
    const before = await ballotsIn(team, pollId);
    await putBallot(team, pollId, "poll", { ...(await storedPoll(team, pollId)), isAnonymous: false });

    const sv = await team.as("bo").clicks(button.verb, button.data);
    const en = await team.as("bo").clicks(button.verb, button.data, { locale: "en-GB" });

    expect(sv.text).toContain("Frågan är inte anonym längre, så ditt svar sparades inte.");
    expect(en.text).toContain("The question isn't anonymous any more, so your answer wasn't saved.");
    expect(await ballotsIn(team, pollId)).toEqual(before);
  });

  it("a poll whose binding of ballots was edited away accepts no vote under the weaker seal", async () => {
    const { team, pollId } = await aQuestionOfEight();
    await putBallot(team, pollId, "poll", { ...(await storedPoll(team, pollId)), seal: undefined });
    const before = await ballotsIn(team, pollId);

    const { text } = await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "1" });

    expect(text).toBe("Det här finns inte kvar, eller så hör det till ett annat team.");
    expect(await ballotsIn(team, pollId)).toEqual(before);
  });
});

describe("a person who edits ballots and counters together", () => {
  it("a poll whose ballots and counters were reduced together shows what is left only if it is five answers or more", async () => {
    for (const removed of [3, 4]) {
      const { team, pollId } = await aQuestionOfEight();
      for (const { id } of (await ballotsIn(team, pollId)).slice(0, removed)) {
        await deleteDocument(team, pollId, id);
      }
      await addToCounters(team, pollId, { n: -removed });

      await closes(team, pollId);

      expect(["totals", "nearlyAll"].includes((await resultOf(team, pollId)).shows ?? "")).toBe(removed === 3);
    }
  });

  it("a poll cannot be counted a second time, even without its clean-up job: the second result is unreadable", async () => {
    const { team, pollId } = await aQuestionOfEight();
    const pk = pollPartition(pollId);
    const before = (await team.store.range(pk)).items;
    const services = team.gnista.jobContextFor(TENANT, "test");
    const closing = { ...(await storedPoll(team, pollId)), state: "closing" };
    await putBallot(team, pollId, "poll", closing);
    await countAndClose({ ...services, due: { promise: async () => {} } }, pollId);

    for (const { id, data } of before) {
      await putBallot(team, pollId, id, data);
    }
    await putBallot(team, pollId, "poll", closing);
    await deleteDocument(team, pollId, before.find(({ id }) => id.startsWith("v|"))?.id ?? "");
    await addToCounters(team, pollId, { n: -1 });
    await countAndClose({ ...services, due: { promise: async () => {} } }, pollId);

    expect((await storedPoll(team, pollId)).result?.shows).toBe("unreadable");
    expect(await keysOf(team, pollId)).toEqual([undefined, undefined]);
  });
});

/** An attack on sealed ballots and their counters. `which` and `other` choose the ballots. */
interface Attack {
  readonly name: string;
  run(team: Team, pollId: string, which: number, other: number): Promise<void>;
}

const attacks: readonly Attack[] = [
  {
    name: "copied to a made-up place",
    async run(team, pollId, which) {
      await putBallot(team, pollId, aBallotId(), ballot(await ballotsIn(team, pollId), which).data);
    },
  },
  {
    name: "copied to a made-up place, and counted",
    async run(team, pollId, which) {
      await putBallot(team, pollId, aBallotId(), ballot(await ballotsIn(team, pollId), which).data);
      await addToCounters(team, pollId, { n: 1 });
    },
  },
  {
    name: "copied over another one",
    async run(team, pollId, which, other) {
      const ballots = await ballotsIn(team, pollId);
      await putBallot(team, pollId, ballot(ballots, which + 1 + (other % 7)).id, ballot(ballots, which).data);
    },
  },
  {
    name: "removed",
    async run(team, pollId, which, other) {
      const ballots = await ballotsIn(team, pollId);
      for (let i = 0; i <= other % 7; i++) {
        await deleteDocument(team, pollId, ballot(ballots, which + i).id);
      }
    },
  },
  {
    name: "swapped",
    async run(team, pollId, which, other) {
      const ballots = await ballotsIn(team, pollId);
      const [one, two] = [ballot(ballots, which), ballot(ballots, which + 1 + (other % 7))];
      await putBallot(team, pollId, one.id, two.data);
      await putBallot(team, pollId, two.id, one.data);
    },
  },
  {
    name: "truncated",
    async run(team, pollId, which, other) {
      const one = ballot(await ballotsIn(team, pollId), which);
      await putBallot(team, pollId, one.id, {
        schema: 1,
        sealed: sealedIn(one).slice(0, other % sealedIn(one).length),
      });
    },
  },
  {
    name: "emptied of all that a ballot is",
    async run(team, pollId, which) {
      await putBallot(team, pollId, ballot(await ballotsIn(team, pollId), which).id, { schema: 1 });
    },
  },
  {
    name: "replaced by an open one that anybody could write",
    async run(team, pollId, which) {
      const one = ballot(await ballotsIn(team, pollId), which);
      await putBallot(team, pollId, one.id, { schema: 1, voter: { id: "x", name: "X" }, choices: [0] });
    },
  },
  {
    name: "replaced by an older one of the same voter",
    async run(team, pollId, which, other) {
      const before = ballot(await ballotsIn(team, pollId), which);
      for (const [i, who] of voters.entries()) {
        await votes(team, pollId, who, (i + 1) % 3);
        if (other % 2) {
          await votes(team, pollId, who, (i + 2) % 3);
        }
      }
      await putBallot(team, pollId, before.id, before.data);
    },
  },
  {
    name: "exchanged for one of another question",
    async run(team, pollId, which, other) {
      const elsewhere = await asks(team);
      await everybodyVotes(team, elsewhere);
      const there = ballot(await ballotsIn(team, elsewhere), other);
      await putBallot(team, pollId, ballot(await ballotsIn(team, pollId), which).id, there.data);
    },
  },
  {
    name: "exchanged for one of the edition before",
    async run(team, pollId, which) {
      const before = await ballotsIn(team, pollId);
      await addToCounters(team, pollId, { n: -before.length });
      for (const { id } of before) {
        await deleteDocument(team, pollId, id);
      }
      const change = { pollId, options: "Kaka\nFrukt\nBulle" };
      expect((await team.as("anna").clicks(pollVerbs.changeOptions, change)).error).toBeUndefined();
      for (const [i, who] of voters.entries()) {
        await votes(team, pollId, who, i % 3, 1);
      }
      await putBallot(team, pollId, ballot(before, which).id, ballot(before, which).data);
    },
  },
];

describe.each(attacks)("a sealed ballot that was $name", ({ run }) => {
  it("an attacked ballot makes the poll's result unreadable, whichever ballot it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), async (which, other) => {
        const { team, pollId } = await aQuestionOfEight();
        await run(team, pollId, which, other);

        await closes(team, pollId);

        await expectUnreadable(team, pollId);
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });
});
