import { globSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { helpCommand } from "#bot/teams/help-command.ts";
import { all, files, pages, root } from "./all-texts.ts";

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

it("a command that a text tells to type exists, and is in the text's language", () => {
  const commands = [helpCommand, ...allFeatures.flatMap((feature) => feature.commands ?? [])];
  const names = { sv: commands.map((command) => command.names[0]), en: commands.map((command) => command.names[1]) };
  const told = all.flatMap(({ name, sv, en }) => [
    ...[...sv.matchAll(/[Ss]kriv ”(?:@Gnista )?([^”{]+)”/g)].map(
      ([, words]) => ({ name, locale: "sv", words }) as const,
    ),
    ...[...en.matchAll(/(?:[Tt]ype|[Ss]end me) “(?:@Gnista )?([^”{]+)”/g)].map(
      ([, words]) => ({ name, locale: "en", words }) as const,
    ),
  ]);

  expect(told.length).toBeGreaterThan(10);
  expect(told.filter(({ locale, words }) => !names[locale].includes(words ?? ""))).toEqual([]);
  expect(all.flatMap(({ sv, en }) => (/[Ss]kriv @|[Ww]rite “|[Ss]kriv “/.test(`${sv} ${en}`) ? [sv] : []))).toEqual([]);
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
