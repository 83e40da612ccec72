import { createHash, createHmac } from "node:crypto";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, CHANNEL, fullName, idOf, TEAM, TENANT, type Team } from "../support/a-team.ts";
import { aQuestion, idIn, objectsIn, press } from "../support/cards.ts";
import { type SharedStorage, sharedStorage } from "../support/cosmos/shared-storage.ts";
import { everythingSaid, everythingStored, lineOf, type Stored, type StoredDocument } from "../support/everything.ts";

/** They only answer. Anna asks; Bo leads the team and only reads. */
const voters = ["gunn", "hugo", "ivar", "jonna", "kajsa", "lovis", "milla"] as const;

interface Asked {
  readonly name: string;
  readonly draft: object;
  /** By voter: the first answer, and the changed one if any. */
  readonly answers: readonly (readonly [number | readonly number[], (number | readonly number[])?])[];
  readonly outcome: string;
}

const options = "Kanelbulle\nPäronkaka\nRabarberpaj";
/**
 * Every mode, with one choice and with several. All voters answer each poll, some change their answer, and figures show
 * at the close.
 */
const questions: readonly Asked[] = [
  {
    name: "råd",
    draft: { options },
    answers: [[0], [0, 1], [1], [2], [1, 0], [0], [2, 1]],
    outcome: "0",
  },
  {
    name: "råd, flera val",
    draft: { options, most: "2" },
    answers: [[[0, 1]], [[0], [1, 2]], [[1]], [[0, 2]], [[2]], [[0, 1]], [[2], [0]]],
    outcome: "0",
  },
  {
    name: "omröstning",
    draft: { options, mode: "vote" },
    answers: [[0], [0, 1], [1], [2], [1], [0], [1]],
    outcome: "1",
  },
  {
    name: "omröstning, flera val",
    draft: { options, mode: "vote", most: "3" },
    answers: [[[0, 1]], [[0], [1, 2]], [[1]], [[0, 2]], [[2]], [[2]], [[2]]],
    outcome: "2",
  },
  {
    name: "invändningar",
    draft: { mode: "consent" },
    answers: [[0], [0, 1], [1], [0], [0], [0], [1, 0]],
    outcome: "0",
  },
];

/** All polls are asked and answered, and none is closed. */
async function aDayOfAnswers(where: Where = "embedded"): Promise<Day> {
  const shared = where === "cosmos" ? await sharedStorage() : undefined;
  const team = await aTeam({
    members: ["anna", "bo", ...voters],
    leaders: ["bo"],
    now: "2026-02-02T09:00:00+01:00",
    ...(shared ? { storage: shared, instances: 2 } : {}),
  });
  const pollIds: string[] = [];
  for (const { name, draft } of questions) {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: `Vad blir det, ${name}?`, ...draft }));
    await team.settle();
    pollIds.push(idIn(team.channelPosts().at(-1)?.card, "pollId"));
  }
  for (const round of [0, 1] as const) {
    for (const [nth, { answers }] of questions.entries()) {
      for (const [i, who] of voters.entries()) {
        const choices = answers[i]?.[round];
        if (choices !== undefined) {
          const vote = { pollId: pollIds[nth], edition: 0, choices: [choices].flat().join(",") };
          const { error } = await team.as(who).clicks(pollVerbs.vote, vote);
          expect(error).toBeUndefined();
        }
      }
    }
    await team.settle();
  }
  for (const pollId of pollIds) {
    for (const who of ["gunn", "milla"]) {
      await team.as(who).clicks(pollVerbs.card, { pollId });
      await team.as(who).clicks(pollVerbs.mine, { pollId });
    }
  }
  await readAsBystander(team, pollIds);
  const stored = () => (shared ? everythingShared(shared) : everythingStored(team.file));
  const keys = () => (shared ? shared.vault.secrets() : readdirSync(keyFolder(team)));
  return { team, pollIds, stored, keys };
}

const stores = ["embedded", "cosmos"] as const;
type Where = (typeof stores)[number];

interface Day {
  readonly team: Team;
  readonly pollIds: readonly string[];
  /** All stored documents, and every stored byte. */
  stored(): Stored;
  /** The names of the keys. */
  keys(): readonly string[];
}

