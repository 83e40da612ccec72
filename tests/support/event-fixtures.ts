import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../fixtures/activities");

/** An activity from Teams, with the test team's ids. */
export interface EventFixture extends Readonly<Record<string, unknown>> {
  readonly type: string;
  readonly id: string;
}

/** By file name without `.json`. */
export const eventFixtures: Readonly<Record<string, EventFixture>> = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => [name.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, name), "utf8"))]),
);

/**
 * The fixture as an activity from the test's fake Teams.
 *
 * @throws Error for a name without a file
 */
export function eventFixture(name: string, serviceUrl: string): EventFixture {
  const fixture = eventFixtures[name];
  if (!fixture) {
    throw new Error(`tests/fixtures/activities has no ${name}.json`);
  }
  return { ...fixture, serviceUrl };
}
