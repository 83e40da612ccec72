import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import type { Command } from "#bot/core/command.ts";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import { matchCommand, wordsFor } from "#bot/core/match-command.ts";
import { isGreeting } from "#bot/teams/help-command.ts";
import { aTeam } from "../support/a-team.ts";

const commands = allFeatures.flatMap((feature) => feature.commands ?? []);
const locales = [
  { locale: "sv-SE", index: 0, key: "sv", ask: "hjälp", unknown: "Det där kände jag inte igen." },
  { locale: "en-GB", index: 1, key: "en", ask: "help", unknown: "I didn't recognise that." },
] as const;
const words = commands.flatMap((command) => wordsFor(command).map((word) => [word, command] as const));
const places = [
  ["the team's channel", {}],
  ["the personal chat", { inPersonalChat: true }],
] as const;

const textOf = (replies: readonly { attachments?: unknown; text?: unknown }[]) => JSON.stringify(replies);

describe("every command of every feature", () => {
  it.each(words)(
    "the word %s matches only its own command: alone, in capitals and with text after it",
    (word, command) => {
      for (const typed of [word, word.toUpperCase(), `${word}: Fika klockan tre?`]) {
        expect(matchCommand(allFeatures, typed)?.command).toBe(command);
      }
      expect(isGreeting(word)).toBe(false);
    },
  );

  it.each(places)("every command is recognised in %s, in Swedish and in English", async (_, place) => {
    for (const { locale, index, unknown } of locales) {
      const team = await aTeam({ features: allFeatures });
      for (const { names } of commands) {
        const { status, replies } = await team.as("anna").says(names[index], { ...place, locale });
        expect([names[index], status, replies.length]).toEqual([names[index], 200, 1]);
        expect(textOf(replies)).not.toContain(unknown);
      }
    }
  });

  it.each(places)(
    "help lists every command with its help line and a button when asked in %s, in the person's language",
    async (_, place) => {
      for (const { locale, index, key, ask } of locales) {
        const team = await aTeam({ features: allFeatures });

        const { replies } = await team.as("anna").says(ask, { ...place, locale });

        const lines = commands.flatMap(({ names, help }) => [help[key].toLowerCase(), names[index]]);
        const shown = [...textOf(replies).matchAll(/"(?:text|title)":("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) =>
          String(JSON.parse(text)).toLowerCase(),
        );
        expect(shown.filter((text) => lines.includes(text))).toEqual(lines);
      }
    },
  );
});

const aCommand = (...names: Command["names"]): Command => ({
  names,
  help: { sv: "Hej", en: "Hi" },
  access: "self",
  run: async () => ({ text: "" }),
});
const aFeature = (name: string, ...names: Command["names"]): Feature => ({ name, commands: [aCommand(...names)] });

describe("composeFeatures", () => {
  it("refuses two features that declare a form with the same id, and names both", () => {
    const form = allFeatures.flatMap((feature) => feature.extensions ?? [])[0];
    const withForm = (name: string): Feature => ({ name, extensions: form ? [form] : [] });

    expect(() => composeFeatures([withForm("hello"), withForm("cheer")])).toThrow(
      `cheer and hello both declare the form "${form?.commandId}"`,
    );
  });

  it("matches the longest command when two begin alike, in any order of declaration", () => {
    const short = aFeature("short", "mina", "my");
    const long = aFeature("long", "mina uppgifter", "my data");

    for (const all of [
      [short, long],
      [long, short],
    ]) {
      expect(matchCommand(all, "mina uppgifter nu")).toMatchObject({ command: long.commands?.[0], rest: "nu" });
      expect(matchCommand(all, "My Data")?.command).toBe(long.commands?.[0]);
      expect(matchCommand(all, "mina tankar")).toMatchObject({ command: short.commands?.[0], rest: "tankar" });
    }
  });

  it.each([
    [["vinka", "wave"], ["vinka", "greet"], "vinka"],
    [["vinka", "wave"], ["heja", "wave"], "wave"],
    [["vinka", "wave"], ["wave", "greet"], "wave"],
  ] satisfies [Command["names"], Command["names"], string][])(
    "refuses two features that share a command word, and names both: %j and %j",
    (one, other, word) => {
      const compose = () => composeFeatures([aFeature("hello", ...one), aFeature("cheer", ...other)]);

      expect(compose).toThrow(`cheer and hello both declare the command "${word}"`);
    },
  );

  it("accepts a command with the same word in both languages", () => {
    expect(() => composeFeatures([aFeature("hello", "feedback", "feedback")])).not.toThrow();
  });
});