/** All that an operator with access to the whole database and the vault can read, the service's own fields included. */
function everythingShared({ double, vault }: SharedStorage): Stored {
  const text = double.dump();
  const documents = text.split("\n").map((line) => {
    const { pk, id, d } = JSON.parse(line.slice(line.indexOf(" ") + 1));
    return { pk, id, data: JSON.stringify(d) };
  });
  return { documents, bytes: text, text: `${text}\n${vault.dump()}` };
}

/** Bo tries every way to read the polls. */
async function readAsBystander(team: Team, pollIds: readonly string[]): Promise<void> {
  for (const pollId of pollIds) {
    for (const verb of [pollVerbs.card, pollVerbs.mine, pollVerbs.who]) {
      await team.as("bo").clicks(verb, { pollId }, { in: "personal" });
      const body = JSON.stringify({ verb, data: { pollId } });
      await team.as("bo").asks("/acts", { method: "POST", body });
    }
  }
  await team.as("bo").asks(`/teams/${TEAM}/overview`);
  await team.as("bo").asks("/me/data");
  await team.as("bo").clicks(peopleVerbs.exportData, { part: 0 }, { in: "personal" });
}

/** The rest of the polls' life: closed by time, decided, and some days later. */
async function closeAndDecide(team: Team, pollIds: readonly string[]): Promise<void> {
  await team.at("2026-02-03T13:00:00+01:00");
  await team.at("2026-02-03T16:00:00+01:00");
  await readAsBystander(team, pollIds);
  for (const [nth, pollId] of pollIds.entries()) {
    const outcome = questions[nth]?.outcome ?? "0";
    const decision = { pollId, outcome, why: "Det var vad som sades." };
    const { error } = await team.as("anna").clicks(pollVerbs.decide, decision, { in: "personal" });
    expect(error).toBeUndefined();
  }
  await team.settle();
  await readAsBystander(team, pollIds);
  await team.as("gunn").clicks(pollVerbs.mine, { pollId: pollIds[0] });
  await team.at("2026-02-06T16:00:00+01:00");
}

/** The documents in the poll's own partition whose id begins with `start`. */
const ofPoll = (documents: readonly StoredDocument[], pollId: string, start: string) =>
  documents.filter(({ pk, id }) => pk.endsWith(`|poll|${pollId}`) && id.startsWith(start));

/**
 * Everything that identifies a voter: plain, encoded, hashed, and hashed together with anything that everybody knows.
 * Cut to the length of the shortest marker.
 */
function identifyingTexts(who: string, pollIds: readonly string[]): readonly string[] {
  const id = idOf(who);
  const open = [id, id.replaceAll("-", ""), `29:${who}`, `a:${who}`, fullName(who), who];
  const bytes = [id, id.toUpperCase(), id.replaceAll("-", ""), fullName(who), `29:${who}`].map((one) =>
    Buffer.from(one),
  );
  const raw = Buffer.from(id.replaceAll("-", ""), "hex");
  const known = [...pollIds, TEAM, CHANNEL, TENANT, ...questions.map(({ name }) => `Vad blir det, ${name}?`)];
  const salted = [id, `29:${who}`].flatMap((one) => [
    one,
    `ballot\n${one}`,
    `shard\n${one}`,
    ...known.flatMap((salt) => ["", ":", "|", "\n"].flatMap((by) => [`${salt}${by}${one}`, `${one}${by}${salt}`])),
  ]);
  const hashed = [
    ...[...salted, raw].flatMap((one) => ["md5", "sha1", "sha256"].map((how) => createHash(how).update(one).digest())),
    ...["", ...known].flatMap((key) =>
      [id, `ballot\n${id}`, `shard\n${id}`, `29:${who}`].map((one) => createHmac("sha256", key).update(one).digest()),
    ),
  ];
  const encoded = [...bytes, raw].flatMap((one) => [one.toString("hex"), ...inBase64(one)]);
  const marks = hashed.flatMap((one) => [one.toString("hex"), one.toString("base64"), one.toString("base64url")]);
  return [
    ...open,
    ...[...encoded, ...marks].map((one) => one.slice(0, 16)),
    ...encoded.map((one) => one.toUpperCase()),
  ];
}

/** Base64 of the bytes at each of the three possible offsets. */
const inBase64 = (bytes: Buffer): readonly string[] =>
  ["base64", "base64url"].flatMap((how) =>
    [0, 1, 2].map((before) =>
      Buffer.concat([Buffer.alloc(before), bytes])
        .toString(how as "base64")
        .slice(before === 0 ? 0 : 4)
        .replace(/..=*$/, ""),
    ),
  );

