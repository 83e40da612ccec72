/*
 * Who may import whom: architecture as rules, checked in every test run (tests/architecture/layers.test.ts, where each
 * rule is also shown to find what breaks it) and by `npm run verify`.
 *
 *   main | local -> teams | http | storage | scheduler -> features -> kernel | cards -> i18n -> core
 *   tab: app -> features -> components -> lib
 */

const slice = "^bot/src/features/([^/]+)/";
const ownSlice = "^bot/src/features/$1/";
const ofSlice = (word) => `${slice}${word}(\\.ts$|/)`;
const own = (...words) => `${ownSlice}(${words.join("|")})(\\.ts$|/)`;
const others = (...words) => `^bot/src/features/[^/]+/(${words.join("|")})(\\.ts$|/)`;
const layer = (...folders) => `^bot/src/(${folders.join("|")})/`;
/** The kernel's shapes, which run in the browser too. */
const kernelShapes = "^bot/src/kernel/(contract|api|sub-page|name-matches-prefix)\\.ts$";
/** What verbs, queries and jobs of a feature know of it besides. */
const words = ["rules", "contract", "api", "errors", "texts"];
const npm = (...packages) => `(^|/)node_modules/(${packages.join("|")})/`;

/** Everything that `from` imports is among `to`. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { pathNot: to, dependencyTypesNot: ["unknown"] },
});

/** Only `homes` import the packages. */
const athome = (name, packages, homes, comment, more = {}) => ({
  name,
  comment,
  severity: "error",
  from: { path: "^(bot|tab)/", pathNot: homes },
  to: { path: packages, ...more },
});

const never = (name, from, to, comment) => ({ name, comment, severity: "error", from, to });

/** What a feature stands on. */
const below = [layer("kernel", "i18n", "core"), npm("zod", "date-fns", "@date-fns/tz")];

