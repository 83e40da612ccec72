import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MAX_NAME_LENGTH } from "#bot/core/person-ref.ts";
import { STORED_TABLE, storedByFeatures, withStoredTable } from "../../bot/stored-table.ts";
import { DAY, forever, untilDone, YEAR } from "../support/feature-privacy.ts";
import { contractOf, expectedLifetimes, privacyOfFeatures } from "../support/lifetimes.ts";
import { root } from "./cruise.ts";

/*
 * `bot/src/storage/README.md` lists every kind of stored document: the features' by the rows in each feature's `stored.md`,
 * which `npm run docs` writes into it. The kinds and their times to live come from the lists that
 * `tests/privacy/retention.test.ts` compares with a store in use, the fields from the contracts.
 */

interface Row {
  /** `<partition>/<id>`, or `user/ref as <role>` for each role. */
  readonly kinds: readonly string[];
  readonly writers: readonly string[];
  readonly people: string;
  readonly timeToLive: string;
}

type Lifetime = (typeof expectedLifetimes)[string];

/** What is wrong with the table, each with what to write. */
function problemsIn(markdown: string): readonly string[] {
  const rows = rowsIn(markdown);
  const listed = rows.flatMap(({ kinds }) => kinds);
  return [
    ...Object.keys(expectedLifetimes)
      .filter((kind) => !listed.includes(kind))
      .map((kind) => `${kind}: add a row to ${tableOf(kind)}`),
    ...listed
      .filter((kind) => !(kind in expectedLifetimes))
      .map((kind) => `${kind}: nothing stores it, remove the row`),
    ...listed.filter((kind, nth) => listed.indexOf(kind) !== nth).map((kind) => `${kind}: has two rows`),
    ...rows.flatMap((row) =>
      row.kinds.filter((kind) => kind in expectedLifetimes).flatMap((kind) => problemsOf(kind, row)),
    ),
  ];
}

const featuresThatDeclare = (kind: string): readonly string[] =>
  privacyOfFeatures.filter(({ module }) => kind in (module?.lifetimes ?? {})).map(({ feature }) => feature);

/** The page where the kind's row is written. */
function tableOf(kind: string): string {
  const [feature] = featuresThatDeclare(kind);
  return feature === undefined ? STORED_TABLE : `bot/src/features/${feature}/stored.md`;
}

function problemsOf(kind: string, { writers, people, timeToLive }: Row): readonly string[] {
  const expected = inWords(expectedLifetimes[kind] ?? forever);
  const contract = contractOf(kind);
  const fields = contract && fieldsIn(z.toJSONSchema(contract, { io: "input", unrepresentable: "any" }));
  const named = [...people.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? "");
  return [
    ...(timeToLive === expected || timeToLive.startsWith(`${expected};`)
      ? []
      : [`${kind}: time to live "${timeToLive}" instead of "${expected}"`]),
    ...(fields?.people ?? []).filter((name) => !named.includes(name)).map((name) => `${kind}: ${name} holds a person`),
    ...(fields ? named.filter((name) => !fields.all.includes(name)) : []).map((name) => `${kind}: has no ${name}`),
    ...featuresThatDeclare(kind)
      .filter((name) => !writers.includes(name))
      .map((name) => `${kind}: is written by ${name}`),
    ...writers.filter((name) => !isFolder(name)).map((name) => `${kind}: ${name} is not a folder of bot/src`),
  ];
}

const isFolder = (name: string) =>
  ["bot/src", "bot/src/features"].some((parent) => existsSync(join(root, parent, name)));

function rowsIn(markdown: string): readonly Row[] {
  const [, table = ""] = markdown.split("## What is stored");
  return table
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")))
    .map(([, partition = "", id = "", , writers = "", people = "", timeToLive = ""]) => ({
      kinds: kindsOf(partition, id),
      writers: writers.split(", "),
      people,
      timeToLive,
    }));
}