/** The forms under which voters are found in a text. */
function findVoters(text: string, pollIds: readonly string[]): readonly string[] {
  const marks = substringsIn(text);
  const occurs = (candidate: string) =>
    candidate.length === MIN_IDENTIFIER_LENGTH ? marks.has(candidate) : text.includes(candidate);
  return voters.flatMap((who) => identifyingTexts(who, pollIds).filter(occurs));
}

/** The minimum length in characters of a text that identifies a person. */
const MIN_IDENTIFIER_LENGTH = 16;

/** All substrings of that length of every run that could be encoded or hashed. */
function substringsIn(text: string): ReadonlySet<string> {
  const runs = new Set(text.match(/[\w+/-]{16,}/g));
  return new Set(
    [...runs].flatMap((run) =>
      Array.from({ length: run.length - MIN_IDENTIFIER_LENGTH + 1 }, (_, i) => run.slice(i, i + MIN_IDENTIFIER_LENGTH)),
    ),
  );
}

/** Everything stored and sent, without the voters' views of their own answers. */
function allOf({ team, stored }: Pick<Day, "team" | "stored">): string {
  const { text } = everythingSaid(team);
  const ownAnswers = team.answers().filter(({ body }) => body.includes("Ditt svar: "));
  const withoutOwnAnswers = ownAnswers.reduce((rest, { body }) => rest.replaceAll(body, ""), text);
  return `${stored().text}\n${withoutOwnAnswers}`;
}

/** Tallies first, then ballots, then the rest. */
const byKind = (a: string, b: string) => rank(a) - rank(b);
const rank = (id: string) => ["t|", "v|"].indexOf(id.slice(0, 2)) + 3 * Number(!/^[tv]\|/.test(id));

const keyFolder = (team: Team): string => join(dirname(team.file), "keys");

describe.each(stores)("an open anonymous poll, stored in %s", (where) => {
  it("no document, card, reply or log line names a voter in any encoding while an anonymous poll is open", async () => {
    const { team, pollIds, stored } = await aDayOfAnswers(where);

    expect(findVoters(allOf({ team, stored }), pollIds)).toEqual([]);
  });

  it("ballots of an anonymous poll are sealed, with the same fields and length whatever was answered", async () => {
    const { pollIds, stored } = await aDayOfAnswers(where);

    const { documents } = stored();

    for (const pollId of pollIds) {
      const ballots = ofPoll(documents, pollId, "v|").map(({ data }) => JSON.parse(data) as Record<string, unknown>);
      expect(ballots).toHaveLength(voters.length);
      expect(new Set(ballots.map((one) => Object.keys(one).join())).size).toBe(1);
      expect(new Set(ballots.map(({ sealed }) => String(sealed).length)).size).toBe(1);
      expect(new Set(ballots.map(({ sealed }) => sealed)).size).toBe(voters.length);
    }
  });

  it("no document, card, reply or page counts an open anonymous poll's answers by option", async () => {
    const { team, pollIds, stored } = await aDayOfAnswers(where);

    const { documents } = stored();
    const { inChannel, inPrivate, answers } = everythingSaid(team);

    for (const pollId of pollIds) {
      const [poll] = ofPoll(documents, pollId, "poll");
      expect(JSON.parse(poll?.data ?? "{}")).toMatchObject({ state: "open", revision: 0 });
      expect(poll?.data).not.toMatch(/"result"|"totals"/);
      for (const { data } of ofPoll(documents, pollId, "t|")) {
        expect(Object.keys(JSON.parse(data)).toSorted()).toEqual(["changed", "n", "schema"]);
      }
      expect(ofPoll(documents, pollId, "").map(({ id }) => id.slice(0, 2))).toEqual(
        expect.not.arrayContaining(["r|", "w|"]),
      );
    }
    for (const body of [...inChannel, ...inPrivate, ...answers].map((one) =>
      typeof one === "string" ? one : one.body,
    )) {
      const cardTexts = body === "" ? [] : objectsIn(JSON.parse(body)).map(({ text }) => String(text ?? ""));
      expect(cardTexts.filter((one) => /^\d+$/.test(one))).toEqual([]);
      expect(body).not.toMatch(/"totals"|"nearlyAll"|Nästan alla/);
    }
  });

  it("the reply to an anonymous vote is identical whatever the vote was", async () => {
    const ask = async (choice: number) => {
      const team = await aTeam({ members: ["anna", ...voters], now: "2026-02-02T09:00:00+01:00" });
      const draft = {
        ...aQuestion(team, { options }),
        nonce: `${team.now().getTime().toString(36)}.${"n".repeat(16)}`,
      };
      await team.as("anna").clicks(pollVerbs.ask, draft);
      await team.settle();
      const button = press(team.channelPosts()[0]?.card, ["Kanelbulle", "Päronkaka", "Rabarberpaj"][choice] ?? "");
      const { body } = await team.as("gunn").clicks(button.verb, button.data);
      return { body, log: team.logs().length };
    };

    const [first, second, third] = [await ask(0), await ask(1), await ask(2)];

    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  it("an anonymous vote writes its ballot and its tally, and changes nothing else", async () => {
    const { team, pollIds, stored } = await aDayOfAnswers(where);
    const [pollId = ""] = pollIds;
    const before = new Set(stored().documents.map(lineOf));
    const ballots = ofPoll(stored().documents, pollId, "v|").map(({ id }) => id);

    await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "1" });
    await team.settle();

    const changed = stored().documents.filter((one) => !before.has(lineOf(one)));
    const [tally = "", ballot = "", ...more] = changed.map(({ id }) => id).toSorted(byKind);
    // Servers that share a store coordinate redraws through a document, which identifies only the card.
    expect(more).toEqual(where === "cosmos" ? ["turn"].filter(() => more.length > 0) : []);
    expect(tally).toBe("t|0|0");
    expect(ballot).toMatch(/^v\|[\w-]{32}$/);
    expect(ballots).not.toContain(ballot);
  });

  it("shows the answer to an anonymous poll to the voter only, and only on request", async () => {
    const { team } = await aDayOfAnswers(where);

    const shown = team.answers().filter(({ body }) => body.includes("Ditt svar: "));

    expect(shown.map(({ who }) => who).toSorted()).toEqual([...Array(5).fill("gunn"), ...Array(5).fill("milla")]);
    expect(shown.find(({ who }) => who === "milla")?.body).toContain("Ditt svar: Päronkaka");
  });
});

