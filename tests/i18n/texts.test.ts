import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import type { ErrorDefinitions } from "#bot/core/errors.ts";
import { contactText } from "#bot/http/trust/contact.ts";
import { frontPage } from "#bot/http/trust/front.ts";
import { privacyPage } from "#bot/http/trust/privacy.ts";
import { termsPage } from "#bot/http/trust/terms.ts";
import { trustPage } from "#bot/http/trust/trust.ts";
import type { Texts } from "#bot/i18n/translate.ts";

const root = resolve(import.meta.dirname, "../..");
const files = globSync(["bot/src/**/texts.ts", "bot/src/**/errors.ts", "bot/src/i18n/*.ts", "tab/**/texts.ts"], {
  cwd: root,
}).toSorted();

interface Text {
  readonly file: string;
  readonly name: string;
  readonly sv: string;
  readonly en: string;
}

/** The public pages, with the texts that do not come from the features' `texts.ts`. */
const pages = {
  "bot/src/http/trust/contact.ts": [contactText(), contactText("Anna")],
  "bot/src/http/trust/front.ts": frontPage,
  "bot/src/http/trust/privacy.ts": privacyPage({ stored: [], retention: [] }, contactText()),
  "bot/src/http/trust/terms.ts": termsPage(contactText()),
  "bot/src/http/trust/trust.ts": trustPage(contactText()),
};

/** Every text that a person may read, found in the folders, so that a new feature's texts are included. */
const all: readonly Text[] = [
  ...(await Promise.all(files.map(textsIn))).flat(),
  ...Object.entries(pages).flatMap(([file, page]) => localizedIn(page).map((text) => ({ file, ...text }))),
  ...manifestTexts(),
];

/** The texts in both languages anywhere in a value, named by the way to them. */
function localizedIn(value: unknown, path = ""): readonly Omit<Text, "file">[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return "sv" in value && "en" in value
    ? [{ name: path, sv: String(value.sv), en: String(value.en) }]
    : Object.entries(value).flatMap(([key, one]) => localizedIn(one, `${path}/${key}`));
}

function manifestTexts(): readonly Text[] {
  const read = (name: string): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(join(root, "appPackage", name), "utf8"));
  const [sv, en] = [read("sv.json"), read("en.json")];
  return [...new Set([...Object.keys(sv), ...Object.keys(en)])]
    .filter((name) => name !== "$schema")
    .map((name) => ({ file: "appPackage", name, sv: sv[name] ?? "", en: en[name] ?? "" }));
}

async function textsIn(file: string): Promise<readonly Text[]> {
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, file)).href);
  return Object.entries(module).flatMap(([exported, value]) =>
    isErrors(value)
      ? Object.values(value).map(({ code, sv = "", en = "" }) => ({ file, name: `${exported}.${code}`, sv, en }))
      : isTexts(value)
        ? [...new Set([...Object.keys(value.sv), ...Object.keys(value.en)])].map((key) => ({
            file,
            name: `${exported}.${key}`,
            sv: value.sv[key] ?? "",
            en: value.en[key] ?? "",
          }))
        : [],
  );
}

function isTexts(value: unknown): value is Texts<string> {
  return typeof value === "object" && value !== null && "sv" in value && "en" in value;
}

function isErrors(value: unknown): value is ErrorDefinitions {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([code, error]) => error?.code === code)
  );
}

type Part = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The names of a message's arguments, those within its choices included. Throws for a malformed message. */
function argumentsOf(text: string, locale: string): readonly string[] {
  const names = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => [
      ...("value" in part && part.type !== 0 ? [String(part.value)] : []),
      ...("options" in part ? Object.values(part.options).flatMap(({ value }) => names(value)) : []),
    ]);
  return [...new Set(names(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst()))].toSorted();
}

it("the tests of the texts find those of every feature", () => {
  const features = globSync("bot/src/features/*/feature.ts", { cwd: root }).map((file) => file.split("/")[3]);

  expect(features.length).toBeGreaterThan(2);
  expect(all.length).toBeGreaterThan(200);
  for (const file of files.filter((one) => one.endsWith("texts.ts"))) {
    expect(all.map((text) => text.file)).toContain(file);
  }
});

