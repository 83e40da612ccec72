import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseThanks } from "#bot/features/kudos/rules/parse-thanks.ts";

const people = {
  anna: { id: "anna", name: "Anna Ask" },
  bo: { id: "00000000-0000-0000-0000-00000000000b", name: "Bo Berg" },
  elin: { id: "elin", name: "Elin Svensson" },
  johan: { id: "johan", name: "Johan Ek" },
  johanna: { id: "johan2", name: "Johan Ål" },
  mia: { id: "mia", name: "Ann-Marie Öst" },
};
const members = Object.values(people);
const context = { senderId: "anna", members, teamIds: ["19:team"] };

/** `@Bo` in a text is a mention of Bo Berg. */
const tags = {
  "@Bo": people.bo,
  "@Elin": people.elin,
  "@Anna": people.anna,
  "@Johan": people.johan,
  "@Laget": { id: "19:team", name: "Laget" },
  "@Design": { id: "tag-1", name: "Design" },
  "@Xerxes": { id: "29:xerxes", name: "Xerxes Xu" },
  "@Annan": { id: "28:other", name: "Annan app" },
};

function parsed(text: string, called = "tack") {
  const mentions = Object.entries(tags)
    .filter(([tag]) => new RegExp(`${tag}(?!\\w)`, "u").test(text))
    .map(([, person]) => person);
  const shown = Object.entries(tags).reduce(
    (words, [tag, { name }]) => words.replace(new RegExp(`${tag}(?!\\w)`, "u"), () => name),
    text,
  );
  const { hint, recipients, wholeTeam, words } = parseThanks({ called, text: shown, mentions }, context);
  const whom = members.filter(({ id }) => recipients.includes(id)).map(({ name }) => name);
  return [[...whom, ...(wholeTeam ? ["team"] : [])].join(", "), words, ...(hint ? [hint.kind] : [])];
}

