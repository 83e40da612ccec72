import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { breaksIn, root, ruleNames } from "./cruise.ts";

/** An import, and the rules that it breaks. `type ` before a target imports its types alone. */
type Row = readonly [from: string, to: string, ...rules: string[]];

const kudos = "bot/src/features/kudos";
const polls = "bot/src/features/polls";

/** What the architecture allows. */
const sound: readonly Row[] = [
  ["bot/src/main.ts", "bot/src/config.ts"],
  ["bot/src/main.ts", "bot/src/gnista.ts"],
  ["bot/src/log.ts", "pino"],
  ...["teams/app", "http/server", "storage/open-store", "clock/scheduler", "features/index"].map(
    (part): Row => ["bot/src/gnista.ts", `bot/src/${part}.ts`],
  ),
  ["bot/src/gnista.ts", "type express"],
  ["bot/src/local/main.ts", "bot/src/gnista.ts"],
  ["bot/src/local/main.ts", "bot/src/features/index.ts"],
  ["bot/src/local/main.ts", `${kudos}/service/give.ts`],
  ["bot/src/local/main.ts", "tab/build.ts"],
  ["bot/src/local/main.ts", "vite"],
  ["bot/src/local/host-routes.ts", "express"],
  ["bot/src/local/host-routes.ts", "type tab/host/config.ts"],
  ["bot/src/teams/app.ts", "botbuilder"],
  ["bot/src/teams/app.ts", "@microsoft/teams-ai"],
  ["bot/src/teams/app.ts", "type express"],
  ["bot/src/teams/app.ts", `${kudos}/service.ts`],
  ["bot/src/teams/app.ts", `${kudos}/contract.ts`],
  ["bot/src/teams/app.ts", "bot/src/cards/card.ts"],
  ["bot/src/http/server.ts", "jose"],
  ["bot/src/storage/open-store.ts", "node:sqlite"],
  ["bot/src/storage/open-store.ts", "bot/src/core/week.ts"],
  [`${kudos}/contract.ts`, "zod"],
  [`${kudos}/contract.ts`, `${polls}/contract.ts`],
  [`${kudos}/rules.ts`, `${polls}/contract.ts`],
  [`${kudos}/rules.ts`, "bot/src/core/week.ts"],
  [`${kudos}/service/give.ts`, `${kudos}/rules.ts`],
  [`${kudos}/service/give.ts`, `${polls}/service.ts`],
  [`${kudos}/service/give.ts`, `${kudos}/texts.ts`],
  [`${kudos}/service/give.ts`, "bot/src/i18n/translate.ts"],
  [`${kudos}/texts.ts`, "bot/src/i18n/translate.ts"],
  [`${kudos}/card.ts`, `${kudos}/texts.ts`],
  [`${kudos}/card.ts`, "bot/src/cards/card.ts"],
  [`${kudos}/handlers.ts`, `${kudos}/card.ts`],
  [`${kudos}/handlers/jobs.ts`, `${polls}/service.ts`],
  [`${kudos}/service/give.ts`, "bot/src/kernel/access.ts"],
  [`${kudos}/handlers.ts`, "bot/src/kernel/access.ts"],
  ["bot/src/teams/app.ts", "bot/src/kernel/enter.ts"],
  ["bot/src/http/server.ts", "bot/src/kernel/enter.ts"],
  ["bot/src/kernel/access.ts", "bot/src/core/week.ts"],
  ["bot/src/kernel/access.ts", "bot/src/i18n/translate.ts"],
  ["bot/src/kernel/access.ts", "zod"],
  ["bot/src/cards/card.ts", "@microsoft/teams.cards"],
  ["bot/src/i18n/translate.ts", "intl-messageformat"],
  ["bot/src/core/week.ts", "node:crypto"],
  ["tab/src/app.tsx", "tab/src/features/pulse/page.tsx"],
  ["tab/src/features/pulse/page.tsx", "tab/src/components/face.tsx"],
  ["tab/src/features/pulse/page.tsx", "tab/src/features/thanks/line.tsx"],
  ["tab/src/features/pulse/page.tsx", `${kudos}/contract.ts`],
  ["tab/src/components/face.tsx", "tab/src/lib/words.ts"],
  ["tab/src/lib/words.ts", "bot/src/i18n/translate.ts"],
  ["tab/host/host.ts", "bot/src/i18n/translate.ts"],
];

