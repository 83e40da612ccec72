import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { idOf, TEAM, type Team } from "../support/a-team.ts";
import { press, text } from "../support/cards.ts";
import { everythingStored, lineOf } from "../support/everything.ts";
import { contractOf, expectedLifetimes, kindOf, privacyOfFeatures, rare } from "../support/lifetimes.ts";
import { everyPastStore, type Past, pressAll, startOnPast } from "./past.ts";

/*
 * This commit opens what an earlier commit stored: every document parses, and everything that reads or changes it
 * works.
 */

const stores = everyPastStore();
const everybody = ["anna", "bo", "cia", "dan", "eva", "filip"];

const kindsIn = ({ documents }: Past) => documents.map(({ pk, id, data }) => kindOf(pk, id, data));

/** Log lines of our own faults, and of due work that could not be done. */
const faultsIn = (team: Team): readonly string[] =>
  team.logs().filter((line) => JSON.parse(line).level >= 50 || /due\.(unreadable|unknown-job|bug|failed)/.test(line));

describe.each(stores)("the store of %s", (_, past) => {
  it("a recorded store holds every kind of document that its commit stores in an ordinary hour", () => {
    const kinds = new Set(kindsIn(past));
    const passing = ["said/", "round/o", "live/", "round/a"];
    const later = privacyOfFeatures
      .map(({ module }) => Object.keys(module?.lifetimes ?? {}))
      .filter((ofFeature) => !ofFeature.some((kind) => kinds.has(kind)))
      .flat();
    const ordinary = Object.keys(expectedLifetimes).filter(
      (kind) => ![...rare, ...later].includes(kind) && !passing.some((one) => kind.startsWith(one)),
    );

    expect(ordinary.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it("each document of a recorded store is of a known kind and parses with today's contracts", () => {
    const refused = past.documents.flatMap(({ pk, id, data }) => {
      const kind = kindOf(pk, id, data);
      const parsed = contractOf(kind)?.safeParse(JSON.parse(data));
      return [
        ...(kind in expectedLifetimes ? [] : [`${kind} ${id}: unknown`]),
        ...(parsed?.success === false ? [`${kind} ${id}: ${parsed.error.message}`] : []),
      ];
    });

    expect(refused).toEqual([]);
    expect(kindsIn(past).filter((kind) => contractOf(kind)).length).toBeGreaterThan(80);
  });

  it("every route answers from a recorded store without a fault, and shows the stored words", async () => {
    const { team } = await startOnPast(past);
    const pollIds = past.documents.flatMap(({ pk, id }) => (id === "poll" ? [pk.split("|").at(-1) ?? ""] : []));
    const answers: string[] = [];
    const faults: string[] = [];

    for (const { path } of allFeatures.flatMap(({ routes = [] }) => routes)) {
      for (const poll of path.includes(":poll") ? pollIds : [""]) {
        const requestPath = `${path.replace(":team", TEAM).replace(":poll", poll)}?q=b`;
        const { status, body } = await team.as("anna").asks(requestPath);
        answers.push(text(body));
        faults.push(...(status >= 500 ? [`${requestPath}: ${status}`] : []));
      }
    }

    expect(faults).toEqual([]);
    expect(faultsIn(team)).toEqual([]);
    const all = answers.join("\n");
    for (const words of ["Hemliga ord", "Hemlig fråga?", "Hemligt skäl.", "Hemlig, anonym och öppen?"]) {
      expect(all).toContain(words);
    }
  });

  it("each button on a recorded store's cards has its recorded outcome, or acts where it did not", {
    timeout: 300_000,
  }, async () => {
    const then = await startOnPast(past);
    const changed: string[] = [];

    for (const card of past.cards) {
      const { presses } = await pressAll(then, past.now, card);
      const before = card.presses.map(({ who, title, verb, outcome }) => `${who} ${title} ${verb} ${outcome}`);
      const now = presses.map(({ who, title, verb, outcome }) => `${who} ${title} ${verb} ${outcome}`);
      changed.push(...now.filter((one) => !before.includes(one)));
    }

    expect(changed.filter((one) => !one.endsWith(" acts"))).toEqual([]);
    expect(past.cards.flatMap(({ presses }) => presses).length).toBeGreaterThan(40);
  });

  it("an export from a recorded store holds the documents that name the person", async () => {
    const { team } = await startOnPast(past);
    const exported: Record<string, string> = {};

    for (const who of everybody) {
      const { status, body } = await team.as(who).asks("/me/data");
      expect([who, status]).toEqual([who, 200]);
      exported[who] = text(body);
    }

    expect(exported.anna).toMatch(/Hemliga ord[\s\S]*Hemlig fråga\?/);
    expect(exported.bo).toMatch(/Hemlig och obesvarad\?/);
    expect(exported.eva).toContain("de hemliga orden");
    expect(exported.eva).not.toContain("Hemligt skäl.");
  });

  it("erasing a person in a recorded store removes them from every document", { timeout: 120_000 }, async () => {
    const { team, file } = await startOnPast(past);
    const ofBo = new RegExp(`${idOf("bo")}|29:bo|\\bBo Berg\\b`, "u");
    const naming = () =>
      everythingStored(file)
        .documents.map(lineOf)
        .filter((line) => ofBo.test(line));
    expect(naming().length).toBeGreaterThan(10);

    const eraseForm = await team.as("bo").clicks(peopleVerbs.aboutErasing, {}, { in: "personal" });
    const { verb, data } = press(eraseForm.card, "Radera allt om mig");
    await team.as("bo").clicks(verb, data, { in: "personal" });
    await team.settle();
    // Open panels name the participants of a meeting for a day at most.
    const standing = naming().filter((line) => !line.includes("|round|"));
    await team.at("2026-02-04T09:30:00+01:00");

    expect(standing).toEqual([]);
    expect(naming()).toEqual([]);
    expect(faultsIn(team)).toEqual([]);
  });

  it("the due work of a recorded store runs when it is due, and its documents are deleted after their retention time", async () => {
    const { team, file } = await startOnPast(past);

    for (const at of ["2026-02-04T16:30:00+01:00", "2026-02-09T10:00:00+01:00", "2027-03-01T10:00:00+01:00"]) {
      await team.at(at);
    }
    await team.store.purge();

    expect(faultsIn(team)).toEqual([]);
    expect(
      everythingStored(file)
        .documents.map(lineOf)
        .filter((line) => /[Hh]emlig/.test(line)),
    ).toEqual([]);
  });
});