describe.each(stores)("a closed anonymous poll, stored in %s", (where) => {
  it("no document, card, reply, log line or byte on disk names a voter in any encoding after an anonymous poll has closed", async () => {
    const { team, pollIds, stored } = await aDayOfAnswers(where);
    await closeAndDecide(team, pollIds);

    expect(findVoters(allOf({ team, stored }), pollIds)).toEqual([]);
  });

  it("the close of an anonymous poll destroys key, ballots and tallies, and none of them can be read from the disk", async () => {
    const { team, pollIds, stored, keys } = await aDayOfAnswers(where);
    const before = stored();
    const keysBefore = keys();
    const remains = pollIds.flatMap((pollId) =>
      ofPoll(before.documents, pollId, "v|").flatMap(({ id, data }) => [id, String(JSON.parse(data).sealed)]),
    );

    await closeAndDecide(team, pollIds);

    const after = stored();
    expect(keysBefore).toHaveLength(questions.length);
    expect(keys()).toEqual([]);
    expect(remains).toHaveLength(2 * questions.length * voters.length);
    expect(remains.filter((one) => before.text.includes(one))).toHaveLength(remains.length);
    expect(remains.filter((one) => after.text.includes(one))).toEqual([]);
    for (const pollId of pollIds) {
      expect([...ofPoll(after.documents, pollId, "v|"), ...ofPoll(after.documents, pollId, "t|")]).toEqual([]);
    }
  });

  it("a closed anonymous poll shows its totals, and stores nothing else about its answers", async () => {
    const { team, pollIds, stored } = await aDayOfAnswers(where);
    await closeAndDecide(team, pollIds);

    const { documents } = stored();
    const totals = pollIds.map((pollId) => JSON.parse(ofPoll(documents, pollId, "poll")[0]?.data ?? "{}").result);

    expect(totals).toEqual([
      { shows: "totals", answers: 7, totals: [3, 3, 1] },
      { shows: "totals", answers: 7, totals: [4, 4, 3] },
      { shows: "totals", answers: 7, totals: [2, 4, 1] },
      { shows: "totals", answers: 7, totals: [2, 3, 5] },
      { shows: "nothing", answers: 0, isObjected: true },
    ]);
  });

  it("nothing about a closed anonymous poll is stored in its voters' own partitions", async () => {
    const { team, pollIds, stored } = await aDayOfAnswers(where);
    await closeAndDecide(team, pollIds);

    const { documents } = stored();

    expect(documents.filter(({ pk }) => voters.some((who) => pk.includes(idOf(who)))).map(lineOf)).toEqual([]);
  });
});

