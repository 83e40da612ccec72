import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { escapeMarkdown, heading } from "#bot/cards/blocks.ts";
import { truncated } from "#bot/cards/names.ts";
import { matchCommand } from "#bot/core/match-command.ts";
import { parseThanks } from "#bot/features/kudos/rules/parse-thanks.ts";
import { TeamDraft } from "#bot/features/people/contract.ts";
import { listPages } from "#bot/features/people/rules/list-pages.ts";
import { parseQuestion } from "#bot/features/polls/rules/parse-question.ts";
import { csv } from "#bot/features/pulse/rules/csv.ts";
import { Chosen, typedText } from "#bot/kernel/contract.ts";
import { isGreeting } from "#bot/teams/help-command.ts";
import { parseMessageText } from "#bot/teams/message-text.ts";
import { plainText } from "#bot/teams/plain-text.ts";

/** The length of the longest message, in characters. */
const LONG = 100_000;

/** Strings that make patterns backtrack: repeated separators, and openings that are never closed. */
const units = [
  ...["\n", "\r", " ", "\t", "\u00a0", "\u2028", "\u200b", "\u0301", "\ud800", "漢", "å", "A", "1"],
  ...["<", "<at", "<at ", "</at", "<at><", "<script", "<script>", "<style ", "</script", "<br ", "<br", "<p><", ">"],
  ...["&", "&#", "&#1", "&amp", "&amp;", "(", ")", "[", "{", "@", "@a ", "'", '"', "=", ",", ", ", ";", "|", "-", "- "],
  ...[
    ":",
    ": ",
    " / ",
    "/",
    ":// ",
    ": a / b ",
    "a:",
    "1.",
    "1) ",
    "och ",
    "till",
    "to ",
    "A s",
    "a\n",
    " \n",
    "\n ",
    ",=",
  ],
];

const longTexts = units.flatMap((unit) => {
  const run = unit.repeat(Math.ceil(LONG / unit.length));
  return [run, `${run}x`, `x${run}x`, `ask ${run}x`, `tack ${run}x`];
});

const schemas = { typed: typedText(500, "WORDS_TOO_LONG"), chosen: Chosen, team: TeamDraft.shape.values };

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "a message": (text) => parseMessageText({ text }),
  "a message that mentions people": (text) =>
    parseMessageText({ text, entities: [mention("<at>Bo</at>"), mention("x")] }),
  "a command": (text) => matchCommand(allFeatures, text),
  "a greeting": isGreeting,
  "a message's HTML": plainText,
  "a question that was written": parseQuestion,
  "thanks that were written": (text) =>
    parseThanks(
      { called: "tack", text, mentions: ["A", "Bo Lind", ""].map((name) => ({ id: name, name })) },
      { senderId: "a", members: [{ id: "b", name: "Bo Lind" }], teamIds: [] },
    ),
  "a text in a form": (text) => schemas.typed.safeParse(text),
  "choices in a form": (text) => schemas.chosen.safeParse(text),
  "values in a form": (text) => schemas.team.safeParse(text),
  "a heading": heading,
  "a text on a card": escapeMarkdown,
  "a name on a card": (text) => truncated(text, 60),
  "a cell of a file": (text) => csv([[text]]),
  "data in pages": (text) => listPages([{ title: "", lines: [text] }]),
};

const mention = (text: string) => ({ type: "mention", text, mentioned: { id: "29:bo", name: "Bo" } });

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/**
 * The time of `run` in units of the time that reading each character once takes. Takes the best of three when it is
 * slow.
 */
function timeRatio(run: () => unknown, once: number): number {
  const times = timeOf(run) / once;
  return times < MAX_TIMES ? times : Math.min(times, timeOf(run) / once, timeOf(run) / once);
}

/** Quadratic time is some thousand units; linear time stays far below this limit. */
const MAX_TIMES = 60;

const readOnce = () =>
  Math.max(1, Math.min(...[1, 2, 3].map(() => timeOf(() => "a".repeat(LONG).replace(/./gsu, (c) => c.toUpperCase())))));

describe("a text of 100,000 characters", () => {
  it.each(Object.entries(readers))(
    "reads %s of 100,000 characters in linear time, whatever the text is made of",
    (_, read) => {
      const once = readOnce();

      const slow = longTexts
        .map((text) => ({ text: `${JSON.stringify(text.slice(0, 12))}…`, times: timeRatio(() => read(text), once) }))
        .filter(({ times }) => times >= MAX_TIMES);

      expect(slow).toEqual([]);
    },
  );
});

describe("a message with mentions", () => {
  it("reads a message with 4,000 mentions in linear time", () => {
    const entities = Array.from({ length: 4_000 }, (_, n) => mention(`<at>${n}</at>`));

    expect(timeRatio(() => parseMessageText({ text: "<at".repeat(LONG / 3), entities }), readOnce())).toBeLessThan(
      MAX_TIMES,
    );
  });

  it("replaces a mention once when the mentioned name contains the mention itself", () => {
    const entities = Array.from({ length: 40 }, () => ({ ...mention("x"), mentioned: { id: "29:x", name: "x$&x" } }));

    expect(parseMessageText({ text: "x x", entities }).text).toBe("x$&x x$&x");
  });

  it("cuts the name in a mention to 256 characters", () => {
    const { text, mentions } = parseMessageText({
      text: "tack x",
      entities: [{ ...mention("x"), mentioned: { id: "29:x", name: "å".repeat(LONG) } }],
    });

    expect(text.length).toBeLessThan(300);
    expect(mentions[0]?.name.length).toBe(256);
  });
});
