import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./cruise.ts";

/** Only the kernel knows the partitions of teams and people; features keep documents of their own in them. */
const knowsPartitions = /^bot\/src\/(kernel|features)\//;
/** The reference to a person's chat with Gnista is in that person's partition, so that it is erased with them. */
const keepsOwnDocuments = "bot/src/teams/conversations.ts";

/** Other ways to reach a membership or the settings of a team or a person, each with what to do instead. */
const rules: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/["'`](?:team|user)\|/, "names a partition by a string: ask the kernel"],
  [/\bteamPartition\b/, "reaches into a team's partition: ask kernel/settings.ts"],
  [/\buserPartition\b/, "reaches into a person's partition: ask kernel/settings.ts or kernel/membership.ts"],
];
/** A membership is one document of a person's partition, a partition that features may know. */
const membership: readonly [RegExp, string] = [/["'`]in\|/, "names a membership by a string: ask kernel/membership.ts"];

function problemsIn(file: string, source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  const broken = [
    ...(knowsPartitions.test(file) ? [] : rules),
    ...(file === "bot/src/kernel/membership.ts" ? [] : [membership]),
  ];
  return broken
    .filter(([pattern]) => pattern.test(code))
    .filter(([pattern]) => !(file === keepsOwnDocuments && pattern.test("userPartition")))
    .map(([, problem]) => `${file}: ${problem}`);
}

describe("memberships and settings of teams and people", () => {
  it("the bot reads and writes memberships and settings through the kernel", () => {
    const files = globSync("bot/**/*.ts", { cwd: root });

    expect(files.flatMap((file) => problemsIn(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it.each([
    ["bot/src/teams/outbox.ts", "await store.get(`team|$" + "{id}`, 'team');", "names a partition by a string"],
    ["bot/src/teams/turn-context.ts", "await ctx.store.get(teamPartition(id), 'team');", "reaches into a team's"],
    ["bot/src/http/api.ts", "world.store.get(userPartition(id), 'settings')", "reaches into a person's"],
    ["bot/src/erase.ts", 'world.store.get("user|" + id, "settings")', "names a partition by a string"],
    ["bot/src/teams/outbox.ts", 'startingWith("in|")', "names a membership by a string"],
    ["bot/src/features/people/jobs/erase-person.ts", "id.slice('in|'.length)", "names a membership by a string"],
  ])("the check finds access that bypasses the kernel: %s, %s", (file, source, problem) => {
    expect(problemsIn(file, source)).toEqual([expect.stringContaining(problem)]);
  });
});
