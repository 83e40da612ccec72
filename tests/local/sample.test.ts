import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { forTenant, prefixRange, scanPartition } from "#bot/core/document-store.ts";
import { DUE_SHARDS } from "#bot/core/due-work.ts";
import { ThanksEntry } from "#bot/features/kudos/contract.ts";
import { StoredQuestion } from "#bot/features/polls/contract.ts";
import { asVisibleTo, inTimelineOrder } from "#bot/features/polls/rules/timeline.ts";
import { localData } from "#bot/local/data.ts";
import { hostConfig, people, playgroundConfig, sampleTeam, TENANT, you } from "#bot/local/sample-team.ts";
import { openLog } from "#bot/log.ts";
import { openStorage } from "#bot/storage/open-storage.ts";

/** The sample team's data when the local trial starts at `at`, on a new or an existing folder. */
async function dataAt(at: string, folder = join(aFolder(), "sample")) {
  const lines: string[] = [];
  const now = new Date(at);
  await localData({ folder, isEmpty: false, now, log: openLog({ write: (line) => void lines.push(line) }) });
  const log = openLog({ level: "silent" });
  const { store: raw } = await openStorage({ dataFolder: folder }, { log, now: () => now });
  onTestFinished(() => raw.close());
  const store = forTenant(raw, TENANT);
  const items = async (prefix: string) =>
    (await Array.fromAsync(scanPartition(store, `team|${sampleTeam.id}`, prefixRange(prefix)))).map(({ data }) => data);
  const questions = [...(await items("q|")), ...(await items("d|"))].map((data) =>
    asVisibleTo(you.id, StoredQuestion.parse(data), now),
  );
  const waiting: string[] = [];
  for (let shard = 0; shard < DUE_SHARDS; shard++) {
    for await (const { id } of scanPartition(raw, `due|${shard}`, prefixRange("at|"))) {
      waiting.push(id.split("|")[1] ?? "");
    }
  }
  return {
    folder,
    now,
    lines,
    waiting,
    questions: inTimelineOrder(questions, now),
    thanks: (await items("g|")).map((data) => ThanksEntry.parse(data)),
  };
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-sample-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("the sample team's data", () => {
  it.each([
    ["on an ordinary morning", "2026-02-03T09:00:00+01:00"],
    ["in the hour that the clocks turn back", "2026-10-25T02:30:00+01:00"],
    ["on Midsummer's Day", "2026-06-20T07:00:00+02:00"],
    ["on New Year's night", "2027-01-01T00:05:00+01:00"],
  ])(
    "the sample of a start %s has one owed answer, two open questions, and thanks of the last fortnight",
    async (_, at) => {
      const { questions, thanks, now, waiting, lines } = await dataAt(at);

      expect(questions.owed).toMatchObject([{ isMine: true, isOverdue: false, state: "closed" }]);
      expect(questions.open.map(({ closesAt }) => closesAt > now.toISOString())).toEqual([true, true]);
      expect(questions.decided.length).toBeGreaterThanOrEqual(7);
      expect(questions.decided.every(({ why }) => why !== undefined)).toBe(true);
      const fortnight = new Date(now.getTime() - 14 * 24 * 3600_000).toISOString();
      expect(thanks.filter(({ givenAt }) => givenAt > fortnight).length).toBeGreaterThanOrEqual(4);
      expect(thanks.every(({ givenAt }) => givenAt < now.toISOString())).toBe(true);
      expect(waiting.filter((due) => due <= now.toISOString())).toEqual([]);
      expect(lines.filter((line) => !line.includes('"level":30'))).toEqual([]);
    },
  );

  it("the sample names in public only the people who chose that, and shows the words of all public thanks", async () => {
    const { thanks } = await dataAt("2026-02-03T09:00:00+01:00");

    const named = new Set(thanks.flatMap(({ recipients }) => recipients.map(({ name }) => name)));

    expect([...named].toSorted()).toEqual(
      [people.karin, people.johan, people.elin, people.sara].map(({ name }) => name).toSorted(),
    );
    expect(thanks.filter(({ words }) => words === undefined)).toEqual([]);
  });

  it("the sample is built again after a start that was killed halfway", async () => {
    const folder = join(aFolder(), "sample");
    mkdirSync(`${folder}-draft`);
    writeFileSync(join(`${folder}-draft`, "gnista.sqlite"), "half of it");

    const first = await dataAt("2026-02-03T09:00:00+01:00", folder);

    expect(first.thanks.length).toBeGreaterThan(30);
  });
});

it("the sample team has exactly six people, as the Playground requires, and the same ones in the chat and in the tab", () => {
  const chat = JSON.parse(playgroundConfig()) as { currentUser: Account; users: Account[] };

  const inChat = [chat.currentUser, ...chat.users].map(({ aadObjectId, name }) => ({ id: aadObjectId, name }));
  const inTab = hostConfig("http://127.0.0.1:1").personas.map(({ id, name }) => ({ id, name }));

  expect(chat.users).toHaveLength(5);
  expect(inChat).toEqual(inTab);
  expect(chat.currentUser.name).toBe(you.name);
});

interface Account {
  readonly aadObjectId: string;
  readonly name: string;
}
