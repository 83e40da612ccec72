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

/** Every text that anybody may read, found by walking the folders: a new slice's are among them. */
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

/** The names that a message waits for, those within its choices included. Throws where it is no message. */
function argumentsOf(text: string, locale: string): readonly string[] {
  const names = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => [
      ...("value" in part && part.type !== 0 ? [String(part.value)] : []),
      ...("options" in part ? Object.values(part.options).flatMap(({ value }) => names(value)) : []),
    ]);
  return [...new Set(names(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst()))].toSorted();
}

it("finds the texts of every slice", () => {
  const features = globSync("bot/src/features/*/feature.ts", { cwd: root }).map((file) => file.split("/")[3]);

  expect(features.length).toBeGreaterThan(2);
  expect(all.length).toBeGreaterThan(200);
  for (const file of files.filter((one) => one.endsWith("texts.ts"))) {
    expect(all.map((text) => text.file)).toContain(file);
  }
});

describe.each([...new Set(all.map(({ file }) => file))])("%s", (file) => {
  const here = all.filter((text) => text.file === file);

  it("holds messages in both languages that wait for the same", () => {
    for (const { name, sv, en } of here) {
      expect.soft(argumentsOf(sv, "sv"), name).toEqual(argumentsOf(en, "en"));
    }
  });

  it("says something in both, with a space at its end only where somebody writes on", () => {
    for (const { name, sv, en } of here) {
      expect
        .soft(
          [sv, en].map((text) => text.trim() === ""),
          name,
        )
        .toEqual([false, false]);
      expect.soft(/\s$/.test(sv), name).toBe(/\s$/.test(en));
    }
  });

  it("uses none of the words that we avoid", () => {
    const used = here.flatMap(({ name, sv, en }) => [
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
  /incheckning/i,
  /(?<!\p{L})(?:han|hon|hans|hennes|honom|henne)(?!\p{L})/iu,
];
const avoidedInEnglish = [/\b(?:he|she|his|her|him)\b/i, /\bconsent\b/i];
