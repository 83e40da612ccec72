import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { breaksIn, root, ruleNames } from "./cruise.ts";

const MEET = "features-meet-at-contract-or-verbs";

/**
 * An import, and the rules that it breaks. A target with `type ` is imported for its types alone, one with `lazy ` at
 * run time.
 */
type Row = readonly [from: string, to: string, ...rules: string[]];

const kudos = "bot/src/features/kudos";
const polls = "bot/src/features/polls";

/** Imports that the architecture allows. */
const sound: readonly Row[] = [
  ["bot/src/main.ts", "bot/src/config.ts"],
  ["bot/src/main.ts", "bot/src/gnista.ts"],
  ["bot/src/log.ts", "pino"],
  ...["teams/teams-edge", "http/http-app", "storage/open-store", "scheduler/scheduler", "all-features"].map(
    (part): Row => ["bot/src/gnista.ts", `bot/src/${part}.ts`],
  ),
  ["bot/src/gnista.ts", "type express"],
  ["bot/src/local/main.ts", "bot/src/gnista.ts"],
  ["bot/src/all-features.ts", "bot/src/features/index.ts"],
  ["bot/src/local/main.ts", "bot/src/all-features.ts"],
  ["bot/src/local/main.ts", `${kudos}/verbs/give.ts`],
  ["bot/src/local/main.ts", "tab/build.ts"],
  ["bot/src/local/main.ts", "vite"],
  ["bot/src/local/host-routes.ts", "express"],
  ["bot/src/local/host-routes.ts", "type tab/host/config.ts"],
  ["bot/src/teams/teams-edge.ts", "botbuilder"],
  ["bot/src/teams/teams-edge.ts", "@microsoft/teams-ai"],
  ["bot/src/teams/teams-edge.ts", "type express"],
  ["bot/src/teams/teams-edge.ts", `${kudos}/contract.ts`],
  ["bot/src/teams/teams-edge.ts", "bot/src/cards/card.ts"],
  ["bot/src/http/http-app.ts", "jose"],
  ["bot/src/storage/open-store.ts", "node:sqlite"],
  ["bot/src/storage/open-store.ts", "bot/src/core/week.ts"],
  [`${kudos}/contract.ts`, "zod"],
  [`${kudos}/contract.ts`, `${polls}/contract.ts`],
  [`${kudos}/contract.ts`, "bot/src/kernel/contract.ts"],
  [`${kudos}/api.ts`, `${kudos}/contract.ts`],
  [`${kudos}/api.ts`, `${polls}/api.ts`],
  [`${kudos}/errors.ts`, "bot/src/core/errors.ts"],
  [`${kudos}/rules.ts`, `${polls}/contract.ts`],
  [`${kudos}/rules.ts`, `${kudos}/errors.ts`],
  [`${kudos}/rules.ts`, "bot/src/core/week.ts"],
  [`${kudos}/store.ts`, `${kudos}/rules.ts`],
  [`${kudos}/queries/found.ts`, `${kudos}/store.ts`],
  [`${kudos}/queries/found.ts`, `type ${kudos}/cards/card.ts`],
  [`${kudos}/verbs/give.ts`, `${kudos}/queries/found.ts`],
  [`${kudos}/verbs/give.ts`, `${polls}/verbs/ask.ts`],
  [`${kudos}/verbs/give.ts`, `${kudos}/texts.ts`],
  [`${kudos}/verbs/give.ts`, "bot/src/i18n/translate.ts"],
  [`${kudos}/verbs/give.ts`, "bot/src/kernel/access.ts"],
  [`${kudos}/texts.ts`, "bot/src/i18n/translate.ts"],
  [`${kudos}/cards/card.ts`, `${kudos}/texts.ts`],
  [`${kudos}/cards/card.ts`, "bot/src/cards/card.ts"],
  [`${kudos}/jobs/share.ts`, `${kudos}/cards/card.ts`],
  [`${kudos}/personal-data.ts`, `${kudos}/jobs/share.ts`],
  [`${kudos}/feature.ts`, `${kudos}/cards/card.ts`],
  [`${kudos}/feature.ts`, "bot/src/kernel/access.ts"],
  [`${kudos}/feature.ts`, `lazy ${kudos}/sample/acts.ts`],
  [`${kudos}/sample/acts.ts`, `${kudos}/verbs/give.ts`],
  [`${kudos}/sample/acts.ts`, `${kudos}/contract.ts`],
  [`${kudos}/sample/acts.ts`, `${kudos}/sample/history.ts`],
  [`${kudos}/sample/acts.ts`, "type bot/src/core/sample.ts"],
  ["bot/src/teams/teams-edge.ts", "bot/src/kernel/enter.ts"],
  ["bot/src/http/http-app.ts", "bot/src/kernel/enter.ts"],
  ["bot/src/kernel/access.ts", "bot/src/core/week.ts"],
  ["bot/src/kernel/access.ts", "bot/src/i18n/translate.ts"],
  ["bot/src/kernel/access.ts", "zod"],
  ["bot/src/cards/card.ts", "@microsoft/teams.cards"],
  ["bot/src/i18n/translate.ts", "intl-messageformat"],
  ["bot/src/core/week.ts", "node:crypto"],
  ["tab/src/routes.tsx", "tab/src/features/index.ts"],
  ["tab/src/features/index.ts", "tab/src/features/pulse/feature.ts"],
  ["tab/src/features/pulse/feature.ts", "tab/src/features/pulse/section.tsx"],
  ["tab/src/features/pulse/feature.ts", "type tab/src/features/pulse/lazy/weeks.tsx"],
  ["tab/src/features/pulse/feature.ts", "lazy tab/src/features/pulse/lazy/figures.tsx"],
  ["tab/src/pages/team.tsx", "tab/src/components/avatar.tsx"],
  ["tab/src/features/pulse/section.tsx", "tab/src/components/avatar.tsx"],
  ["tab/src/features/pulse/section.tsx", `${kudos}/contract.ts`],
  ["tab/src/components/avatar.tsx", "tab/src/lib/language.ts"],
  ["tab/src/lib/language.ts", "bot/src/i18n/translate.ts"],
  ["tab/host/host.ts", "bot/src/i18n/translate.ts"],
];

