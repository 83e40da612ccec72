import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { allFeatures } from "#bot/all-features.ts";

const folder = resolve(import.meta.dirname, "../features");

/** What one feature's own tests declare for the tests of all features. */
export interface OfFeature<T> {
  readonly feature: string;
  /** Relative to the repository, for failure messages. */
  readonly file: string;
  /** Undefined if the feature has no such file. */
  readonly module: T | undefined;
}

/** Loads `tests/features/<name>/<file>` of every feature, in the order of the features' list. */
export async function featureTests<T>(file: string): Promise<readonly OfFeature<T>[]> {
  return Promise.all(
    allFeatures.map(async ({ name }) => {
      const path = join(folder, name, file);
      const module: T | undefined = existsSync(path) ? await import(pathToFileURL(path).href) : undefined;
      return { feature: name, file: `tests/features/${name}/${file}`, module };
    }),
  );
}