describe("parseThanks", () => {
  it.each([
    ["", ["", ""]],
    ["!", ["", ""]],
    ["@Bo", ["Bo Berg", ""]],
    ["@Bo!", ["Bo Berg", ""]],
    ["till @Bo.", ["Bo Berg", ""]],
    ["@Bo och @Elin", ["Bo Berg, Elin Svensson", ""]],
    ["@Bo, @Elin & Mia", ["Bo Berg, Elin Svensson", "Tack Mia", "unknown"]],
    ["@Bo för hjälpen", ["Bo Berg", "Tack för hjälpen"]],
    ["@Bo för att du hjälpte mig!", ["Bo Berg", "Tack för att du hjälpte mig!"]],
    ["@Bo, för hjälpen", ["Bo Berg", "Tack för hjälpen"]],
    ["@Bo: du räddade dagen", ["Bo Berg", "du räddade dagen"]],
    ["@Bo! Du räddade dagen.", ["Bo Berg", "Du räddade dagen."]],
    ["@Bo som hjälpte mig", ["Bo Berg", "Tack Bo Berg som hjälpte mig"]],
    ["@Bo 🙏", ["Bo Berg", "🙏"]],
    ["för hjälpen @Bo", ["Bo Berg", "Tack för hjälpen"]],
    ["för hjälpen, @Bo!", ["Bo Berg", "Tack för hjälpen"]],
    ["för hjälpen i går till @Bo och @Elin", ["Bo Berg, Elin Svensson", "Tack för hjälpen i går"]],
    ["för att jag fick jobba med @Bo", ["Bo Berg", "Tack för att jag fick jobba med Bo Berg"]],
    ["@Elin för att du hjälpte @Bo", ["Elin Svensson", "Tack för att du hjälpte Bo Berg"]],
    ["@Elin för rapporten och @Bo för fikat", ["Bo Berg, Elin Svensson", "Tack för rapporten och Bo Berg för fikat"]],
    ["Elin för hjälpen", ["Elin Svensson", "Tack för hjälpen"]],
    ["elin för hjälpen", ["Elin Svensson", "Tack för hjälpen"]],
    ["Elin Svensson för hjälpen", ["Elin Svensson", "Tack för hjälpen"]],
    ["Elin Svensson", ["Elin Svensson", ""]],
    ["till Elin för hjälpen", ["Elin Svensson", "Tack för hjälpen"]],
    ["Elin och Bo för hjälpen", ["Bo Berg, Elin Svensson", "Tack för hjälpen"]],
    ["Elin, Bo och Ann-Marie för hjälpen", ["Bo Berg, Elin Svensson, Ann-Marie Öst", "Tack för hjälpen"]],
    ["ann-marie ost för hjälpen", ["Ann-Marie Öst", "Tack för hjälpen"]],
    ["bo för hjälpen", ["Bo Berg", "Tack för hjälpen"]],
    ["för hjälpen Elin!", ["Elin Svensson", "Tack för hjälpen"]],
    ["Elin! Bo är också bra", ["Elin Svensson", "Bo är också bra"]],
    ["Johan för hjälpen", ["", "Tack Johan för hjälpen", "several"]],
    ["Johan Ek för hjälpen", ["Johan Ek", "Tack för hjälpen"]],
    ["Kalle för hjälpen", ["", "Tack Kalle för hjälpen", "unknown"]],
    ["Kalle Karlsson!", ["", "Tack Kalle Karlsson!", "unknown"]],
    ["@Elin och Kalle för hjälpen", ["Elin Svensson", "Tack Kalle för hjälpen", "unknown"]],
    ["alla", ["team", ""]],
    ["alla för en fin vecka", ["team", "Tack för en fin vecka"]],
    ["allihopa!", ["team", ""]],
    ["er alla för i dag", ["team", "Tack för i dag"]],
    ["teamet för i dag", ["team", "Tack för i dag"]],
    ["hela teamet", ["team", ""]],
    ["alla i teamet för i dag", ["team", "Tack för i dag"]],
    ["alla som stannade kvar", ["", "Tack alla som stannade kvar"]],
    ["@Laget för i dag", ["team", "Tack för i dag"]],
    ["@Laget", ["team", ""]],
    ["@Design för loggan", ["", "Tack för loggan", "group"]],
    ["@Xerxes för hjälpen", ["", "Tack för hjälpen", "notHere"]],
    ["@Annan för svaret", ["", "Tack för svaret", "bot"]],
    ["@Anna för att jag orkade", ["", "Tack för att jag orkade", "self"]],
    ["Anna för att jag orkade", ["", "Tack för att jag orkade", "self"]],
    ["@Anna och @Bo för hjälpen", ["Bo Berg", "Tack för hjälpen", "self"]],
    ["för hjälpen", ["", "Tack för hjälpen"]],
    ["snälla ni", ["", "Tack snälla ni"]],
    ["vare er gick det", ["", "Tack vare er gick det"]],
  ] as const)("tack %s", (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it.each([
    ["tacka", "@Bo för hjälpen", "Tack för hjälpen"],
    ["Tacka", "Elin för hjälpen", "Tack för hjälpen"],
    ["Stort tack", "@Bo för hjälpen", "Stort tack för hjälpen"],
    ["TACK", "@Bo för hjälpen", "Tack för hjälpen"],
    ["tack så mycket,", "@Bo för hjälpen", "Tack så mycket för hjälpen"],
    ["jag vill säga tack", "till @Bo för hjälpen", "Tack för hjälpen"],
    ["thank", "@Bo for the help", "Thank you for the help"],
    ["thank you", "@Bo for the help", "Thank you for the help"],
    ["thanks so much", "@Bo for the help", "Thanks so much for the help"],
    ["thank", "everyone for a good week", "Thank you for a good week"],
    ["thanks", "Elin and Bo for the help", "Thanks for the help"],
    ["thank", "@Bo who helped me", "Thank you Bo Berg who helped me"],
  ])("%s %s becomes the words %j", (called, text, words) => {
    expect(parsed(text, called)[1]).toBe(words);
  });

  const word = fc.constantFrom(
    ..."för att du hjälpte mig i går rapporten och Elin Bo Kalle alla teamet till som 🙏 12/3 , . ! : &".split(" "),
    ...Object.keys(tags),
  );

  it("keeps every word that names nobody who is addressed, in its order", () => {
    const addressing =
      /^(?:Bo|Berg|Elin|Svensson|Anna|Ask|Johan|Ek|Laget|Design|Xerxes|Xu|Annan|app|och|till|alla|teamet|Tack)$/u;
    const plain = (text: string) => (text.match(/[\p{L}\p{N}/]+/gu) ?? []).filter((one) => !addressing.test(one));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(" ");

        expect(plain(parsed(text)[1] ?? "")).toEqual(plain(text));
      }),
    );
  });

  it("chooses only people of the conversation, never the sender", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        expect(parsed(words.join(" "))[0]).not.toMatch(/Anna Ask|Xerxes|Annan|Design|Johan Ål/u);
      }),
    );
  });
});