const layers = [
  only(
    "core-stands-alone",
    layer("core"),
    [layer("core"), npm("zod", "date-fns", "@date-fns/tz", "date-holidays"), "^(node:)?crypto$"],
    "core/ knows ports and dates, no SDK and no I/O: random numbers and digests are all it takes from the machine",
  ),
  only(
    "i18n-knows-core",
    layer("i18n"),
    [layer("i18n", "core"), npm("intl-messageformat", "date-fns", "@date-fns/tz")],
    "i18n/ also runs in the browser",
  ),
  only(
    "cards-know-core",
    layer("cards"),
    [layer("cards", "i18n", "core"), npm("@microsoft/teams\\.cards")],
    "cards/ is a vocabulary: what a card says belongs to the slice",
  ),
  only(
    "kernel-stands-below-features",
    layer("kernel"),
    [layer("kernel", "i18n", "core"), npm("zod", "date-fns", "@date-fns/tz")],
    "what every feature stands on knows none of them",
  ),
  only(
    "features-know-no-edge",
    layer("features"),
    [layer("features", "kernel", "cards", "i18n", "core"), npm("zod", "date-fns", "@date-fns/tz")],
    "slices reach the world through the ports in core/, so that they run against any store and any chat",
  ),
  ...["teams", "http", "storage", "scheduler"].map((edge) =>
    never(
      `${edge}-knows-what-is-below`,
      { path: layer(edge) },
      { path: "^(bot|tab|tests)/", pathNot: [layer(edge, "features", "kernel", "cards", "i18n", "core")] },
      "an edge knows neither the other edges nor who puts them together",
    ),
  ),
  never(
    "edges-meet-features-at-their-contract",
    { path: layer("teams", "http", "storage", "scheduler") },
    { path: "^bot/src/features/", pathNot: [others("contract")] },
    "an edge is handed the slices as data; what it knows of one is its contract",
  ),
  never(
    "local-is-nobodys",
    { path: "^(bot|tab)/", pathNot: layer("local") },
    { path: layer("local") },
    "local/ stands in for what production has; it must never be in the production bundle",
  ),
  never(
    "production-needs-no-dev-package",
    { path: "^bot/src/", pathNot: layer("local") },
    { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    "a server that was installed without development packages would not start",
  ),
];

const features = [
  only(
    "contract-is-all-that-crosses-a-border",
    ofSlice("contract"),
    [npm("zod"), own("contract"), others("contract"), kernelShapes],
    "it runs in the browser, and a privacy reviewer reads it alone",
  ),
  only(
    "api-is-what-the-tab-is-answered",
    ofSlice("api"),
    [npm("zod"), own("api"), others("contract", "api"), kernelShapes],
    "it runs in the browser",
  ),
  only(
    "errors-are-definitions",
    ofSlice("errors"),
    ["^bot/src/core/errors\\.ts$"],
    "an error is a code, a status and two texts",
  ),
  only(
    "rules-decide-and-nothing-else",
    ofSlice("rules"),
    [own("rules", "errors"), others("contract", "api"), kernelShapes, layer("core"), npm("date-fns", "@date-fns/tz")],
    "time, ids and randomness are arguments",
  ),
  only(
    "store-loads-and-changes-documents",
    ofSlice("store"),
    [own("store", "rules", "errors"), others("contract"), layer("kernel", "core"), npm("zod", "date-fns")],
    "it knows where a feature's documents are stored, and nothing of who asks",
  ),
  only(
    "queries-read",
    ofSlice("queries"),
    [own("queries", "store", "cards", ...words), others("contract", "api"), ...below],
    "a query serves a card, the tab and a timer alike",
  ),
  only(
    "verbs-act",
    ofSlice("verbs"),
    [own("verbs", "queries", "store", "cards", ...words), others("contract", "verbs"), ...below],
    "a verb serves a card, the tab and a timer alike, and draws none of them",
  ),
  only(
    "jobs-do-due-work",
    ofSlice("jobs"),
    [
      own("jobs", "personal-data", "cards", "verbs", "queries", "store", ...words),
      others("contract", "verbs"),
      ...below,
    ],
    "due work loads, acts and posts",
  ),
  only(
    "personal-data-exports-and-erases",
    ofSlice("personal-data"),
    [
      own("personal-data", "jobs", "cards", "verbs", "queries", "store", ...words),
      others("contract", "verbs"),
      ...below,
    ],
    "erasing changes documents and what was posted of them",
  ),
  only(
    "sample-acts-through-verbs",
    ofSlice("sample"),
    [own("sample", "contract", "verbs", "texts"), kernelShapes, layer("core")],
    "what the sample team did went through the verbs that everybody uses",
  ),
  never(
    "sample-is-loaded-by-its-declaration",
    { path: "^(bot|tab)/", pathNot: others("sample") },
    { path: others("sample"), dependencyTypesNot: ["dynamic-import"] },
    "only `npm start` loads it, by `sample: () => import(...)` in `feature.ts`; it is not in the production bundle",
  ),
  only("texts-are-words", ofSlice("texts"), [own("texts"), layer("i18n")], "words know nobody"),
  only(
    "card-is-a-view",
    ofSlice("cards"),
    [own("cards", "rules", "texts", "errors"), others("contract", "api"), kernelShapes, layer("cards", "i18n", "core")],
    "a card is a pure function of what its reader may know",
  ),
  only(
    "feature-declares",
    ofSlice("(?:feature|actions)"),
    [`${ownSlice}`, others("contract", "api"), layer("kernel", "i18n", "core"), npm("zod")],
    "actions, routes and commands parse, call and render; card JSON is written in cards/",
  ),
  never(
    "views-of-cards-are-types",
    { path: [`${slice}(queries|verbs|store)(\\.ts$|/)`] },
    { path: others("cards"), dependencyTypesNot: ["type-only"] },
    "a query may say what a card shows, and never draws it",
  ),
  never(
    "features-meet-at-contract-or-verbs",
    { path: slice },
    { path: "^bot/src/features/", pathNot: [ownSlice, others("contract", "api", "verbs")] },
    "what else a feature holds may change without telling the others",
  ),
  {
    name: "features-form-no-cycle",
    comment: "two features that need each other meet in kernel/",
    severity: "error",
    scope: "folder",
    from: { path: "^bot/src/features/[^/]+$" },
    to: { path: "^bot/src/features/[^/]+$", circular: true },
  },
  never(
    "one-list-of-features",
    { path: "^(bot|tab)/", pathNot: "^bot/src/all-features\\.ts$" },
    { path: "^bot/src/features/index\\.ts$" },
    "code that needs the features gets them as an argument",
  ),
];

const packages = [
  athome(
    "bot-sdk-stays-in-teams",
    npm("botbuilder[^/]*", "botframework-[^/]+", "@microsoft/teams-ai"),
    layer("teams"),
    "its support has ended: leaving it must touch one folder",
  ),
  athome(
    "card-builders-stay-in-cards",
    npm("@microsoft/teams\\.cards"),
    layer("cards"),
    "only cards/ knows card JSON: limits and escaping are kept in one place",
  ),
  athome(
    "web-server-stays-in-http",
    npm("express", "express-rate-limit", "helmet", "jose"),
    layer("http", "local"),
    "who asks is decided in one place",
    { dependencyTypesNot: ["type-only"] },
  ),
  athome(
    "databases-stay-in-storage",
    `^(node:)?sqlite$|${npm("@azure/(?!monitor-).+")}`,
    layer("storage"),
    "what is kept, and what is gone, is decided in one place",
  ),
  athome(
    "figures-leave-in-one-place",
    npm("@opentelemetry/.+", "@azure/monitor-.+"),
    "^bot/src/telemetry\\.ts$",
    "they are made of log lines, whose fields are an allow-list",
  ),
  athome("log-is-written-in-one-place", npm("pino"), "^bot/src/log\\.ts$", "what may be logged is an allow-list"),
];

const tab = [
  never(
    "tab-reads-contracts-and-words",
    { path: "^tab/" },
    { path: "^bot/", pathNot: [others("contract", "api"), kernelShapes, layer("i18n")] },
    "what else the server holds does not concern a browser",
  ),
  never(
    "tab-crosses-the-border-by-its-name",
    { path: "^tab/" },
    { path: "^bot/", dependencyTypesNot: ["aliased-subpath-import"] },
    "`#bot/*` shows where the border is",
  ),
  never(
    "border-name-is-for-the-border",
    { path: "^bot/" },
    { path: "^bot/", dependencyTypes: ["aliased-subpath-import"] },
    "inside the bot imports are relative",
  ),
  never(
    "bot-knows-no-tab",
    { path: "^bot/", pathNot: layer("local") },
    { path: "^tab/" },
    "the server serves what was built",
  ),
  never(
    "local-shows-the-tab-and-its-host",
    { path: layer("local") },
    { path: "^tab/", pathNot: ["^tab/build\\.ts$", "^tab/host/config\\.ts$"] },
    "npm start builds the tab, and tells the stand-in for Teams who there is to be",
  ),
  never(
    "tab-lib-is-lowest",
    { path: "^tab/src/lib/" },
    { path: "^tab/", pathNot: "^tab/src/lib/" },
    "lib/ knows Teams and requests, nothing that is shown",
  ),
  never(
    "tab-components-know-no-feature",
    { path: "^tab/src/components/" },
    { path: "^tab/", pathNot: "^tab/src/(components|lib)/" },
    "what several features show knows none of them",
  ),
  never(
    "tab-features-keep-apart",
    { path: "^tab/src/features/([^/]+)/" },
    { path: "^tab/", pathNot: ["^tab/src/features/$1/", "^tab/src/(components|lib)/"] },
    "a feature knows no other and no page: what it offers on them it declares",
  ),
  never(
    "tab-pages-know-no-feature",
    { path: "^tab/src/pages/" },
    { path: "^tab/", pathNot: "^tab/src/(pages|components|lib)/" },
    "a page shows what the features declare for it",
  ),
  never(
    "tab-has-one-list-of-features",
    { path: "^tab/src/", pathNot: "^tab/src/(features|pages|components|lib)/" },
    { path: "^tab/src/features/", pathNot: "^tab/src/features/index\\.ts$" },
    "what stands above the features knows them by their list alone",
  ),
  never(
    "tab-list-names-declarations",
    { path: "^tab/src/features/index\\.ts$" },
    { path: "^tab/", pathNot: "^tab/src/features/[^/]+/feature\\.ts$" },
    "a feature is its folder and its line in the list",
  ),
  never(
    "tab-lazy-parts-are-fetched-later",
    { path: "^tab/src/", pathNot: "^tab/src/features/[^/]+/lazy/" },
    { path: "^tab/src/features/[^/]+/lazy/", dependencyTypesNot: ["dynamic-import", "type-only"] },
    "the first page is one small piece",
  ),
  never(
    "tab-and-host-keep-apart",
    { path: "^tab/(src|host)/" },
    { path: "^tab/", pathNot: "^tab/$1/" },
    "the stand-in for Teams is never in a production build",
  ),
];

const everywhere = [
  never("no-cycles", {}, { circular: true }, "two files that need each other are one story told in two places"),
  never("tests-are-nobodys", { path: "^(bot|tab)/" }, { path: "^tests/" }, "code must run where there are no tests"),
  never("everything-is-found", {}, { couldNotResolve: true }, "an import of what is not there"),
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [...layers, ...features, ...packages, ...tab, ...everywhere],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.(css|svg)$" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