/** Imports that the architecture forbids. Each is written to a file, and must be found by exactly these rules. */
const planted: readonly Row[] = [
  ["bot/src/core/planted.ts", "node:fs", "core-stands-alone"],
  ["bot/src/core/planted.ts", "node:sqlite", "core-stands-alone", "databases-stay-in-storage"],
  ["bot/src/core/planted.ts", "bot/src/i18n/translate.ts", "core-stands-alone"],
  ["bot/src/core/planted.ts", `type ${kudos}/contract.ts`, "core-stands-alone"],
  ["bot/src/core/planted.ts", "pino", "core-stands-alone", "log-is-written-in-one-place"],
  ["bot/src/storage/planted.ts", "@opentelemetry/api", "figures-leave-in-one-place"],
  ["bot/src/http/planted.ts", "@azure/monitor-opentelemetry-exporter", "figures-leave-in-one-place"],
  ["bot/src/i18n/planted.ts", "node:fs", "i18n-knows-core"],
  ["bot/src/i18n/planted.ts", "bot/src/cards/card.ts", "i18n-knows-core"],
  ["bot/src/cards/planted.ts", `${kudos}/texts.ts`, "cards-know-core"],
  ["bot/src/cards/planted.ts", "nowhere-to-be-found", "everything-is-found"],
  ["bot/src/kernel/planted.ts", `${kudos}/verbs/give.ts`, "kernel-stands-below-features"],
  ["bot/src/kernel/planted.ts", `type ${kudos}/contract.ts`, "kernel-stands-below-features"],
  ["bot/src/kernel/planted.ts", "bot/src/cards/card.ts", "kernel-stands-below-features"],
  ["bot/src/kernel/planted.ts", "bot/src/teams/teams-edge.ts", "kernel-stands-below-features"],
  ["bot/src/core/planted.ts", "bot/src/kernel/access.ts", "core-stands-alone"],
  ["bot/src/cards/planted.ts", "bot/src/kernel/access.ts", "cards-know-core"],
  [`${kudos}/cards/planted.ts`, "bot/src/kernel/access.ts", "card-is-a-view"],
  [`${kudos}/rules/planted.ts`, "bot/src/kernel/access.ts", "rules-decide-and-nothing-else"],

  [`${kudos}/jobs/planted.ts`, "bot/src/teams/teams-edge.ts", "features-know-no-edge", "jobs-do-due-work"],
  [`${kudos}/jobs/planted.ts`, "node:fs", "features-know-no-edge", "jobs-do-due-work"],
  [`${kudos}/jobs/planted.ts`, "bot/src/cards/card.ts", "jobs-do-due-work"],
  [`${kudos}/jobs/planted.ts`, "botbuilder", "features-know-no-edge", "jobs-do-due-work", "bot-sdk-stays-in-teams"],
  [`${kudos}/jobs/planted.ts`, `${polls}/feature.ts`, "jobs-do-due-work", MEET],
  [`${kudos}/jobs/planted.ts`, `${kudos}/feature.ts`, "jobs-do-due-work"],
  [`${kudos}/feature/planted.ts`, "bot/src/cards/card.ts", "feature-declares"],
  [`${kudos}/feature/planted.ts`, `${polls}/verbs/ask.ts`, "feature-declares"],
  [`${kudos}/actions/planted.ts`, "bot/src/cards/card.ts", "feature-declares"],
  [`${kudos}/contract/planted.ts`, "bot/src/core/week.ts", "contract-is-all-that-crosses-a-border"],
  [`${kudos}/contract/planted.ts`, `${kudos}/rules.ts`, "contract-is-all-that-crosses-a-border"],
  [`${kudos}/contract/planted.ts`, "date-fns", "contract-is-all-that-crosses-a-border"],
  [`${kudos}/contract/planted.ts`, `${kudos}/api.ts`, "contract-is-all-that-crosses-a-border"],
  [`${kudos}/api/planted.ts`, `${kudos}/rules.ts`, "api-is-what-the-tab-is-answered"],
  [`${kudos}/api/planted.ts`, "bot/src/kernel/access.ts", "api-is-what-the-tab-is-answered"],
  [`${kudos}/errors/planted.ts`, `${kudos}/contract.ts`, "errors-are-definitions"],
  [`${kudos}/rules/planted.ts`, `${kudos}/verbs/give.ts`, "rules-decide-and-nothing-else"],
  [`${kudos}/rules/planted.ts`, `${kudos}/store.ts`, "rules-decide-and-nothing-else"],
  [`${kudos}/rules/planted.ts`, `${polls}/rules.ts`, "rules-decide-and-nothing-else", MEET],
  [`${kudos}/store/planted.ts`, `${kudos}/verbs/give.ts`, "store-loads-and-changes-documents"],
  [`${kudos}/store/planted.ts`, `${kudos}/texts.ts`, "store-loads-and-changes-documents"],
  [`${kudos}/queries/planted.ts`, `${kudos}/verbs/give.ts`, "queries-read"],
  [`${kudos}/queries/planted.ts`, `${kudos}/cards/card.ts`, "views-of-cards-are-types"],
  [`${kudos}/queries/planted.ts`, `${polls}/rules.ts`, "queries-read", MEET],
  [`${kudos}/queries/planted.ts`, `${polls}/queries/found.ts`, "queries-read", MEET],
  [`${kudos}/verbs/planted.ts`, `${polls}/texts.ts`, "verbs-act", MEET],
  [`${kudos}/verbs/planted.ts`, `${kudos}/cards/card.ts`, "views-of-cards-are-types"],
  [`${kudos}/verbs/planted.ts`, `${kudos}/jobs/share.ts`, "verbs-act"],
  [`${kudos}/verbs/planted.ts`, `${polls}/rules.ts`, "verbs-act", MEET],
  [`${kudos}/verbs/planted.ts`, "bot/src/features/index.ts", "verbs-act", MEET, "one-list-of-features"],
  [`${kudos}/personal-data/planted.ts`, `${kudos}/feature.ts`, "personal-data-exports-and-erases"],
  [`${kudos}/sample/planted.ts`, `${kudos}/store.ts`, "sample-acts-through-verbs"],
  [`${kudos}/sample/planted.ts`, `${polls}/verbs/ask.ts`, "sample-acts-through-verbs"],
  [
    `${kudos}/sample/planted.ts`,
    "bot/src/local/main.ts",
    "features-know-no-edge",
    "local-is-nobodys",
    "sample-acts-through-verbs",
  ],
  [`${kudos}/feature/planted.ts`, `${kudos}/sample/acts.ts`, "sample-is-loaded-by-its-declaration"],
  ["bot/src/local/planted.ts", `${kudos}/sample/acts.ts`, "sample-is-loaded-by-its-declaration"],
  [`${kudos}/verbs/planted.ts`, `lazy ${kudos}/sample/acts.ts`, "verbs-act"],
  [`${kudos}/texts/planted.ts`, `${kudos}/contract.ts`, "texts-are-words"],
  [`${kudos}/texts/planted.ts`, "bot/src/core/week.ts", "texts-are-words"],
  [`${kudos}/cards/planted.ts`, `${kudos}/verbs/give.ts`, "card-is-a-view"],
  [`${kudos}/cards/planted.ts`, `${polls}/texts.ts`, "card-is-a-view", MEET],
  [
    `${kudos}/cards/planted.ts`,
    "@microsoft/teams.cards",
    "features-know-no-edge",
    "card-is-a-view",
    "card-builders-stay-in-cards",
  ],

  ["bot/src/teams/planted.ts", "bot/src/http/http-app.ts", "teams-knows-what-is-below"],
  ["bot/src/teams/planted.ts", "bot/src/config.ts", "teams-knows-what-is-below"],
  ["bot/src/teams/planted.ts", "express", "web-server-stays-in-http"],
  ["bot/src/teams/planted.ts", "@microsoft/teams.cards", "card-builders-stay-in-cards"],
  ["bot/src/teams/planted.ts", `${kudos}/rules.ts`, "edges-meet-features-at-their-contract"],
  ["bot/src/http/planted.ts", "bot/src/storage/open-store.ts", "http-knows-what-is-below"],
  ["bot/src/http/planted.ts", "botbuilder", "bot-sdk-stays-in-teams"],
  ["bot/src/http/planted.ts", "@microsoft/teams-ai", "bot-sdk-stays-in-teams"],
  ["bot/src/http/planted.ts", `${kudos}/queries/found.ts`, "edges-meet-features-at-their-contract"],
  ["bot/src/storage/planted.ts", "bot/src/scheduler/scheduler.ts", "storage-knows-what-is-below"],
  ["bot/src/storage/planted.ts", "jose", "web-server-stays-in-http"],
  ["bot/src/scheduler/planted.ts", "bot/src/gnista.ts", "scheduler-knows-what-is-below"],
  ["bot/src/scheduler/planted.ts", "node:sqlite", "databases-stay-in-storage"],
  [
    "bot/src/scheduler/planted.ts",
    "bot/src/features/index.ts",
    "edges-meet-features-at-their-contract",
    "one-list-of-features",
  ],
  ["bot/src/http/planted.ts", "bot/src/local/host-routes.ts", "http-knows-what-is-below", "local-is-nobodys"],
  ["bot/src/planted.ts", "type bot/src/local/host-routes.ts", "local-is-nobodys"],
  ["bot/src/planted.ts", "vite", "production-needs-no-dev-package"],
  ["bot/src/planted.ts", "type tab/host/config.ts", "bot-knows-no-tab"],
  ["bot/src/planted.ts", "#bot/core/week.ts", "border-name-is-for-the-border"],
  ["bot/src/planted.ts", "tests/support/a-team.ts", "tests-are-nobodys"],
  ["bot/src/local/planted.ts", "tab/src/app.tsx", "local-shows-the-tab-and-its-host"],
  ["bot/src/local/planted.ts", "botbuilder", "bot-sdk-stays-in-teams"],

  ["tab/src/lib/planted.ts", `${kudos}/queries/found.ts`, "tab-reads-contracts-and-words"],
  ["tab/src/lib/planted.ts", "type bot/src/core/week.ts", "tab-reads-contracts-and-words"],
  ["tab/src/lib/planted.ts", "../../../bot/src/i18n/translate.ts", "tab-crosses-the-border-by-its-name"],
  ["tab/src/lib/planted.ts", "tab/src/components/avatar.tsx", "tab-lib-is-lowest"],
  ["tab/src/components/planted.tsx", "tab/src/features/pulse/section.tsx", "tab-components-know-no-feature"],
  ["tab/src/components/planted.tsx", "tests/support/a-team.ts", "tests-are-nobodys"],
  ["tab/src/features/people/planted.tsx", "tab/src/features/pulse/section.tsx", "tab-features-keep-apart"],
  ["tab/src/features/people/planted.tsx", "tab/src/app.tsx", "tab-features-keep-apart"],
  ["tab/src/features/kudos/planted.tsx", "tab/src/features/polls/vote.tsx", "tab-features-keep-apart"],
  ["tab/src/features/kudos/planted.tsx", "tab/src/pages/team.tsx", "tab-features-keep-apart"],
  ["tab/src/features/kudos/planted.tsx", "tab/src/features/kudos/lazy/form.tsx", "tab-lazy-parts-are-fetched-later"],
  ["tab/src/pages/planted.tsx", "tab/src/features/pulse/section.tsx", "tab-pages-know-no-feature"],
  ["tab/src/pages/planted.tsx", "tab/src/features/index.ts", "tab-pages-know-no-feature"],
  ["tab/src/planted.ts", "tab/src/features/pulse/section.tsx", "tab-has-one-list-of-features"],
  ["tab/src/features/index.ts", "tab/src/features/pulse/section.tsx", "tab-list-names-declarations"],
  ["tab/src/planted.ts", "tab/host/host.ts", "tab-and-host-keep-apart"],
  ["tab/host/planted.ts", "tab/src/app.tsx", "tab-and-host-keep-apart"],

  ["bot/src/features/one/verbs/act.ts", "bot/src/features/other/contract.ts"],
  ["bot/src/features/other/verbs/act.ts", "bot/src/features/one/contract.ts"],
  [`${kudos}/rules/circle.ts`, `${kudos}/rules/round.ts`, "no-cycles"],
  [`${kudos}/rules/round.ts`, `type ${kudos}/rules/circle.ts`],
];

