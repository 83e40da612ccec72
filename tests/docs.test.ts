import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Every Markdown page of the repository. */
const pages = ["README.md", ...[".github", "appPackage", "bot", "infra", "tab", "tests"].flatMap(pagesBelow)];

function pagesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => join(folder, name));
}

const text = (page: string) => readFileSync(join(root, page), "utf8");

/** npm's own commands, which need no script. */
const OWN = /^(ci|install|i)$/;

/** Files that a command or a person creates later. */
const MADE = /^(dist|\.data|\.tmp)\b|\.env\.(prod|<name>)|^appPackage\/build|^build\/|\*|<|…|^\.localConfigs/;

const FILE = /^[\w.@-]+(\/[\w.@*<>-]+)*\/?(\.(ts|tsx|json|md|yml|bicep|mjs|svg|png|html|css))?$/;

describe.each(pages)("%s", (page) => {
  it("a documentation page names only existing npm scripts", () => {
    const named = [...text(page).matchAll(/\bnpm (?:run ([\w-]+)|(start|test|ci|install)\b)/g)].map(
      ([, script, own]) => script ?? own ?? "",
    );

    expect(named.filter((name) => !(name in scripts) && !OWN.test(name))).toEqual([]);
  });

  it("a documentation page names and links only existing files", () => {
    const links = [...text(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) =>
      join(dirname(page), path ?? ""),
    );
    const named = [...text(page).matchAll(/`([^`\s]+)`/g)]
      .map(([, name]) => name ?? "")
      .filter((name) => FILE.test(name) && /^(infra|appPackage|tests|tab|bot|\.github)\/|\.(yml|bicep)$/.test(name))
      .filter((name) => !MADE.test(name));
    const missing = (path: string) => ![path, join(dirname(page), path)].some((one) => existsSync(join(root, one)));

    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(named.filter(missing)).toEqual([]);
  });
});

it("the tests of the documentation read every page, those of new folders included", () => {
  expect(pages.length).toBeGreaterThan(12);
});

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, "")
    .replaceAll(" ", "-");

it.each(pages)("%s links to headings that exist", (page) => {
  const links = [...text(page).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)];
  const missing = links.filter(([, path, anchor]) => {
    const headings = text(path ? join(dirname(page), path) : page).matchAll(/^#+ (.+)$/gm);
    return ![...headings].some(([, heading]) => anchorOf(heading ?? "") === anchor);
  });

  expect(missing.map(([link]) => link)).toEqual([]);
});

/**
 * What a newcomer asks, and where `README.md` sends them: its page has the words that answer. Two opened files in all.
 */
it.each([
  ["Why can I not see who voted?", /key and ballots are destroyed/],
  ["What is stored about me when I vote?", /one encrypted ballot, until the close/],
  ["Where is it decided who is thanked in the channel?", /`reachOf` in \[`rules\/public-part\.ts`\]/],
  ["What happens when Teams answers 429?", /as long as `Retry-After` says/],
  ["How do I add a feature?", /^10\. /m],
])("README.md links the question %s to a section that answers it", (question, answer) => {
  const row = text("README.md")
    .split("\n")
    .find((line) => line.startsWith(`| ${question}`));
  const [, path = "", anchor = ""] = row?.match(/\]\(([^)#]+)#([^)]+)\)/) ?? [];
  const section = text(path)
    .split(/^(?=## )/m)
    .find((part) => anchorOf(part.slice("## ".length).split("\n")[0] ?? "") === anchor);

  expect(section).toMatch(answer);
});

/** A source file in a page, by its whole path or its end. */
const SOURCE = /`([\w./@-]+\.(?:tsx?|mjs))`/g;
const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root })
  .toString()
  .split("\0")
  .filter((name) => name !== "" && existsSync(join(root, name)));

it.each(pages)("%s names source files by their present names", (page) => {
  const named = [...text(page).matchAll(SOURCE)].map(([, name]) => name ?? "");

  expect(named.filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([]);
});

/** An identifier in a page: `camelCase`, `SOME_LIMIT`, `PascalCase`, perhaps with parentheses. */
const IDENTIFIER = /`([A-Za-z]\w*)(?:\([^)`]*\))?`/g;
const IS_OURS = /[a-z][A-Z]|[A-Z]_|^[A-Z]\w+$/;
/** Names of a library's parts that Gnista does not use. */
const NOT_USED = ["makeStyles", "TabList"];
const words = new Set(
  files
    .filter((name) => /\.(tsx?|mjs|json|ya?ml|bicep|css)$/.test(name))
    .filter((name) => !["package-lock.json", "tests/docs.test.ts"].includes(name))
    .flatMap((name) => text(name).match(/\w+/g) ?? []),
);

it.each(pages)("%s names identifiers that occur in the code", (page) => {
  const named = [...text(page).matchAll(IDENTIFIER)].map(([, name]) => name ?? "").filter((name) => IS_OURS.test(name));

  expect(named.filter((name) => !words.has(name) && !NOT_USED.includes(name))).toEqual([]);
});

it("keeps bot/README.md within 700 words", () => {
  expect(text("bot/README.md").split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(700);
});

/** One page of A4. */
const PAGE = { words: 450, lines: 50 };
const HEADINGS = ["## Context", "## Decision", "## Consequences", "## When to revisit"];
const DECISIONS = "bot/decisions";
const records = readdirSync(join(root, DECISIONS)).filter((name) => name !== "README.md");

describe("decision records", () => {
  it.each(records)("%s has a number, a date, the four headings in order, and at most one page", (name) => {
    const lines = text(join(DECISIONS, name)).trimEnd().split("\n");

    expect(name).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
    expect(lines[0]).toMatch(new RegExp(`^# ${name.slice(0, 4)} [A-Z]`));
    expect(lines[2]).toMatch(/^20\d\d-\d\d-\d\d(, changed 20\d\d-\d\d-\d\d)?$/);
    expect(lines.filter((line) => line.startsWith("## "))).toEqual(HEADINGS);
    expect(lines.length).toBeLessThanOrEqual(PAGE.lines);
    expect(lines.join(" ").split(/\s+/).length).toBeLessThanOrEqual(PAGE.words);
  });

  it("are numbered without gaps, by date", () => {
    const dates = records.toSorted().map((name) => text(join(DECISIONS, name)).split("\n")[2]?.slice(0, 10));

    expect(records.toSorted().map((name) => Number(name.slice(0, 4)))).toEqual(records.map((_, nth) => nth + 1));
    expect(dates).toEqual(dates.toSorted());
  });

  it("are listed in bot/decisions/README.md by number, file and title", () => {
    const listed = text(join(DECISIONS, "README.md"))
      .split("\n")
      .filter((line) => line.startsWith("- "));
    const expected = records.toSorted().map((name) => {
      const title = text(join(DECISIONS, name)).split("\n")[0]?.slice("# 0000 ".length);
      return `- [${name.slice(0, 4)}](${name}) ${title}`;
    });

    expect(listed).toEqual(expected);
  });
});

/** Documents that are kept elsewhere. The parts are joined, so that this file does not name them. */
const ELSEWHERE = new RegExp(
  `(?<![\\w-])(${["architecture", "storage", "teams", "product", "names", "style"].join("|")})[.]md\\b|\\b${"shared"}/`,
);

it("names no document that is not in the repository, in pages, comments and code", () => {
  const written = files.filter(
    (name) => /\.(md|tsx?|mjs|json|ya?ml|bicep|css|html)$|^\.ci\/run$/.test(name) && name !== "package-lock.json",
  );

  expect(written.length).toBeGreaterThan(500);
  expect(written.filter((name) => ELSEWHERE.test(text(name)))).toEqual([]);
});

it.each([`see architecture${".md"}`, `storage${".md"}, Items`, `in ../shared${"/"}design`])(
  "finds that %s is named",
  (line) => {
    expect(line).toMatch(ELSEWHERE);
  },
);

it("the README shows each of its pictures in both languages, small, and one command takes them anew", () => {
  const shown = [...text("README.md").matchAll(/\]\(\.github\/images\/([\w-]+)\.png\)/g)].map(([, name]) => name ?? "");
  const stored = readdirSync(join(root, ".github/images")).map((name) => name.replace(/\.png$/, ""));
  const swedish = shown.filter((name) => !name.endsWith("-en"));

  expect(scripts.pictures).toContain("tests/pictures/main.ts");
  expect(swedish.length).toBeGreaterThanOrEqual(4);
  expect(shown.toSorted()).toEqual(swedish.flatMap((name) => [name, `${name}-en`]).toSorted());
  expect(stored.toSorted()).toEqual(shown.toSorted());
  for (const name of stored) {
    expect([name, statSync(join(root, ".github/images", `${name}.png`)).size < 150_000]).toEqual([name, true]);
  }
  const taker = text("tests/pictures/main.ts");
  expect(swedish.filter((name) => !taker.includes(`path("${name}")`))).toEqual([]);
});
