import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/** The file that builds the map of verbs, looks a verb up and runs it. */
const OWNER = "bot/src/kernel/dispatch.ts";

/** Patterns that only `OWNER` may use, each with what to do instead. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/\bverbs\b[^;\n]*\.get\(/, "looks a verb up: call dispatch"],
  [/\brunAction\b/, "runs an action: call dispatch"],
  [/Object\.(?:entries|values|fromEntries)\([^)\n]*\bverbs\b/, "goes through the features' verbs: use verbsOf"],
];
/** The file that declares `runAction`. */
const DECLARES = "bot/src/kernel/enter.ts";

function problemsIn(file: string, source: string): readonly string[] {
  return file === OWNER || file === DECLARES
    ? []
    : rules.filter(([pattern]) => pattern.test(source)).map(([, problem]) => `${file}: ${problem}`);
}

describe("the dispatch of verbs", () => {
  it("one file dispatches verbs, for cards, dialogs, old clients and the tab", () => {
    const files = globSync("bot/src/**/*.ts", { cwd: root });

    expect(files.flatMap((file) => problemsIn(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("each edge that receives verbs calls dispatch once", () => {
    const edges = ["teams/clicks.ts", "teams/dialog.ts", "teams/messages.ts", "http/api.ts"];

    const calls = edges.map((file) => readFileSync(join(root, "bot/src", file), "utf8").match(/\bdispatch\(/g)?.length);

    expect(calls).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ["const action = verbs.get(verb);", "looks a verb up"],
    ["await runAction(ctx, action, data);", "runs an action"],
    ["const own = new Map(features.flatMap(({ verbs }) => Object.entries(verbs ?? {})));", "goes through"],
  ])("the check finds a second dispatch: %s", (source, problem) => {
    expect(problemsIn("bot/src/http/api.ts", source)).toEqual([expect.stringContaining(problem)]);
  });
});
