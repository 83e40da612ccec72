import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { features } from "#bot/all-features.ts";
import type { Feature } from "#bot/core/feature.ts";
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

/** What the source of a feature counts and the feature does not declare. */
function undeclaredCounts(from: readonly Source[], all: readonly Feature[]): readonly string[] {
  return from.flatMap(({ feature, file, text }) => {
    const declared = Object.keys(all.find(({ name }) => name === feature)?.counts ?? {});
    return [...text.matchAll(/["'`]acts\.([\w-]+)["'`]/g)]
      .map(([, key = ""]) => key)
      .filter((key) => !declared.includes(key))
      .map((key) => `${file}: counts "${key}", which ${feature} does not declare`);
  });
}

describe("counts", () => {
  it("are declared by the feature that counts them, and every declared one is counted", () => {
    const counted = sources.flatMap(({ text }) => [...text.matchAll(/["']acts\.([\w-]+)["']/g)].map(([, key]) => key));

    expect(undeclaredCounts(sources, features)).toEqual([]);
    expect([...new Set(counted)].toSorted()).toEqual(
      features.flatMap(({ counts = {} }) => Object.keys(counts)).toSorted(),
    );
  });

  it("are found where they are not", () => {
    const planted = {
      feature: "kudos",
      file: "kudos/jobs/wave.ts",
      text: 'weekOps(ctx, place, week, { "acts.waves": 1 })',
    };

    expect(undeclaredCounts([planted], features)).toEqual([
      'kudos/jobs/wave.ts: counts "waves", which kudos does not declare',
    ]);
  });
});