/** What it does not allow: each row is planted, and must be found by these rules and no other. */
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
  ["bot/src/kernel/planted.ts", `${kudos}/service/give.ts`, "kernel-stands-below-features"],
  ["bot/src/kernel/planted.ts", `type ${kudos}/contract.ts`, "kernel-stands-below-features"],
  ["bot/src/kernel/planted.ts", "bot/src/cards/card.ts", "kernel-stands-below-features"],
  ["bot/src/kernel/planted.ts", "bot/src/teams/app.ts", "kernel-stands-below-features"],
  ["bot/src/core/planted.ts", "bot/src/kernel/access.ts", "core-stands-alone"],
  ["bot/src/cards/planted.ts", "bot/src/kernel/access.ts", "cards-know-core"],
  [`${kudos}/card/planted.ts`, "bot/src/kernel/access.ts", "card-is-a-view"],
  [`${kudos}/rules/planted.ts`, "bot/src/kernel/access.ts", "rules-decide-and-nothing-else"],

  [`${kudos}/handlers/planted.ts`, "bot/src/teams/app.ts", "features-know-no-edge", "handlers-parse-call-and-render"],
  [`${kudos}/handlers/planted.ts`, "node:fs", "features-know-no-edge", "handlers-parse-call-and-render"],
  [`${kudos}/handlers/planted.ts`, "bot/src/cards/card.ts", "handlers-parse-call-and-render"],
  [
    `${kudos}/handlers/planted.ts`,
    "botbuilder",
    "features-know-no-edge",
    "handlers-parse-call-and-render",
    "bot-sdk-stays-in-teams",
  ],
  [
    `${kudos}/handlers/planted.ts`,
    `${polls}/handlers.ts`,
    "handlers-parse-call-and-render",
    "slices-meet-at-contract-or-service",
  ],
  [`${kudos}/contract/planted.ts`, "bot/src/core/week.ts", "contract-is-all-that-crosses-a-border"],
  [`${kudos}/contract/planted.ts`, `${kudos}/rules.ts`, "contract-is-all-that-crosses-a-border"],
  [`${kudos}/contract/planted.ts`, "date-fns", "contract-is-all-that-crosses-a-border"],
  [`${kudos}/rules/planted.ts`, `${kudos}/service/give.ts`, "rules-decide-and-nothing-else"],
  [`${kudos}/rules/planted.ts`, `${polls}/service.ts`, "rules-decide-and-nothing-else"],
  [
    `${kudos}/rules/planted.ts`,
    `${polls}/rules.ts`,
    "rules-decide-and-nothing-else",
    "slices-meet-at-contract-or-service",
  ],
  [`${kudos}/service/planted.ts`, `${polls}/texts.ts`, "service-knows-no-card", "slices-meet-at-contract-or-service"],
  [`${kudos}/service/planted.ts`, `${kudos}/card.ts`, "service-knows-no-card"],
  [`${kudos}/service/planted.ts`, "bot/src/i18n/dates.ts", "service-knows-no-card"],
  [`${kudos}/service/planted.ts`, `${polls}/rules.ts`, "service-knows-no-card", "slices-meet-at-contract-or-service"],
  [
    `${kudos}/service/planted.ts`,
    "bot/src/features/index.ts",
    "service-knows-no-card",
    "slices-meet-at-contract-or-service",
    "one-list-of-slices",
  ],
  [`${kudos}/texts/planted.ts`, `${kudos}/contract.ts`, "texts-are-words"],
  [`${kudos}/texts/planted.ts`, "bot/src/core/week.ts", "texts-are-words"],
  [`${kudos}/card/planted.ts`, `${kudos}/service/give.ts`, "card-is-a-view"],
  [`${kudos}/card/planted.ts`, `${polls}/texts.ts`, "card-is-a-view", "slices-meet-at-contract-or-service"],
  [
    `${kudos}/card/planted.ts`,
    "@microsoft/teams.cards",
    "features-know-no-edge",
    "card-is-a-view",
    "card-builders-stay-in-cards",
  ],

  ["bot/src/teams/planted.ts", "bot/src/http/server.ts", "teams-knows-what-is-below"],
  ["bot/src/teams/planted.ts", "bot/src/config.ts", "teams-knows-what-is-below"],
  ["bot/src/teams/planted.ts", "express", "web-server-stays-in-http"],
  ["bot/src/teams/planted.ts", "@microsoft/teams.cards", "card-builders-stay-in-cards"],
  ["bot/src/teams/planted.ts", `${kudos}/rules.ts`, "edges-meet-slices-at-contract-or-service"],
  ["bot/src/http/planted.ts", "bot/src/storage/open-store.ts", "http-knows-what-is-below"],
  ["bot/src/http/planted.ts", "botbuilder", "bot-sdk-stays-in-teams"],
  ["bot/src/http/planted.ts", "@microsoft/teams-ai", "bot-sdk-stays-in-teams"],
  ["bot/src/http/planted.ts", `${kudos}/handlers.ts`, "edges-meet-slices-at-contract-or-service"],
  ["bot/src/storage/planted.ts", "bot/src/clock/scheduler.ts", "storage-knows-what-is-below"],
  ["bot/src/storage/planted.ts", "jose", "web-server-stays-in-http"],
  ["bot/src/clock/planted.ts", "bot/src/gnista.ts", "clock-knows-what-is-below"],
  ["bot/src/clock/planted.ts", "node:sqlite", "databases-stay-in-storage"],
  [
    "bot/src/clock/planted.ts",
    "bot/src/features/index.ts",
    "edges-meet-slices-at-contract-or-service",
    "one-list-of-slices",
  ],
  ["bot/src/http/planted.ts", "bot/src/local/host-routes.ts", "http-knows-what-is-below", "local-is-nobodys"],
  ["bot/src/planted.ts", "type bot/src/local/host-routes.ts", "local-is-nobodys"],
  ["bot/src/planted.ts", "vite", "production-needs-no-dev-package"],
  ["bot/src/planted.ts", "type tab/host/config.ts", "bot-knows-no-tab"],
  ["bot/src/planted.ts", "#bot/core/week.ts", "border-name-is-for-the-border"],
  ["bot/src/planted.ts", "tests/support/a-team.ts", "tests-are-nobodys"],
  ["bot/src/local/planted.ts", "tab/src/app.tsx", "local-shows-the-tab-and-its-host"],
  ["bot/src/local/planted.ts", "botbuilder", "bot-sdk-stays-in-teams"],

  ["tab/src/lib/planted.ts", `${kudos}/service.ts`, "tab-reads-contracts-and-words"],
  ["tab/src/lib/planted.ts", "type bot/src/core/week.ts", "tab-reads-contracts-and-words"],
  ["tab/src/lib/planted.ts", "../../../bot/src/i18n/translate.ts", "tab-crosses-the-border-by-its-name"],
  ["tab/src/lib/planted.ts", "tab/src/components/face.tsx", "tab-lib-is-lowest"],
  ["tab/src/components/planted.tsx", "tab/src/features/pulse/page.tsx", "tab-components-know-no-feature"],
  ["tab/src/components/planted.tsx", "tests/support/a-team.ts", "tests-are-nobodys"],
  ["tab/src/features/setup/planted.tsx", "tab/src/features/pulse/page.tsx", "tab-features-keep-apart"],
  ["tab/src/features/setup/planted.tsx", "tab/src/app.tsx", "tab-features-keep-apart"],
  ["tab/src/features/thanks/planted.tsx", "tab/src/features/questions/vote.tsx", "tab-acts-stand-alone"],
  ["tab/src/planted.ts", "tab/host/host.ts", "tab-and-host-keep-apart"],
  ["tab/host/planted.ts", "tab/src/app.tsx", "tab-and-host-keep-apart"],

  [`${kudos}/rules/circle.ts`, `${kudos}/rules/round.ts`, "no-cycles"],
  [`${kudos}/rules/round.ts`, `type ${kudos}/rules/circle.ts`],
];

