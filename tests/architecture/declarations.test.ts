import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import { Preferences } from "#bot/features/people/contract.ts";
import { root } from "./cruise.ts";

interface Source {
  readonly feature: string;
  readonly file: string;
  readonly text: string;
}

const sources: readonly Source[] = globSync("*/**/*.ts", { cwd: join(root, "bot/src/features") }).map((file) => ({
  feature: file.split("/")[0] ?? "",
  file,
  text: readFileSync(join(root, "bot/src/features", file), "utf8"),
}));

/** Counts that a feature's source increments and the feature does not declare. */
function undeclaredCounts(from: readonly Source[], all: readonly Feature[]): readonly string[] {
  return from.flatMap(({ feature, file, text }) => {
    const declared = Object.keys(all.find(({ name }) => name === feature)?.counts ?? {});
    return [...text.matchAll(/["'`]acts\.([\w-]+)["'`]/g)]
      .map(([, key = ""]) => key)
      .filter((key) => !declared.includes(key))
      .map((key) => `${file}: counts "${key}", which ${feature} does not declare`);
  });
}

/**
 * Calls of `timeToDisturb` with a kind that the feature does not declare. The target must be an object literal in the same
 * file, so that its kind can be read.
 */
function undeclaredReminders(from: readonly Source[], all: readonly Feature[]): readonly string[] {
  return from
    .filter(({ text }) => /\btimeToDisturb\(/.test(text))
    .flatMap(({ feature, file, text }) => {
      const declared = Object.keys(all.find(({ name }) => name === feature)?.reminders ?? {});
      const targets = [...text.matchAll(/\{[^{}]*\bkind\b[^{}]*\}/g)].map(([target]) => target);
      // The target of a post looks alike, but has a `conversationId`.
      const isTarget = (target: string) => /\bteamId\b/.test(target) && !/\bconversationId\b/.test(target);
      const calls = [...text.matchAll(/\btimeToDisturb\(/g)].length;
      const unread =
        targets.filter(isTarget).length === calls ? [] : [`${file}: writes no target for each timeToDisturb`];
      const undeclared = targets
        .filter((target) => isTarget(target) && /\bpersonId\b/.test(target))
        .map((target) => /\bkind:\s*["']([\w-]+)["']/.exec(target)?.[1])
        .filter((kind) => kind === undefined || !declared.includes(kind))
        .map((kind) => `${file}: reminds a person of "${kind}", which ${feature} does not declare`);
      return [...unread, ...undeclared];
    });
}

describe("declared reminders", () => {
  it("a feature reminds a person only with a kind that it declares, which the person can turn off", () => {
    expect(undeclaredReminders(sources, allFeatures)).toEqual([]);
  });

  it.each([
    [
      'timeToDisturb(ctx, { teamId, kind: "waveBack", personId }, key)',
      'reminds a person of "waveBack", which polls does not declare',
    ],
    [
      "timeToDisturb(ctx, { teamId, kind, personId }, key)",
      'reminds a person of "undefined", which polls does not declare',
    ],
    ["timeToDisturb(ctx, target, key)", "writes no target for each timeToDisturb"],
  ])("the check finds a reminder of an undeclared kind: %s", (text, problem) => {
    expect(undeclaredReminders([{ feature: "polls", file: "polls/jobs/wave.ts", text }], allFeatures)).toEqual([
      `polls/jobs/wave.ts: ${problem}`,
    ]);
  });

  it("no kind of reminder has the name of another setting, since a card sends both side by side", () => {
    const kinds = allFeatures.flatMap(({ reminders = {} }) => Object.keys(reminders));

    expect(kinds.filter((kind) => kind in Preferences.shape)).toEqual([]);
  });
});

describe("declared counts", () => {
  it("each count is declared by the feature that counts it, and each declared count is counted", () => {
    const counted = sources.flatMap(({ text }) => [...text.matchAll(/["']acts\.([\w-]+)["']/g)].map(([, key]) => key));

    expect(undeclaredCounts(sources, allFeatures)).toEqual([]);
    expect([...new Set(counted)].toSorted()).toEqual(
      allFeatures.flatMap(({ counts = {} }) => Object.keys(counts)).toSorted(),
    );
  });

  it("the check finds a count that its feature does not declare", () => {
    const planted = {
      feature: "kudos",
      file: "kudos/jobs/wave.ts",
      text: 'weekOps(ctx, place, week, { "acts.waves": 1 })',
    };

    expect(undeclaredCounts([planted], allFeatures)).toEqual([
      'kudos/jobs/wave.ts: counts "waves", which kudos does not declare',
    ]);
  });
});

it("pulse's api.ts imports no other feature, so pulse lists what features show without depending on them", () => {
  const source = readFileSync(join(root, "bot/src/features/pulse/api.ts"), "utf8");

  expect(source).toMatch(/\.\.\/kernel\/contract\.ts/);
  expect([...source.matchAll(/from "(\.\.\/(?!\.\.\/).*)"/g)].map(([, path]) => path)).toEqual([]);
});
