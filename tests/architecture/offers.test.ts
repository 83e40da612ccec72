import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

interface Source {
  readonly file: string;
  readonly text: string;
}

/** The files that draw buttons: cards and declarations of the bot's features, and all of the tab. */
const places = [
  "bot/src/features/*/cards/**/*.ts",
  "bot/src/features/*/feature.ts",
  "bot/src/features/*/actions/**/*.ts",
  "tab/src/**/*.{ts,tsx}",
];
const sources: readonly Source[] = places
  .flatMap((place) => globSync(place, { cwd: root }))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

/**
 * Imports by which a feature, or the tab outside the features, could draw a button of another feature: those of its
 * verbs.
 */
function foreignButtons(from: readonly Source[]): readonly string[] {
  return from.flatMap(({ file, text }) => {
    const own = /\/features\/([^/]+)\//.exec(file)?.[1];
    return [...text.matchAll(/import\s*\{([^}]*)\}\s*from\s*"([^"]+)"/g)].flatMap(([, names = "", path = ""]) => {
      const verbs = /\b\w+Verbs\b/.exec(names)?.[0];
      const owner = ownerOf(path, own);
      return verbs === undefined || owner === undefined || owner === own
        ? []
        : [`${file}: has a button of ${owner}'s (${verbs}). Let ${owner} offer it, in offers of its feature.ts`];
    });
  });
}

/** The feature whose contract a path leads to; undefined outside the features. */
function ownerOf(path: string, own: string | undefined): string | undefined {
  const named =
    /^#bot\/features\/([^/]+)\/contract\.ts$/.exec(path) ?? /^(?:\.\.\/)+([^/.]+)\/contract\.ts$/.exec(path);
  return named?.[1] === "kernel"
    ? undefined
    : (named?.[1] ?? (/^\.{1,2}\/(\.\.\/)*contract\.ts$/.test(path) ? own : undefined));
}

describe("a button that runs another feature's verb", () => {
  it("a button is offered by the feature that owns its verb, and no host imports that verb", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(foreignButtons(sources)).toEqual([]);
  });

  it.each([
    [
      "a card",
      "bot/src/features/polls/cards/poll-card.ts",
      'import { peopleVerbs } from "../../people/contract.ts";',
      "people",
    ],
    [
      "a declaration",
      "bot/src/features/pulse/feature.ts",
      'import { kudosVerbs } from "../kudos/contract.ts";',
      "kudos",
    ],
    [
      "a part of the tab",
      "tab/src/features/pulse/lazy/x.tsx",
      'import { type A, kudosVerbs } from "#bot/features/kudos/contract.ts";',
      "kudos",
    ],
    [
      "a component of the tab",
      "tab/src/components/x.tsx",
      'import {\n  pollVerbs,\n} from "#bot/features/polls/contract.ts";',
      "polls",
    ],
  ])("the check finds a button of another feature in %s", (_, file, text, owner) => {
    expect(foreignButtons([{ file, text }])).toEqual([expect.stringContaining(`${file}: has a button of ${owner}'s`)]);
  });

  it.each([
    ["bot/src/features/polls/cards/poll-card.ts", 'import { pollVerbs } from "../contract.ts";'],
    ["bot/src/features/polls/feature.ts", 'import { pollVerbs } from "./contract.ts";'],
    ["tab/src/features/polls/vote.tsx", 'import { pollVerbs } from "#bot/features/polls/contract.ts";'],
    ["bot/src/features/people/cards/preferences-card.ts", 'import { PersonRef } from "../../polls/contract.ts";'],
  ])("the check accepts a feature's own verbs, and imports without verbs: %s, %s", (file, text) => {
    expect(foreignButtons([{ file, text }])).toEqual([]);
  });
});
