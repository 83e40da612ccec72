import { describe, expect, it } from "vitest";
import { people } from "#bot/local/sample-team.ts";
import { dataAt } from "./sample-data.ts";

describe("the sample team's data", () => {
  it.each([
    ["on an ordinary morning", "2026-02-03T09:00:00+01:00"],
    ["in the hour that the clocks turn back", "2026-10-25T02:30:00+01:00"],
    ["on Midsummer's Day", "2026-06-20T07:00:00+02:00"],
    ["on New Year's night", "2027-01-01T00:05:00+01:00"],
  ])(
    "the sample of a start %s has one owed answer, two open questions, and thanks of the last fortnight",
    async (_, at) => {
      const { questions, thanks, now, waiting, lines } = await dataAt(at);

      expect(questions.owed).toMatchObject([{ isMine: true, isOverdue: false, state: "closed" }]);
      expect(questions.open.map(({ closesAt }) => closesAt > now.toISOString())).toEqual([true, true]);
      expect(questions.decided.length).toBeGreaterThanOrEqual(7);
      expect(questions.decided.every(({ why }) => why !== undefined)).toBe(true);
      const fortnight = new Date(now.getTime() - 14 * 24 * 3600_000).toISOString();
      expect(thanks.filter(({ givenAt }) => givenAt > fortnight).length).toBeGreaterThanOrEqual(4);
      expect(thanks.every(({ givenAt }) => givenAt < now.toISOString())).toBe(true);
      expect(waiting.filter((due) => due <= now.toISOString())).toEqual([]);
      expect(lines.filter((line) => !line.includes('"level":30'))).toEqual([]);
    },
  );

  it("the English team has the Swedish team's history, in English", async () => {
    const at = "2026-02-03T09:00:00+01:00";

    const [swedish, english] = [await dataAt(at), await dataAt(at, undefined, "en")];

    const words = ({ thanks, questions }: typeof english) => [
      ...thanks.map((entry) => entry.words),
      ...thanks.flatMap(({ value }) => value ?? []),
      ...[...questions.owed, ...questions.open, ...questions.decided].map(({ question }) => question),
      ...questions.decided.map(({ why }) => why),
    ];
    const shape = ({ thanks }: typeof english) => thanks.map(({ givenAt, sender, kind }) => [givenAt, sender.id, kind]);
    expect(shape(english)).toEqual(shape(swedish));
    expect(words(english)).toHaveLength(words(swedish).length);
    expect(words(english).filter((text) => words(swedish).includes(text))).toEqual([]);
    expect(words(english).join(" ")).not.toMatch(/[åäöÅÄÖ]/);
    expect(english.lines.filter((line) => !line.includes('"level":30'))).toEqual([]);
  });

  it("the sample chooses no language for anybody, so that the page's language is everything's", async () => {
    const { languages } = await dataAt("2026-02-03T09:00:00+01:00");

    expect(languages).toHaveLength(6);
    expect(languages.filter((locale) => locale !== undefined)).toEqual([]);
  });

  it("the sample names in public only the people who chose that, and shows the words of all public thanks", async () => {
    const { thanks } = await dataAt("2026-02-03T09:00:00+01:00");

    const named = new Set(thanks.flatMap(({ recipients }) => recipients.map(({ name }) => name)));

    expect([...named].toSorted()).toEqual(
      [people.karin, people.johan, people.elin, people.sara].map(({ name }) => name).toSorted(),
    );
    expect(thanks.filter(({ words }) => words === undefined)).toEqual([]);
  });
});
