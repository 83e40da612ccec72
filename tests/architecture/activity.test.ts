import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/** The only file of the Teams edge that gets the raw activity. */
const DOOR = "activity-handler.ts";
/**
 * The files that parse an activity. Besides these, `tenant.ts` and `sender-verifier.ts` decide whether it is parsed at
 * all.
 */
const parsers = [
  "activity.ts",
  "origin.ts",
  "source-message.ts",
  "team-event.ts",
  "meeting-events.ts",
  "message-text.ts",
];

/** Patterns that read the raw activity, the files that may use them, and what to do instead. */
const rules: readonly (readonly [pattern: RegExp, mayToo: readonly string[], problem: string])[] = [
  [/\bparseActivity\(/, ["activity.ts"], "parses an activity: take the ParsedActivity"],
  [/\bcontext\.activity\b|\{ activity \}: TurnContext/, [], "reads the library's activity: take the ParsedActivity"],
  [/\bRawActivity\b/, ["activity.ts"], "takes the raw activity: take the ParsedActivity"],
  [
    /\bactivity: (?:unknown|object|Activity)\b/,
    [...parsers, "tenant.ts", "sender-verifier.ts", "adapter.ts"],
    "takes the raw activity",
  ],
  [
    /\b(?:parseOrigin|parseSourceMessage|parseTeamEvent|parseMeetingEnd|parseMessageText|invokeValue)\(/,
    parsers,
    "parses a part of the activity again",
  ],
];

/**
 * The problems of a file of the Teams edge. `DOOR` may parse an activity once, and must not read the library's
 * activity.
 */
function problemsIn(file: string, source: string): readonly string[] {
  const name = basename(file);
  if (name === DOOR) {
    const parses = source.match(/\bparseActivity\(/g)?.length ?? 0;
    const isReread = /\bcontext\.activity\b|\bfieldsOf\(raw\b|\braw\.(?!type\b)\w/.test(source);
    return [
      ...(parses === 1 ? [] : [`${name}: parses an activity ${parses} times`]),
      ...(isReread ? [`${name}: reads the raw activity`] : []),
    ];
  }
  return rules
    .filter(([pattern, mayToo]) => !mayToo.includes(name) && pattern.test(source))
    .map(([, , problem]) => `${name}: ${problem}`);
}

const sourceOf = (file: string) => readFileSync(join(root, "bot/src/teams", file), "utf8");

describe("parsing of an activity", () => {
  it("the Teams edge parses each activity once, and no other code reads the raw one", () => {
    const files = globSync("*.ts", { cwd: join(root, "bot/src/teams") });

    expect(files).toContain(DOOR);
    expect(files.flatMap((file) => problemsIn(file, sourceOf(file)))).toEqual([]);
  });

  it.each([
    ["clicks.ts", "const activity = parseActivity(raw, tenantId);", "parses an activity"],
    ["messages.ts", "const text = parseMessageText(activity);", "parses a part"],
    ["extensions.ts", "async function openForm(edge: Edge, activity: unknown) {}", "takes the raw activity"],
    ["events.ts", "async function hear(edge: Edge, activity: Activity) {}", "takes the raw activity"],
    ["turn-context.ts", "import type { RawActivity } from './activity.ts';", "takes the raw activity"],
    ["help.ts", "const { text } = context.activity;", "reads the library's activity"],
    [DOOR, "parseActivity(raw, a); parseActivity(raw, b);", "parses an activity 2 times"],
    [DOOR, "parseActivity(raw, a); const { value } = fieldsOf(raw);", "reads the raw activity"],
  ])("the check finds that %s reads the raw activity: %s", (file, source, problem) => {
    expect(problemsIn(file, source)).toEqual([expect.stringContaining(problem)]);
  });
});
