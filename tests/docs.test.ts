import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Every page in words that is kept with the code. */
const pages = ["README.md", ...[".github", "appPackage", "bot", "infra", "tab", "tests"].flatMap(pagesBelow)];

function pagesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => join(folder, name));
}

const text = (page: string) => readFileSync(join(root, page), "utf8");

/** npm's own, which need no script. */
const OWN = /^(ci|install|i)$/;

/** What is made by a command, or by somebody, and so is not there before. */
const MADE = /^(dist|\.data|\.tmp)\b|\.env\.(prod|<name>)|^appPackage\/build|^build\/|\*|<|…|^\.localConfigs/;

const FILE = /^[\w.@-]+(\/[\w.@*<>-]+)*\/?(\.(ts|tsx|json|md|yml|bicep|mjs|svg|png|html|css))?$/;

describe.each(pages)("%s", (page) => {
  it("names npm scripts that there are", () => {
    const named = [...text(page).matchAll(/\bnpm (?:run ([\w-]+)|(start|test|ci|install)\b)/g)].map(
      ([, script, own]) => script ?? own ?? "",
    );

    expect(named.filter((name) => !(name in scripts) && !OWN.test(name))).toEqual([]);
  });

  it("names files that there are, and links to them", () => {
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

it("reads every page: a new folder's is among them", () => {
  expect(pages.length).toBeGreaterThan(12);
});