const folder = mkdtempSync(join(tmpdir(), "gnista-layers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
build([...sound, ...planted]);
const found = (await breaksIn(folder)).map(({ rule, from, to }) => `${rule}: ${from} -> ${named(to)}`);

describe("the import rules", () => {
  it.each(planted)("find %s importing %s", (from, to, ...rules) => {
    const about = found.filter((one) => one.endsWith(`: ${from} -> ${target(to)}`));

    expect(about.toSorted()).toEqual(rules.map((rule) => `${rule}: ${from} -> ${target(to)}`).toSorted());
  });

  it("find nothing where there is nothing to find", () => {
    const expected = planted.flatMap(([from, to, ...rules]) =>
      rules.map((rule) => `${rule}: ${from} -> ${target(to)}`),
    );

    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it("are each shown to find something", async () => {
    const shown = new Set(planted.flatMap(([, , ...rules]) => rules));

    expect((await ruleNames()).filter((name) => !shown.has(name))).toEqual([]);
  });

  it("hold in the whole house", async () => {
    const breaks = await breaksIn(root);

    expect(breaks.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`)).toEqual([]);
  });
});

/** A house of empty files in a folder of its own, in which only the imports are real. */
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
    const lines = (imports.get(file) ?? []).map(([, to]) => line(file, to));
    writeFileSync(join(folder, file), `${lines.join("\n")}\nexport const here = true;\n`);
  }
}

function line(from: string, to: string): string {
  const name = specifier(from, to.replace("type ", ""));
  return to.startsWith("type ") ? `import type {} from "${name}";` : `import "${name}";`;
}

/** As the house writes it: `#bot/` across the border, relative within. */
function specifier(from: string, to: string): string {
  if (!/^(bot|tab|tests)\//.test(to)) {
    return to;
  }
  return from.startsWith("tab/") && to.startsWith("bot/src/")
    ? to.replace("bot/src/", "#bot/")
    : `./${relative(dirname(from), to).replaceAll("\\", "/")}`;
}

/** The file or package that an import leads to. */
function target(to: string): string {
  return to
    .replace("type ", "")
    .replace(/^#bot\//, "bot/src/")
    .replace(/^(\.\.\/)+/, "")
    .replace(/^node:/, "");
}

/** As a row names what dependency-cruiser names by where it lies. */
function named(to: string): string {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(to) ?? [];
  return (name ?? to).replace(/^node:/, "").replace(/^(\.\.?\/)+/, "");
}
