import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import type { ErrorDefinitions } from "#bot/core/errors.ts";
import type { Texts } from "#bot/i18n/translate.ts";

const root = resolve(import.meta.dirname, "../..");
const files = globSync(["bot/src/**/texts.ts", "bot/src/**/errors.ts", "bot/src/i18n/*.ts", "tab/src/**/texts.ts"], {
  cwd: root,
}).toSorted();

interface Text {
  readonly file: string;
  readonly name: string;
  readonly sv: string;
  readonly en: string;
}

/** Every text that a person may read, found in the folders, so that a new feature's texts are included. */
const all: readonly Text[] = (await Promise.all(files.map(textsIn))).flat();

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
      ...avoided.flatMap((word) => (word.test(sv) || word.test(en) ? [`${name}: ${word}`] : [])),
      ...avoidedInEnglish.flatMap((word) => (word.test(en) ? [`${name}: ${word}`] : [])),
    ]);

    expect(used).toEqual([]);
  });
});

/** Words that the texts avoid: "Tack" instead of kudos, "Varför:" instead of "Därför:", the name instead of a pronoun. */
const avoided = [
  /kudos/i,
  /\bpuls/i,
  /instäm/i,
  /(?<!from )\bme too\b/i,
  /därför:/i,
  /beslut/i,
  /samtyck/i,
  /vinst/i,
  /täckning/i,
  /\bkl\.\s/i,
  /\{\w+\}s\b/,
  /incheckning/i,
  /(?<!\p{L})(?:han|hon|hans|hennes|honom|henne)(?!\p{L})/iu,
];
const avoidedInEnglish = [/\bdo answer\b/i, /\b(?:he|she|his|her|him)\b/i, /\bconsent\b/i];