/** Two features that depend on each other although no two of their files do; the rule compares folders. */
const folderCycles = [
  "features-form-no-cycle: bot/src/features/one -> bot/src/features/other",
  "features-form-no-cycle: bot/src/features/other -> bot/src/features/one",
];

const folder = mkdtempSync(join(tmpdir(), "gnista-layers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
build([...sound, ...planted]);
const violations = (await breaksIn(folder)).map(({ rule, from, to }) => `${rule}: ${from} -> ${packageNameOf(to)}`);

describe("the import rules", () => {
  it.each(planted)("the import rules find %s importing %s", (from, to, ...rules) => {
    const matches = violations.filter((one) => one.endsWith(`: ${from} -> ${target(to)}`));

    expect(matches.toSorted()).toEqual(rules.map((rule) => `${rule}: ${from} -> ${target(to)}`).toSorted());
  });

  it("the import rules find nothing among the allowed imports", () => {
    const expected = planted.flatMap(([from, to, ...rules]) =>
      rules.map((rule) => `${rule}: ${from} -> ${target(to)}`),
    );

    expect(violations.toSorted()).toEqual([...expected, ...folderCycles].toSorted());
  });

  it("each import rule finds at least one of the forbidden imports", async () => {
    const shown = new Set([...planted.flatMap(([, , ...rules]) => rules), "features-form-no-cycle"]);

    expect((await ruleNames()).filter((name) => !shown.has(name))).toEqual([]);
  });

  it("no import in the repository breaks an import rule", async () => {
    const breaks = await breaksIn(root);

    expect(breaks.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`)).toEqual([]);
  });
});

/** Writes a repository of empty files, in which only the imports are real. */
function build(rows: readonly Row[]): void {
  for (const file of ["package.json", "tsconfig.json"]) {
    copyFileSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const imports = Map.groupBy(rows, ([from]) => from);
  const files = new Set(
    rows.flatMap(([from, to]) => [from, target(to)]).filter((name) => /^(bot|tab|tests)\//.test(name)),
  );
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    const lines = (imports.get(file) ?? []).map(([, to]) => importLine(file, to));
    writeFileSync(join(folder, file), `${lines.join("\n")}\nexport const here = true;\n`);
  }
}

function importLine(from: string, to: string): string {
  const name = specifier(from, to.replace(/^(type|lazy) /, ""));
  if (to.startsWith("lazy ")) {
    return `void import("${name}");`;
  }
  return to.startsWith("type ") ? `import type {} from "${name}";` : `import "${name}";`;
}

/** The specifier as the repository writes it: `#bot/` from the tab to the bot, relative within each. */
function specifier(from: string, to: string): string {
  if (!/^(bot|tab|tests)\//.test(to)) {
    return to;
  }
  return from.startsWith("tab/") && to.startsWith("bot/src/")
    ? to.replace("bot/src/", "#bot/")
    : `./${relative(dirname(from), to).replaceAll("\\", "/")}`;
}

/** The file or package that an import resolves to. */
function target(to: string): string {
  return to
    .replace(/^(type|lazy) /, "")
    .replace(/^#bot\//, "bot/src/")
    .replace(/^(\.\.\/)+/, "")
    .replace(/^node:/, "");
}

/** The name that a row uses, from the path that dependency-cruiser reports. */
function packageNameOf(to: string): string {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(to) ?? [];
  return (name ?? to).replace(/^node:/, "").replace(/^(\.\.?\/)+/, "");
}
