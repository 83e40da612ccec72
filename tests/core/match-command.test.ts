import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command } from "#bot/core/command.ts";
import type { Feature } from "#bot/core/feature.ts";
import { matchCommand, restAfter } from "#bot/core/match-command.ts";

const command = (names: Command["names"], synonyms?: readonly string[]): Command => ({
  names,
  ...(synonyms ? { synonyms } : {}),
  help: { sv: "Hej", en: "Hi" },
  access: "self",
  run: async () => ({ text: "" }),
});

const ask = command(["fråga", "ask"], ["omröstning", "poll"]);
const features: readonly Feature[] = [{ name: "polls", commands: [ask] }];

const before = fc.constantFrom(
  "",
  " ",
  "\n",
  ", ",
  "! ",
  "/",
  '"',
  "”",
  "«",
  "- ",
  "👋 ",
  "Hej ",
  "hej! ",
  "Hello, ",
  "Gnista, ",
);
const names = fc.constantFrom("fråga", "FRÅGA", "fraga", "ask", "Ask", "omröstning", "omrostning", "poll");
const behind = fc.constantFrom("", ":", "!", ",", ".");

describe("matchCommand", () => {
  it("finds a command behind a greeting, the app's name and punctuation, and leaves the rest unchanged", () => {
    fc.assert(
      fc.property(before, names, behind, (start, name, end) => {
        expect(matchCommand(features, `${start}${name}${end} Fika på fredag?`)).toEqual({
          command: ask,
          called: `${name}${end}`,
          rest: "Fika på fredag?",
        });
      }),
    );
  });

  it.each([
    ["Bo Berg fråga Fika?", "Fika?"],
    ["Hej Bo Berg och Cia, fråga: Fika?", "Fika?"],
    ["@Bo Berg, fråga Fika?", "Fika?"],
  ])("finds a command behind mentioned people: %s", (text, rest) => {
    expect(matchCommand(features, text, ["Cia", "Bo Berg", ""])).toMatchObject({ command: ask, rest });
    expect(matchCommand(features, text)).toBeUndefined();
  });

  it.each([
    ["för hjälpen, tack Bo Berg", "Bo Berg för hjälpen"],
    ["För hjälpen i går. Tack Bo Berg och Cia!", "Bo Berg och Cia! För hjälpen i går"],
    ["jag fick hjälp, tack till Bo Berg", "till Bo Berg jag fick hjälp"],
  ])("finds a command that may stand last, before nothing but mentioned people: %s", (text, rest) => {
    const thank = { ...command(["tack", "thanks"]), mayStandLast: true };
    const all = [...features, { name: "kudos", commands: [thank] }];

    expect(matchCommand(all, text, ["Cia", "Bo Berg"])).toMatchObject({ command: thank, rest });
    expect(matchCommand(all, text)).toBeUndefined();
    expect(matchCommand(all, `${text} kom i tid`, ["Cia", "Bo Berg"])).toBeUndefined();
    expect(matchCommand(all, text.replace(/tack/iu, "fråga"), ["Cia", "Bo Berg"])).toBeUndefined();
  });

  it.each(["hej", "Hej Gnista!", "jag ville fråga", "frågan är", "pollen", "hejfråga", "hej hej fråga x", "inte ask"])(
    "finds no command in %j",
    (text) => {
      expect(matchCommand(features, text)).toBeUndefined();
    },
  );

  it("finds no command in a text that holds none of its words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const hasWord = /fr[åa]ga|ask|omr[öo]stning|poll/iu.test(text.normalize("NFC"));

        expect(hasWord || matchCommand(features, text) === undefined).toBe(true);
      }),
    );
  });

  it("takes the closing quotation mark off only when the message begins with one", () => {
    expect(matchCommand(features, '"fråga Fika?"')?.rest).toBe("Fika?");
    expect(matchCommand(features, 'fråga Är det "bra"')?.rest).toBe('Är det "bra"');
  });
});

describe("restAfter", () => {
  it("accepts letters without accents in place of the name's, but no other letters", () => {
    expect(restAfter(["öppen dörr"], "oppen dorr nu")).toBe("nu");
    expect(restAfter(["tack"], "täck bilen")).toBeUndefined();
  });
});