function kindsOf(partition: string, id: string): readonly string[] {
  const [firstWord = "", ...roles] = [...id.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "");
  const kind = `${wordOf(partition.replaceAll("`", ""))}/${wordOf(firstWord)}`;
  return roles.length > 0 ? roles.map((role) => `${kind} as ${role}`) : [kind];
}

const wordOf = (key: string) => key.split("|")[0] ?? "";

function inWords(ttl: Lifetime): string {
  if (ttl === forever || ttl === untilDone) {
    return "none";
  }
  const seconds = Number(ttl);
  if (seconds % (31 * DAY) === 0) {
    return `${seconds / (31 * DAY)} months`;
  }
  if (seconds === YEAR) {
    return "12 months";
  }
  const [count, unit] = seconds % DAY === 0 ? [seconds / DAY, "day"] : [seconds, "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

interface Fields {
  readonly all: readonly string[];
  /** Fields that hold a `PersonRef`, or a person's id by name. */
  readonly people: readonly string[];
}

const PERSON_ID = /^(person|leader|host|speaker|sender|asker|voter)Id$/;

/** The names of a JSON schema's fields, at any depth. */
function fieldsIn(schema: unknown, name = ""): Fields {
  if (typeof schema !== "object" || schema === null) {
    return { all: [], people: [] };
  }
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as {
    properties?: Record<string, unknown>;
    items?: unknown;
    anyOf?: readonly unknown[];
  };
  const inside = [
    ...Object.entries(properties).map(([field, type]) => fieldsIn(type, field)),
    ...[items, ...anyOf].map((part) => fieldsIn(part, name)),
  ];
  const isPerson = PERSON_ID.test(name) || isPersonRef(properties);
  return {
    all: [...Object.keys(properties), ...inside.flatMap(({ all }) => all)],
    people: [...(isPerson ? [name] : []), ...inside.flatMap(({ people }) => people)],
  };
}

const isPersonRef = ({ id, name }: Record<string, unknown>) =>
  id !== undefined && (name as { maxLength?: number } | undefined)?.maxLength === MAX_NAME_LENGTH;

describe("the table of stored items", () => {
  const page = readFileSync(join(root, STORED_TABLE), "utf8");
  const markdown = withStoredTable(page, storedByFeatures());

  it("is as the features' pages say: after a change of a feature's stored.md, run `npm run docs`", () => {
    expect(page === markdown, "run `npm run docs`").toBe(true);
  });

  it("has a row for each kind of stored document, with its time to live, its writers and its fields about people", () => {
    expect(problemsIn(markdown)).toEqual([]);
  });

  it("is read: fields about people are found in the contracts", () => {
    const found = Object.keys(expectedLifetimes).filter((kind) => {
      const contract = contractOf(kind);
      return contract && fieldsIn(z.toJSONSchema(contract, { io: "input", unrepresentable: "any" })).people.length > 0;
    });

    expect(found).toEqual(expect.arrayContaining(["kudos/kudos", "poll/v", "round/round", "team/team", "rests/about"]));
  });

  it.each([
    ["a missing row", /^.*also\\\|<person>.*\n/m, "", "kudos/also: add a row"],
    ["a missing role", ", `decider`", "", "user/ref as decider: add a row"],
    ["a row of nothing stored", "| `dir` | `team", "| `dir` | `guild", "dir/guild: nothing stores it"],
    ["a wrong time to live", /( 28 days)/, " 29 days", 'rests/r: time to live "29 days" instead of "28 days"'],
    ["a person who is not named", "`sender`, `recipients`, `words`", "`words`", "holds a person"],
    ["a field that does not exist", "`leaderId`", "`leaderId`, `teamLead`", "rests/about: has no teamLead"],
    ["a writer that is not named", "| polls |", "| kudos |", "is written by polls"],
  ])("that has %s is found", (_, part, instead, problem) => {
    const compact = markdown.replaceAll(/ +\|/g, " |");
    const broken = compact.replace(part, instead);

    expect(broken).not.toBe(compact);
    expect(problemsIn(broken)).toContainEqual(expect.stringContaining(problem));
  });
});