it("the tests of the texts find those of the public pages, of the manifest and of the page that replaces Teams", () => {
  const ofPages = globSync("bot/src/http/trust/*.ts", { cwd: root }).filter((file) => !file.endsWith("/page.ts"));
  const found = new Set(all.map(({ file }) => file));

  expect(Object.keys(pages).toSorted()).toEqual(ofPages.toSorted());
  expect([...ofPages, "appPackage", "tab/host/texts.ts"].filter((file) => !found.has(file))).toEqual([]);
  expect(all.filter(({ file }) => file === "appPackage").length).toBeGreaterThan(10);
});

it.each([
  ["sv", "en", ["Fråga", "Behöver mer tid", "Team"]],
  ["en", "sv", []],
] as const)("the same text in %s is the same text in %s, but for the listed ones", (from, to, severalMeanings) => {
  const translations = new Map<string, Set<string>>();
  for (const text of all) {
    translations.set(text[from], (translations.get(text[from]) ?? new Set()).add(text[to]));
  }
  const several = [...translations].filter(([, others]) => others.size > 1).map(([text]) => text);

  expect(several.toSorted()).toEqual([...severalMeanings].toSorted());
});

describe.each([...new Set(all.map(({ file }) => file))])("%s", (file) => {
  const textsOfFile = all.filter((text) => text.file === file);

  it("a file's messages have the same arguments in both languages", () => {
    for (const { name, sv, en } of textsOfFile) {
      expect.soft(argumentsOf(sv, "sv"), name).toEqual(argumentsOf(en, "en"));
    }
  });

  it("a file's texts are not blank, and end with a space in both languages or in none", () => {
    for (const { name, sv, en } of textsOfFile) {
      expect
        .soft(
          [sv, en].map((text) => text.trim() === ""),
          name,
        )
        .toEqual([false, false]);
      expect.soft(/\s$/.test(sv), name).toBe(/\s$/.test(en));
    }
  });

  it("a file's texts contain no avoided word", () => {
    const used = textsOfFile.flatMap(({ name, sv, en }) => [
      ...avoided.filter((word) => word.test(sv) || word.test(en)).map((word) => ({ name, word })),
      ...avoidedInSwedish.filter((word) => word.test(sv)).map((word) => ({ name, word })),
      ...avoidedInEnglish.filter((word) => word.test(en)).map((word) => ({ name, word })),
    ]);

    expect(used.filter(({ word }) => !(file.endsWith("/privacy.ts") && legalTerms.includes(word)))).toEqual([]);
  });
});

const consent = /\bconsent\b/i;
const samtycke = /samtyck/i;
const beslut = /beslut/i;

/** Words of the General Data Protection Regulation. */
const legalTerms = [consent, samtycke, beslut];

/**
 * Words that the texts avoid: "Tack" instead of kudos, "Varför:" instead of "Därför:", the name instead of a pronoun, a
 * new sentence instead of a semicolon.
 */
const avoided = [
  /kudos/i,
  /\bpuls/i,
  /instäm/i,
  /(?<!from )\bme too\b/i,
  /därför:/i,
  beslut,
  samtycke,
  /vinst/i,
  /täckning/i,
  /\bkl\.\s/i,
  /\{\w+\}s\b/,
  /incheckning/i,
  /(?<!\p{L})(?:han|hon|hans|hennes|honom|henne)(?!\p{L})/iu,
  /;/,
];
/** "Värdeord" for what English calls values; quotation marks that are alike. */
const avoidedInSwedish = [/\bvärde(?:n|t)?\b/i, /“/];
/** An order that begins with "Do" sounds like a teacher. */
const avoidedInEnglish = [/(?:^|[.!?] )Do (?!not\b|you\b|share what got done)/, /\b(?:he|she|his|her|him)\b/i, consent];
