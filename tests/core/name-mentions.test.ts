import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headcountIn } from "#bot/core/name-mentions/headcount.ts";
import { hasNameMention, namedIn } from "#bot/core/name-mentions.ts";

const roster = (...names: readonly string[]) => names.map((name) => ({ id: name, name }));

describe("namedIn", () => {
  const team = roster("Cia Ceder", "Björn Ek", "Pär Alm", "Bo Ek", "Lund, Åsa", "Anna-Karin Öst (Extern)", "José Díaz");
  const namesIn = (words: string) => namedIn(words, team).map(({ name }) => name);

  it.each([
    ["Tack Cia!", ["Cia Ceder"]],
    ["CIA gjorde det", ["Cia Ceder"]],
    ["cias plan höll", ["Cia Ceder"]],
    ["Cia's plan", ["Cia Ceder"]],
    ["Cia-gänget", ["Cia Ceder"]],
    ["C\u200Di\u200Ca", ["Cia Ceder"]],
    ["Ｃｉａ", ["Cia Ceder"]],
    ["**Cia**", ["Cia Ceder"]],
    ["#tackCia", ["Cia Ceder"]],
    ["social media", []],
    ["speciella", []],
    ["tack bjorn", ["Björn Ek"]],
    ["Tack Bjorn", ["Björn Ek"]],
    ["Tack Bjoern", ["Björn Ek"]],
    ["tack björn", ["Björn Ek"]],
    ["en björn i skogen", []],
    ["tack bjo\u0308rn", ["Björn Ek"]],
    ["om ett par dagar", []],
    ["Pärs förslag", ["Pär Alm"]],
    ["då bo där", []],
    ["tack för Bos jobb", ["Bo Ek"]],
    ["Bo hjälpte till", ["Bo Ek"]],
    ["BO!", ["Bo Ek"]],
    ["@bo!", ["Bo Ek"]],
    ["tack bo  ek", ["Bo Ek"]],
    ["vad bo ek gjorde", ["Bo Ek"]],
    ["Tack Ek", ["Björn Ek", "Bo Ek"]],
    ["Tack Björn Ek", ["Björn Ek"]],
    ["Tack Ek, Bo", ["Björn Ek", "Bo Ek"]],
    ["Tack Björn och Bo Ek", ["Björn Ek", "Bo Ek"]],
    ["tack Åsa", ["Lund, Åsa"]],
    ["tack Aasa", ["Lund, Åsa"]],
    ["tack Åsa Lund", ["Lund, Åsa"]],
    ["tack Anna-Karin Öst", ["Anna-Karin Öst (Extern)"]],
    ["tack Jose", ["José Díaz"]],
    ["", []],
  ])("namedIn finds in %j the people %j", (words, expected) => {
    expect(namesIn(words)).toEqual(expected);
  });

  it.each([
    ["bo", "Bo Alm"],
    ["sten", "Sten Lund"],
    ["maj", "Maj Åberg"],
    ["björn", "Björn Åberg"],
    ["dag", "Dag Åberg"],
    ["hope", "Hope Miller"],
    ["mark", "Mark Miller"],
    ["will", "Will Miller"],
    ["klara", "Klara Åberg"],
    ["hans", "Hans Åberg"],
    ["finns", "Finn Åberg"],
    ["berg", "Anna Berg"],
    ["par", "Pär Åberg"],
  ])(
    "namedIn takes the ordinary word %j for a name when it is capitalised, also first in a sentence, and not in lower case",
    (word, name) => {
      const capital = word.slice(0, 1).toUpperCase() + word.slice(1);
      expect(namedIn(`om ${word} var där`, roster(name))).toEqual([]);
      expect(namedIn(`om ${capital} var där`, roster(name))).toHaveLength(1);
      expect(namedIn(`${capital} var där`, roster(name))).toHaveLength(1);
    },
  );

  it.each([
    ["Svensson Anna", "Tack vare Anna blev vi klara"],
    ["EXT Anna Svensson", "Tack vare Anna blev vi klara"],
    ["[Extern] Anna Svensson", "Tack vare Anna blev vi klara"],
    ["Dr. Anna Svensson", "Tack vare Anna blev vi klara"],
    ["anna.svensson@umea.se", "Tack vare Anna blev vi klara"],
    ["anna.svensson_umea.se#EXT#@it.onmicrosoft.com", "Tack vare Svensson blev vi klara"],
    ["Anna Svensson", "Tack Svensson"],
    ["Anna Svensson", "tack svensson"],
    ["Anna Svensson", "Tack A. Svensson"],
    ["Anna Svensson", "Tack anna.svensson"],
    ["Anna Svensson", "Tack anna.svensson@umea.se"],
    ["Anna Svensson", "fråga asvensson"],
    ["asvensson@umea.se", "Tack Anna Svensson"],
    ["Pieter van der Berg", "Tack van der Berg"],
    ["Pieter van der Berg", "tack van der berg"],
    ["Pieter van der Berg", "Tack Vanderberg"],
    ["Maria de la Cruz", "Tack Cruz"],
    ["Amir al-Hassan", "Tack Al Hassan"],
    ["Amir al-Hassan", "Tack Alhassan"],
    ["Sean O'Neill", "Tack O’Neill"],
    ["Sean O'Neill", "Tack O´Neills gäng"],
    ["Sean O'Neill", "tack oneill"],
    ["Sean O’Neill", "Tack Neill"],
    ["Ebba von Platen", "tack platen"],
    ["Anna-Karin Öst", "Tack Annakarin"],
    ["Anna Karin Öst", "Tack Anna-Karin"],
    ["Annakarin Öst", "Tack Anna Karin"],
    ["Anna Lind-Berg", "Tack Lindberg"],
    ["Ronald McDonald", "tack mcdonald"],
    ["Lars Öst", "Tack för Lars' plan"],
    ["Lars Öst", "Tack för Lars plan"],
    ["Jürgen Müller", "Tack Mueller"],
    ["Jürgen Mueller", "tack müller"],
    ["Søren Kjær", "tack soren"],
    ["Łukasz Nowak", "Tack Lukasz"],
    ["Wei Du", "Tack Du"],
    ["李明", "谢谢李明的帮助"],
    ["محمد علي", "شكرا محمد"],
    ["Иван Петров", "спасибо Иван"],
    ["Anna (Annika) Svensson", "Tack Annika"],
    ["Anna Svensson Umeå kommun", "Tack Anna"],
    ["Umeå kommun - Anna Svensson", "Tack Anna"],
    ["IT | Anna Svensson", "Tack Svensson"],
    ["Anna Svensson Umeå kommun - Vård", "Tack Anna"],
    ["Dr. Ext", "Tack Ext"],
    ["Madonna", "Tack Madonna"],
  ])("namedIn finds %j in %j", (name, words) => {
    expect(namedIn(words, roster(name))).toHaveLength(1);
  });

  it.each([
    ["Anna Svensson - Umeå kommun", "Umeå kommun är bäst"],
    ["Anna Svensson (Umeå)", "Umeå är bäst"],
    ["Anna Svensson, Region Skåne", "Region Skåne tackar"],
    ["EXT Anna Svensson", "Det var en extern konsult, EXT"],
    ["Anna Svensson [IT]", "IT har löst det"],
    ["Dr. Anna Svensson", "Dr. Karlsson"],
    ["anna.svensson@umea.se", "skriv till info@umea.se"],
    ["Pieter van der Berg", "van vid vad den gör"],
    ["Anna Svensson", "Annan tid, annars inte, manna"],
    ["Finn Lund", "Tack för att du finns i en lund"],
    ["Inga Hall", "Tack! Inget gick fel, inga problem i hallen"],
  ])("namedIn does not find %j in %j", (name, words) => {
    expect(namedIn(words, roster(name))).toEqual([]);
  });

  const firsts = fc.constantFrom("Anna", "Åsa", "Göran", "Anna-Karin", "Anna Karin", "José", "Lars", "Bo", "Zoë");
  const lasts = fc.constantFrom(
    "Svensson",
    "Björk",
    "Lind-Öberg",
    "Lind Öberg",
    "van der Berg",
    "de la Cruz",
    "al-Hassan",
    "O'Neill",
    "von Platen",
    "Müller",
  );
  const before = fc.constantFrom(
    "",
    "EXT ",
    "Ext. ",
    "Extern ",
    "Konsult ",
    "Dr. ",
    "Dr ",
    "Prof. ",
    "Ing. ",
    "(Extern) ",
    "[IT] ",
    "EXT | ",
  );
  const after = fc.constantFrom(
    "",
    " - Umeå kommun",
    " (Umeå)",
    " [IT]",
    " (Extern)",
    ", Umeå kommun",
    " Ext",
    " | Region Skåne",
  );
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");
  const asAddress = (first: string, last: string) =>
    `${`${first}.${last}`
      .toLowerCase()
      .replace(/[^\p{L}.]/gu, "")
      .normalize("NFD")
      .replace(/\p{M}/gu, "")}@umea.se`;
  const asWritten: readonly ((first: string, last: string) => string)[] = [
    (first, last) => `${first} ${last}`,
    (first, last) => `${last} ${first}`,
    (first, last) => `${last}, ${first}`,
    asAddress,
    (first, last) => `${first} ${last} <${asAddress(first, last)}>`,
  ];
  /** How a person shortens or respells a name; a part of a double name is one such form. */
  const asCalled: readonly ((first: string, last: string) => string)[] = [
    (first) => first,
    (_, last) => last,
    (first, last) => `${first} ${last}`,
    (first, last) => `${last} ${first}`,
    (first, last) => `${last}, ${first}`,
    (first, last) => `${first.slice(0, 1)}. ${last}`,
    (first) => first.replace(/[ -]/u, ""),
    (first) => first.replace("-", " "),
    (first) => first.replace(" ", "-"),
    (_, last) => last.replace(/[ '-]/gu, ""),
    (_, last) => last.replace("'", "’"),
    (_, last) => last.replace("'", "´"),
    (first, last) => asAddress(first, last).replace(/@.*/u, ""),
    asAddress,
  ];
  const asTyped: readonly ((called: string) => string)[] = [
    (called) => called,
    (called) => called.toUpperCase(),
    (called) => `${called}s`,
    (called) => `${called}'s`,
    (called) => `${called}’`,
    (called) => called.normalize("NFD"),
    (called) => called.normalize("NFC"),
    plain,
    (called) => called.replace(/å/gu, "aa").replace(/[öø]/gu, "oe").replace(/ü/gu, "ue"),
    (called) => `**${called}**`,
    (called) => `@${called}!`,
    (called) => `(${called}),`,
    (called) => `”${called}”`,
    (called) => `${called}-gänget`,
    (called) => [...called].join("\u200B"),
  ];

  it("namedIn finds a person in every form of the roster's name and every way of typing it", () => {
    fc.assert(
      fc.property(
        fc.record({ first: firsts, last: lasts, before, after }),
        fc.constantFrom(...asWritten.keys()),
        fc.constantFrom(...asCalled.keys()),
        fc.constantFrom(...asTyped.keys()),
        (person, written, called, typed) => {
          const { first, last } = person;
          // A roster name that is an address has no prefix and no suffix.
          const isAddress = written === 3;
          const name = asWritten[written]?.(first, last) ?? "";
          const word = asTyped[typed]?.(asCalled[called]?.(first, last) ?? "") ?? "";
          const inRoster = isAddress ? name : `${person.before}${name}${person.after}`;
          expect(namedIn(`då gjorde ${word} klart`, roster(inRoster)), `${word} of ${inRoster}`).toHaveLength(1);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("namedIn finds a name in lower case, unless it is an ordinary word", () => {
    const ordinary = new Set(["Bo", "Björk"]);
    fc.assert(
      fc.property(firsts, lasts, fc.constantFrom(...asCalled.keys()), (first, last, called) => {
        fc.pre(!ordinary.has(first) && !ordinary.has(last));
        const word = (asCalled[called]?.(first, last) ?? "").toLowerCase();
        expect(namedIn(`då gjorde ${word} klart`, roster(`${first} ${last}`)), word).toHaveLength(1);
      }),
    );
  });

  it("namedIn finds, among namesakes, the person who is named in full", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(firsts, lasts), { minLength: 2, maxLength: 12, selector: String }),
        fc.nat(),
        (people, nth) => {
          const names = people.map(([first, last]) => `${first} ${last}`);
          const name = names[nth % names.length] ?? "";
          expect(namedIn(`Tack ${name}!`, roster(...names)).map((one) => one.name)).toContain(name);
        },
      ),
    );
    const team = roster("Anna Svensson", "Erik Svensson", "Anna Berg", "Svensson Anna", "Anna Svensson Lind");
    const all = (words: string) => namedIn(words, team).map((one) => one.name);
    expect(all("Tack Anna Svensson!")).toEqual(["Anna Svensson", "Svensson Anna", "Anna Svensson Lind"]);
    expect(all("Tack Anna Svensson och Erik")).toContain("Erik Svensson");
    expect(all("Tack Anna och Svensson")).toHaveLength(5);
  });

  it("namedIn finds a name that is a word of its own, between any punctuation", () => {
    const around = fc.string({ unit: fc.constantFrom(..." .,!?:;()*_-~`'\"<>[]{}|#\n".split("")), maxLength: 12 });
    fc.assert(
      fc.property(around, around, fc.constantFrom("Cia", "cia", "CIA", "Cias", "Cia Ceder"), (before, after, name) => {
        expect(namesIn(`${before}${name}${after}`)).toEqual(["Cia Ceder"]);
      }),
    );
  });

  it("namedIn and namesAny accept any name and any text, and agree", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, words) => {
        expect(Array.isArray(namedIn(words, roster(name)))).toBe(true);
        expect(hasNameMention(words, roster(name))).toBe(namedIn(words, roster(name)).length > 0);
      }),
    );
  });
});

