import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/** Where the map of verbs is made, and where a verb is looked up and run. */
const OWNER = "bot/src/kernel/dispatch.ts";

/** What only the owner does; each with what to do instead. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/\bverbs\b[^;\n]*\.get\(/, "looks a verb up: call dispatch"],
  [/\brunAction\b/, "runs an action: call dispatch"],
  [/Object\.(?:entries|values|fromEntries)\([^)\n]*\bverbs\b/, "goes through the features' verbs: use verbsOf"],
];
/** Declares `runAction`. */
const DECLARES = "bot/src/kernel/enter.ts";

function problemsIn(file: string, source: string): readonly string[] {
  return file === OWNER || file === DECLARES
    ? []
    : rules.filter(([pattern]) => pattern.test(source)).map(([, problem]) => `${file}: ${problem}`);
}

describe("dispatch of verbs", () => {
  it("exists once, for cards, dialogs, old clients and the tab", () => {
    const files = globSync("bot/src/**/*.ts", { cwd: root });

    expect(files.flatMap((file) => problemsIn(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("is called by each edge that takes verbs", () => {
    const edges = ["teams/clicks.ts", "teams/extensions.ts", "teams/messages.ts", "http/api.ts"];

    const calls = edges.map((file) => readFileSync(join(root, "bot/src", file), "utf8").match(/\bdispatch\(/g)?.length);

    expect(calls).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ["const action = verbs.get(verb);", "looks a verb up"],
    ["await runAction(ctx, action, data);", "runs an action"],
    ["const own = new Map(features.flatMap(({ verbs }) => Object.entries(verbs ?? {})));", "goes through"],
  ])("a second one is found: %s", (source, problem) => {
    expect(problemsIn("bot/src/http/api.ts", source)).toEqual([expect.stringContaining(problem)]);
  });
});
