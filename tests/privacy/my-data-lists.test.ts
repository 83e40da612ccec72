import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import type { MyDataLists } from "#bot/features/people/api.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, idOf, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, objectsIn, text } from "../support/cards.ts";
import { everythingStored } from "../support/everything.ts";
import { privacyOfFeatures } from "../support/lifetimes.ts";

/* "Mina uppgifter" reads as lists. The export decides what a person may have: the lists hold its words, and no others. */

const people = ["anna", "bo", "cia", "dan", "eva", "filip"];
const languages = { sv: "sv-SE", en: "en-GB" } as const;

const hostileWords = [
  '<at>Cia Ceder</at> **fet** [klicka](https://evil.example) "}],"actions":[{',
  "<img src=x onerror=alert(1)> {{DATE(2026-02-03)}} {count, plural, one {en}}",
];

/** Every feature is used in every way, and some words are hostile. */
async function aBusyTeam(): Promise<Team> {
  const team = await aTeam({ members: people, leaders: ["anna"] });
  for (const { module } of privacyOfFeatures) {
    await module?.busyHour?.(team, () => undefined);
  }
  for (const words of hostileWords) {
    await team.as("anna").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words }));
    await team.as("cia").clicks(pollVerbs.ask, aQuestion(team, { question: words, answers: "named" }));
    await team.settle();
  }
  return team;
}

const listsOf = async (team: Team, who: string, language: string): Promise<MyDataLists["lists"]> =>
  ((await team.as(who).asks("/me/data/lists", { headers: { "accept-language": language } })).body as MyDataLists).lists;

/** The lines on all pages of the chat's card. */
async function pagesInChat(team: Team, who: string, locale: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let part = 0; ; part += 1) {
    const { card } = await team.as(who).clicks(peopleVerbs.exportData, { part }, { locale, in: "personal" });
    lines.push(
      ...objectsIn(card).flatMap(({ type, text: words }) => (/Text(?:Run|Block)$/.test(`${type}`) ? [`${words}`] : [])),
    );
    if (!text(card).includes(`"part":${part + 1}`)) {
      return lines;
    }
  }
}

/** Fields with the name of a choice, an id or a moment instead of words. A new field is expected to be readable. */
const coded =
  /^(?:role|kind|mode|state|reach|audience|week|at|slice|id|nonce|wish|locale|optOuts|serviceUrl|botId|userId|conversationId|list|events|\w+At)$/;

/** The words, names and questions in a value; of a draft, whose recipients are ids, the rest. */
function wordsIn(json: unknown, field = ""): readonly string[] {
  if (Array.isArray(json)) {
    return json.flatMap((one) => wordsIn(one, field));
  }
  if (typeof json === "object" && json !== null) {
    return Object.entries(json).flatMap(([key, value]) => wordsIn(value, key));
  }
  return typeof json === "string" && json !== "" && !coded.test(field) && !isId(json) ? [json] : [];
}

const isId = (leaf: string) => /^[\w-]{22}$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^\d{4}-\d\d-\d\d/.test(leaf);

it.each(allFeatures.filter(({ personalData }) => personalData))(
  "$name declares how its data about a person reads",
  ({ name, personalData }) => {
    expect(personalData?.lists, `declare lists in the personalData of features/${name}`).toBeDefined();
  },
);

describe("what a person reads of their own data", { timeout: 120_000 }, () => {
  it("each word, name and question of the export is in the lists, in the tab and in the chat, in both languages", async () => {
    const team = await aBusyTeam();
    let count = 0;

    for (const who of people) {
      const {
        person: _,
        exportedAt: __,
        ...parts
      } = (await team.as(who).asks("/me/data")).body as Record<string, unknown>;
      const words = [...new Set(wordsIn(parts))];
      count += words.length;
      for (const language of Object.values(languages)) {
        const inTab = (await listsOf(team, who, language)).flatMap(({ title, lines }) => [title, ...lines]).join("\n");
        const inChat = (await pagesInChat(team, who, language)).join("\n").replaceAll(/‹(\/?)at/gu, "<$1at");

        expect([who, language, words.filter((one) => !inTab.includes(one))]).toEqual([who, language, []]);
        expect([who, language, words.filter((one) => !inChat.includes(one))]).toEqual([who, language, []]);
      }
    }
    expect(count).toBeGreaterThan(40);
  });

  it("the lists contain no stored word that the person's own export lacks", async () => {
    const team = await aBusyTeam();
    const stored = everythingStored(team.file).documents.map(({ data }) => JSON.parse(data) as unknown);
    const written = [...new Set(wordsIn(stored))].filter((one) => /\s/u.test(one));
    expect(written).toContain("Hemliga ord");

    for (const who of people) {
      const own = wordsIn((await team.as(who).asks("/me/data")).body);
      const lines = text(await listsOf(team, who, languages.sv));
      const others = written.filter((one) => !own.some((mine) => mine.includes(one)));

      expect([who, others.filter((one) => lines.includes(JSON.stringify(one).slice(1, -1)))]).toEqual([who, []]);
    }
  });

  it("a list is never empty, and reads in its reader's language", async () => {
    const team = await aTeam({ members: people, leaders: ["anna"] });
    await team.as("bo").clicks(peopleVerbs.savePreferences, { wish: "betweenUs" });

    const sv = await listsOf(team, "bo", languages.sv);
    const en = await listsOf(team, "bo", languages.en);

    expect(sv).toContainEqual({
      title: "Mina inställningar",
      lines: ["När någon vill tacka dig: Mellan oss"],
    });
    expect(en).toContainEqual({
      title: "My settings",
      lines: ["When somebody wants to thank you: Between us"],
    });
    expect(await listsOf(team, "filip", languages.sv)).toEqual([]);
  });
});
