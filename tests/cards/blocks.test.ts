import { expect, it } from "vitest";
import { escapeMarkdown, group, heading, note, paragraph, quote } from "#bot/cards/blocks.ts";
import { hostileTexts, objectsIn } from "../support/cards.ts";

const asJson = (value: unknown): Readonly<Record<string, unknown>> => JSON.parse(JSON.stringify(value));

it("a heading is one for screen readers", () => {
  expect(asJson(heading("Fika på fredag?"))).toMatchObject({ type: "TextBlock", style: "heading", wrap: true });
});

it.each([
  ["emphasis", "Fika *nu*"],
  ["a link", "[Fika](https://gnista.example)"],
  ["an address", "gnista.example/ och www.gnista.example"],
  ["a person's address", "anna@gnista.example"],
  ["a list", "- Fika"],
  ["a numbered list", "1. Fika"],
  ["a date function", "{{DATE(2026-02-03)}}"],
  ["an entity", "Fika &amp; bulle"],
  ["two lines", "Fika\nBulle"],
])("a heading with %s is shown as it was written", (_, text) => {
  const block = asJson(heading(text));

  expect(block.type).toBe("RichTextBlock");
  expect(objectsIn(block)).toContainEqual(expect.objectContaining({ type: "TextRun", text }));
});

it.each(hostileTexts)("no block of text lets %j mention anybody or become markdown", (text) => {
  for (const made of [paragraph, note, quote, heading]) {
    const block = asJson(made(text));

    expect(JSON.stringify(block)).not.toMatch(/<\/?at\b/i);
    const rendered = objectsIn(block).filter(({ type }) => type === "TextBlock");
    expect(rendered.filter((one) => /[*_[\]<>]/.test(String(one.text)))).toEqual([]);
  }
});

it.each([
  ["<at>Alla</at>", "‹at>Alla‹/at>"],
  ["<AT id=1>Alla</AT>", "‹at id=1>Alla‹/at>"],
  ["<attack>", "<attack>"],
  ["a < b", "a < b"],
  ["an\u202Eom\u2069", "anom"],
])("escapeMarkdown shows %j as %j", (text, shown) => {
  expect(escapeMarkdown(text)).toBe(shown);
});

it("a group that is hidden at first keeps its blocks for the button that shows it", () => {
  expect(asJson(group("details", [paragraph("Villkor")], false))).toMatchObject({
    id: "details",
    isVisible: false,
    items: [{ type: "RichTextBlock" }],
  });
});