describe("the metadata that Cosmos DB adds", () => {
  it("order of writes, times, sizes and ETags in Cosmos DB are the same whatever was answered in an anonymous poll", async () => {
    const traces = await Promise.all([0, 1, 2].map(tracesOf));

    expect(traces[0]?.length).toBeGreaterThan(5);
    expect(traces[1]).toEqual(traces[0]);
    expect(traces[2]).toEqual(traces[0]);
  });

  it("a small team's anonymous poll has one tally shard, which reveals only the number of answers", async () => {
    const { stored, pollIds } = await aDayOfAnswers("cosmos");

    const shards = pollIds.map((pollId) => ofPoll(stored().documents, pollId, "t|"));

    expect(shards.map((all) => all.length)).toEqual(pollIds.map(() => 1));
    expect(shards.flat().map(({ data }) => Object.keys(JSON.parse(data)).toSorted().join())).toEqual(
      pollIds.map(() => "changed,n,schema"),
    );
  });
});

/**
 * All that can be observed of four answers, without random values. Gunn answers `choice`, after changing her answer
 * once.
 */
async function tracesOf(choice: number): Promise<readonly object[]> {
  const shared = await sharedStorage();
  const team = await aTeam({ members: ["anna", ...voters], now: "2026-02-02T09:00:00+01:00", storage: shared });
  const nonce = `${team.now().getTime().toString(36)}.${"n".repeat(16)}`;
  await team.as("anna").clicks(pollVerbs.ask, { ...aQuestion(team, { options }), nonce });
  await team.settle();
  const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
  for (const [who, one] of [
    ["hugo", 0],
    ["gunn", choice],
    ["ivar", 2],
    ["gunn", (choice + 1) % 3],
    ["jonna", 1],
  ] as const) {
    await team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: String(one) });
  }
  return shared.double
    .dump()
    .split("\n")
    .filter((line) => line.includes(`|poll|${pollId}`))
    .map((line) => {
      const { id, _etag, _ts, d } = JSON.parse(line.slice(line.indexOf(" ") + 1));
      const shape = [d.sealed?.length, d.n, d.changed];
      return { lsn: line.split(" ")[0], kind: id.slice(0, 2), size: line.length, etag: _etag.length, _ts, shape };
    })
    .toSorted((a, b) => Number(a.lsn) - Number(b.lsn));
}

describe("the search for voters", () => {
  it.each([
    ["as it is", (id: string) => id],
    ["in capitals of hex", (id: string) => Buffer.from(id).toString("hex").toUpperCase()],
    ["as base64 within more", (id: string) => Buffer.from(`x|${id}|0`).toString("base64")],
    ["as base64url", (id: string) => Buffer.from(id).toString("base64url")],
    ["as a hash", (id: string) => createHash("sha256").update(id).digest("hex")],
    ["as a short hash", (id: string) => createHash("sha256").update(id).digest("base64url").slice(0, 22)],
    ["as a hash with the team", (id: string) => createHash("sha1").update(`${TEAM}:${id}`).digest("hex")],
    ["under a key that everybody knows", (id: string) => createHmac("sha256", TEAM).update(id).digest("base64url")],
    [
      "as the place of a ballot under no key",
      (id: string) => createHmac("sha256", "").update(`ballot\n${id}`).digest("hex"),
    ],
  ])("the search for voters finds one that is written %s", (_, spelled) => {
    expect(findVoters(JSON.stringify({ by: spelled(idOf("gunn")) }), ["planted"])).not.toEqual([]);
  });

  it("the search for voters finds one that is planted among everything stored and sent", async () => {
    const { team, pollIds, stored } = await aDayOfAnswers();
    const planted = createHash("sha256")
      .update(`${pollIds[0]}:${idOf("kajsa")}`)
      .digest("base64url")
      .slice(0, 22);
    const clean = findVoters(allOf({ team, stored }), pollIds);

    await team.store.write("poll|x", [{ kind: "put", id: "leak", data: { ballots: { [planted]: 1 } } }]);

    expect(clean).toEqual([]);
    expect(findVoters(allOf({ team, stored }), pollIds)).toContain(planted.slice(0, MIN_IDENTIFIER_LENGTH));
  });
});
