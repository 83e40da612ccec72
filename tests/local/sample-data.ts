import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Locale } from "#bot/core/context.ts";
import { forTenant, prefixRange, scanPartition } from "#bot/core/document-store.ts";
import { DUE_SHARDS } from "#bot/core/due-work.ts";
import { ThanksEntry } from "#bot/features/kudos/contract.ts";
import { StoredQuestion } from "#bot/features/polls/contract.ts";
import { asVisibleTo, inTimelineOrder } from "#bot/features/polls/rules/timeline.ts";
import { userPartition } from "#bot/kernel/settings.ts";
import { localData } from "#bot/local/data.ts";
import { people, sampleTeam, TENANT, you } from "#bot/local/sample-team.ts";
import { openLog } from "#bot/log.ts";
import { openStorage } from "#bot/storage/open-storage.ts";

/** The sample team's data when the local trial starts at `at`, on a new or an existing folder. */
export async function dataAt(at: string, folder = join(aFolder(), "sample"), locale: Locale = "sv") {
  const lines: string[] = [];
  const now = new Date(at);
  await localData({ folder, isEmpty: false, locale, now, log: openLog({ write: (line) => void lines.push(line) }) });
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
    /** Before the folder is opened again; closing twice does nothing. */
    close: () => raw.close(),
    now,
    lines,
    waiting,
    /** The language that each person has chosen. */
    languages: await Promise.all(
      Object.values(people).map(async ({ id }) => {
        const settings = await store.get<{ locale?: string }>(userPartition(id), "settings");
        return settings?.data.locale;
      }),
    ),
    questions: inTimelineOrder(questions, now),
    thanks: (await items("g|")).map((data) => ThanksEntry.parse(data)),
  };
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-sample-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
