import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/** The door: it alone holds the activity as the wire held it. */
const DOOR = "activity-handler.ts";
/** What an activity is parsed with. Besides these, `tenant.ts` and `sender-verifier.ts` decide whether it is parsed at all. */
const parsers = [
  "activity.ts",
  "origin.ts",
  "source-message.ts",
  "team-event.ts",
  "meeting-events.ts",
  "message-text.ts",
];

/** How a file could read the raw activity, with what to do instead. */
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
    /\b(?:originIn|aboutIn|teamEventIn|endedMeetingIn|wordsIn|invokeValue)\(/,
    parsers,
    "parses a part of the activity again",
  ],
];

/** What is wrong with a file of the Teams edge. The door may parse once, and reads nothing off the library's activity. */
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

describe("an activity", () => {
  it("is parsed once, and nothing after that reads the raw one", () => {
    const files = globSync("*.ts", { cwd: join(root, "bot/src/teams") });

    expect(files).toContain(DOOR);
    expect(files.flatMap((file) => problemsIn(file, sourceOf(file)))).toEqual([]);
  });

  it.each([
    ["clicks.ts", "const activity = parseActivity(raw, tenantId);", "parses an activity"],
    ["messages.ts", "const words = wordsIn(activity);", "parses a part"],
    ["extensions.ts", "async function openForm(edge: Edge, activity: unknown) {}", "takes the raw activity"],
    ["events.ts", "async function hear(edge: Edge, activity: Activity) {}", "takes the raw activity"],
    ["turn-context.ts", "import type { RawActivity } from './activity.ts';", "takes the raw activity"],
    ["help.ts", "const { text } = context.activity;", "reads the library's activity"],
    [DOOR, "parseActivity(raw, a); parseActivity(raw, b);", "parses an activity 2 times"],
    [DOOR, "parseActivity(raw, a); const { value } = fieldsOf(raw);", "reads the raw activity"],
  ])("that %s reads again is found: %s", (file, source, problem) => {
    expect(problemsIn(file, source)).toEqual([expect.stringContaining(problem)]);
  });
});
