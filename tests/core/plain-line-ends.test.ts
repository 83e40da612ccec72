import fc from "fast-check";
import { expect, it } from "vitest";
import { plainLineEnds } from "#bot/core/plain-line-ends.ts";
import { TeamDraft } from "#bot/features/people/contract.ts";
import { ChangeOptions } from "#bot/features/polls/contract.ts";
import { typedText } from "#bot/kernel/contract.ts";
import { parseMessageText } from "#bot/teams/message-text.ts";
import { parseSourceMessage } from "#bot/teams/source-message.ts";

const ends = ["\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"] as const;
const NAMES = ["LF", "CR", "CRLF", "VT", "FF", "NEL", "LS", "PS"];

it.each(ends.map((end, i) => [NAMES[i], end] as const))(
  "%s is a line end in a message, a quoted message, a form's text and a form's lists",
  (_, end) => {
    const text = `Bulle${end}Frukt`;
    const draft = { teamId: "19:team", values: text, locale: "sv", zone: "Europe/Stockholm" };

    expect(plainLineEnds(text)).toBe("Bulle\nFrukt");
    expect(parseMessageText({ text }).text).toBe("Bulle\nFrukt");
    expect(parseSourceMessage({ messagePayload: { body: { content: text, contentType: "text" } } })?.text).toBe(
      "Bulle\nFrukt",
    );
    expect(typedText(100, "TOO_LONG").parse(text)).toBe("Bulle\nFrukt");
    expect(ChangeOptions.parse({ pollId: "a".repeat(22), options: text }).options).toEqual(["Bulle", "Frukt"]);
    expect(ChangeOptions.parse({ pollId: "a".repeat(22), options: [text, "Ost"] }).options).toHaveLength(3);
    expect(TeamDraft.parse({ ...draft, values: [text] }).values).toEqual(["Bulle", "Frukt"]);
    expect(TeamDraft.parse(draft).values).toEqual(["Bulle", "Frukt"]);
  },
);

it("a text keeps every character that ends no line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const bare = (one: string) => one.replace(/[\r\n\v\f\u0085\u2028\u2029]/gu, "");

      expect(bare(plainLineEnds(text))).toBe(bare(text));
    }),
  );
});

it("the message of a message action has no tags, entities and quoted reply, keeps its emoji and parts its table cells", () => {
  const content =
    '<blockquote itemtype="http://schema.skype.com/Reply"><p>Citatet</p></blockquote>' +
    '<p>Klart &amp; bra <emoji id="smile" alt="😄"></emoji><br>a &lt; b</p>' +
    "<table><tr><td>Ett</td><td>Två</td></tr><tr><td>Tre</td></tr></table>" +
    '<ul><li>först</li><li>sen</li></ul><p><a href="https://x.example/a?b=1&amp;c=2">länk</a></p>';

  const about = parseSourceMessage({ messagePayload: { body: { content, contentType: "html" } } });

  expect(about?.text.split("\n")).toEqual([
    "Klart & bra 😄",
    "a < b",
    "Ett Två",
    "Tre",
    "först",
    "sen",
    "länk (https://x.example/a?b=1&c=2)",
  ]);
});

it("the message of a message action is well-formed and at most 2,000 characters, whatever its HTML is", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "<p>",
      "</p>",
      "<td>",
      "<at id='0'>",
      "<blockquote itemtype='x/Reply'>",
      "&amp;",
      "&",
      "<",
      "<emoji alt='😄'>",
    ),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.constant("😄".repeat(999)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const body = { content: pieces.join(""), contentType: "html" };
      const { text = "" } = parseSourceMessage({ messagePayload: { body } }) ?? {};

      expect(text.isWellFormed()).toBe(true);
      expect(text.length).toBeLessThanOrEqual(2_000);
      expect(text).not.toMatch(/<\/?(?:p|td|at|blockquote|emoji)\b[^>]*>/u);
    }),
  );
});