describe("peopleCounted", () => {
  it.each([
    ["Tack ni tre", 3],
    ["Tack till er två!", 2],
    ["Ni 3 räddade dagen", 3],
    ["Tack båda", 2],
    ["Tack BÅDA två", 2],
    ["Tack alla fyra", 4],
    ["alla de fyra", 4],
    ["Vi tre gjorde det", 2],
    ["fyra av er", 4],
    ["tre fina kollegor", 3],
    ["Thanks to the three of you", 3],
    ["you two", 2],
    ["Both of you", 2],
    ["all **five**", 5],
    ["the\u200B two", 2],
    ["Tack för att ni hjälpte", 2],
    ["en stark trio", 3],
    ["Tack för att du fixade tre fel", 0],
    ["Tack för hjälpen", 0],
    ["Thank you for your help", 0],
    ["Det tog 3 timmar", 0],
    ["", 0],
    ["Tack Bo och två till!", 3],
    ["Tack till dig och tre andra kollegor", 4],
    ["Thank you and two others", 3],
    ["you and 3 more", 4],
    ["Tack Bo och de andra", 2],
    ["Tack till dig och en till", 2],
    ["Tack Bo m.fl.", 2],
    ["Tack alla!", 2],
    ["Tack till alla inblandade", 2],
    ["Thanks to you and the others", 2],
    ["Thanks, everyone!", 2],
    ["Thank you and one more", 2],
    ["Tack allesammans", 2],
    ["er alla fyra", 4],
    ["you three", 3],
    ["en sextett", 6],
    ["Tack ert dussin", 12],
    ["Det tog två till tre dagar", 0],
    ["Tack för alla rapporter", 0],
  ])("peopleCounted finds in %j a count of %i people", (words, expected) => {
    expect(headcountIn(words)).toBe(expected);
  });

  it("peopleCounted accepts any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (words) => {
        expect(headcountIn(words)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
