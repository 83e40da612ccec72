import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { PostRecord } from "#bot/core/upsert-post.ts";
import { UsedForm } from "#bot/kernel/contract.ts";
import { contractOf, privacyOfFeatures } from "../support/lifetimes.ts";
import { root } from "./cruise.ts";

/*
 * Each feature has one page, `bot/src/features/<name>/README.md`: the promise, the entry points, what is stored about whom and
 * for how long, and the tests. Entry points and stored kinds come from the feature's declarations.
 */

type Feature = (typeof allFeatures)[number];

/** One page of A4. */
const MAX_WORDS = 620;
const HEADINGS = ["## Entry points", "## What is stored, about whom, for how long", "## Tests"];

const pageOf = (name: string) => `bot/src/features/${name}/README.md`;

/** What is missing in a feature's page, each with what to add. */
function missingIn(page: string, feature: Feature): readonly string[] {
  const entryPoints = [
    ...(feature.commands ?? []).flatMap(({ names }) => names),
    ...(feature.extensions ?? []).map(({ commandId }) => commandId),
    ...(feature.routes ?? []).map(({ path }) => path),
    ...(feature.live ?? []).map(({ path }) => path),
  ];
  return [
    ...(page.includes("**The promise.**") ? [] : ["The promise."]),
    ...HEADINGS.filter((heading) => !page.includes(`\n${heading}\n`)),
    ...entryPoints.filter((name) => !page.includes(`\`${name}\``)).map((name) => `entry point ${name}`),
    ...storedKinds(feature.name)
      .filter((kind) => !isNamed(kind, page))
      .map((kind) => `stored item ${kind}`),
    ...[...page.matchAll(/`(\/(?:me|teams)\b[\w/:.-]*)`/g)]
      .map(([, path]) => path ?? "")
      .filter((path) => !entryPoints.includes(path))
      .map((path) => `no route ${path}`),
    ...(page.split(/\s+/).length > MAX_WORDS ? [`at most ${MAX_WORDS} words`] : []),
  ];
}

/** Kinds of documents with content: where a card or a form is posted is listed in `bot/src/storage/README.md` alone. */
function storedKinds(name: string): readonly string[] {
  const kinds = Object.keys(privacyOfFeatures.find(({ feature }) => feature === name)?.module?.lifetimes ?? {});
  return kinds.filter((kind) => contractOf(kind) !== PostRecord && contractOf(kind) !== UsedForm);
}

function isNamed(kind: string, page: string): boolean {
  const [partition = "", id = ""] = kind.replace(/ as .*/, "").split("/");
  return page.split("\n").some((line) => {
    const [where = "", ...what] = [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => (code ?? "").split(/\\?\|/)[0]);
    return line.startsWith("| `") && where === partition && what.includes(id);
  });
}

it.each(allFeatures)("$name has one page with its promise, every entry point and every stored item", (feature) => {
  const page = pageOf(feature.name);

  expect(existsSync(join(root, page)), `write ${page}`).toBe(true);
  expect(missingIn(readFileSync(join(root, page), "utf8"), feature)).toEqual([]);
});

it.each([
  ["a heading", "## Tests", "## Proof", "## Tests"],
  ["a command", "`thanks`", "`merci`", "entry point thanks"],
  ["a route", "`/me/thanks/to-me`", "`/me/thanks`", "entry point /me/thanks/to-me"],
  ["the right route", "`/me/thanks/from-me`", "`/me/thanks/from-me` `/me/thanks/old`", "no route /me/thanks/old"],
  ["a stored item", "`also\\|<person>`", "`others`", "stored item kudos/also"],
])("finds that the page of kudos lacks %s", (_, part, instead, missing) => {
  const page = readFileSync(join(root, pageOf("kudos")), "utf8");
  const feature = allFeatures.find(({ name }) => name === "kudos");
  const broken = page.replaceAll(part, instead);

  expect(broken).not.toBe(page);
  expect(feature && missingIn(broken, feature)).toContain(missing);
});
