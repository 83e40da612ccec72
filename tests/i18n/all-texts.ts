import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ErrorDefinitions } from "#bot/core/errors.ts";
import { contactText } from "#bot/http/trust/contact.ts";
import { frontPage } from "#bot/http/trust/front.ts";
import { privacyPage } from "#bot/http/trust/privacy.ts";
import { termsPage } from "#bot/http/trust/terms.ts";
import { trustPage } from "#bot/http/trust/trust.ts";
import type { Texts } from "#bot/i18n/translate.ts";

export const root = resolve(import.meta.dirname, "../..");
export const files = globSync(["bot/src/**/texts.ts", "bot/src/**/errors.ts", "bot/src/i18n/*.ts", "tab/**/texts.ts"], {
  cwd: root,
}).toSorted();

interface Text {
  readonly file: string;
  readonly name: string;
  readonly sv: string;
  readonly en: string;
}

/** The public pages, with the texts that do not come from the features' `texts.ts`. */
export const pages = {
  "bot/src/http/trust/contact.ts": [contactText(), contactText("Anna")],
  "bot/src/http/trust/front.ts": frontPage,
  "bot/src/http/trust/privacy.ts": privacyPage({ stored: [], retention: [] }, contactText()),
  "bot/src/http/trust/terms.ts": termsPage(contactText()),
  "bot/src/http/trust/trust.ts": trustPage(contactText()),
};

/** Every text that a person may read, found in the folders, so that a new feature's texts are included. */
export const all: readonly Text[] = [
  ...(await Promise.all(files.map(textsIn))).flat(),
  ...Object.entries(pages).flatMap(([file, page]) => localizedIn(page).map((text) => ({ file, ...text }))),
  ...manifestTexts(),
];

/** The texts in both languages anywhere in a value, named by their path in the value. */
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
