import { MAX_OPTION_LENGTH, MIN_OPTIONS } from "../contract.ts";
import { indirectQuestion, isAddressed } from "./indirect-question.ts";

/** What a person wrote after `fråga`, in its parts. */
export interface WrittenQuestion {
  readonly question: string;
  readonly options: readonly string[];
  /** False when the words can be read in two ways: the asker then gets the filled form, and nothing is posted. */
  readonly isSure: boolean;
}

/**
 * Parses the question and the options of `Vad tar vi till fikat? Bulle / Frukt`. Options follow ":" or "?", separated
 * by slashes or by commas with "eller", or on lines, or with labels. A slash within a word, a number or an address, and
 * the colon within a time, part nothing.
 *
 * @param mentioned the names of the mentioned people, as written in the text
 */
export function parseQuestion(text: string, mentioned: readonly string[] = []): WrittenQuestion {
  const trimmed = text.trim();
  const words = indirectQuestion(trimmed) ?? trimmed;
  const parsed = onLines(words) ?? withLabels(words) ?? withSlashes(words) ?? withCommas(words) ?? alone(words);
  return isAddressed(words, mentioned) ? { ...parsed, isSure: false } : parsed;
}

/** The question on the first line, and each option on a line of its own. */
function onLines(words: string): WrittenQuestion | undefined {
  const [first = "", ...rest] = words
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (rest.length < MIN_OPTIONS || rest.some((line) => /^\/|\/$|\s\/\s/u.test(line))) {
    return undefined;
  }
  const bare = rest.map((line) => line.replace(/^[-*•–]\s+/u, ""));
  const isList = bare.every((line, i) => line !== rest[i]) || isLabelled(rest);
  const options = withoutLastMark(withoutLabels(bare));
  const areShort = options.every((option) => option.length <= MAX_OPTION_LENGTH && !/[.?!]$/u.test(option));
  return { question: withoutColon(first), options, isSure: areShort && (isList || /[?:]$/u.test(first)) };
}

/** `Vad tar vi? 1) Bulle 2) Frukt`, in the order of the labels. */
function withLabels(words: string): WrittenQuestion | undefined {
  const labels = [...words.matchAll(/(?<=^|\s)([1-9]|10|[a-j])[).:]\s/giu)];
  const first = labels.findIndex(([, label]) => isNth(label, 0));
  const inOrder = labels.slice(Math.max(first, 0)).filter(([, label], i) => isNth(label, i));
  if (first === -1 || inOrder.length < MIN_OPTIONS || inOrder.length < labels.length - first) {
    return undefined;
  }
  const options = inOrder.map(({ index, 0: label }, i) =>
    words
      .slice(index + label.length, inOrder[i + 1]?.index ?? words.length)
      .trim()
      .replace(/\s*(?:[,;/]|,?\s(?:eller|or))$/iu, ""),
  );
  const question = withoutColon(words.slice(0, inOrder[0]?.index).trim());
  return options.some((option) => option === "")
    ? undefined
    : { question, options: withoutLastMark(options), isSure: question !== "" };
}

const isNth = (label: string | undefined, n: number): boolean =>
  label === String(n + 1) || label?.toLowerCase() === "abcdefghij"[n];

const LABEL = /^([1-9]|10|[a-j])[).:]\s+/iu;
const isLabelled = (lines: readonly string[]): boolean => lines.every((line, i) => isNth(LABEL.exec(line)?.[1], i));
const withoutLabels = (lines: readonly string[]): readonly string[] =>
  isLabelled(lines) ? lines.map((line) => line.replace(LABEL, "")) : lines;

/** A slash between spaces; a slash at the end counts too. */
const SPACED = /\s\/(?:\s|$)/u;
const SPACED_ALL = /\s\/(?=\s|$)/u;

function withSlashes(words: string): WrittenQuestion | undefined {
  const slash = words.search(SPACED);
  return slash === -1 ? withTightSlashes(words) : partedAt(words, slash);
}

function partedAt(words: string, slash: number): WrittenQuestion {
  const border = lastBorder(words, slash);
  const options = optionsIn(border ? words.slice(border.end) : "", SPACED_ALL);
  return border && options.length >= MIN_OPTIONS
    ? {
        question: words.slice(0, border.start).trim(),
        options: withoutLastMark(options),
        isSure: !options.some((option) => MAY_BE_MORE.test(option)),
      }
    : { question: words, options: [], isSure: false };
}

/** `Frukt eller saft` may be two options, and `Jag bjuder. Bulle` a sentence before the first. */
const MAY_BE_MORE = /\s(?:eller|or)\s|\p{L}{3}[.!?…]\s+\p{L}/u;

/** `Bulle/Frukt` after a colon or a question mark: words without spaces, of which `12/3` and `och/eller` are one. */
function withTightSlashes(words: string): WrittenQuestion | undefined {
  const slash = words.indexOf("/");
  const border = words.includes("://") || slash === -1 ? undefined : lastBorder(words, slash);
  if (!border) {
    return undefined;
  }
  const rest = words.slice(border.end).trim();
  const options = withoutLastMark(optionsIn(rest, /\//u));
  if (options.length < MIN_OPTIONS || WHOLE_WITH_SLASH.test(rest)) {
    return undefined;
  }
  const isSure = options.every((option) => !/\s/u.test(option)) && !/^\d+(?:\/\d+)+/u.test(rest);
  const isMeantAsOptions = isSure || border.isQuestion || !rest.endsWith("?");
  return isMeantAsOptions ? { question: words.slice(0, border.start).trim(), options, isSure } : undefined;
}

/** A date, a rate or a conjunction. */
const WHOLE_WITH_SLASH = /(?<![\d/])\d{1,4}\/\d{1,4}(?![\d/:])|\b(?:och\/eller|and\/or|km\/h|m\/s|24\/7)\b/iu;

interface Border {
  /** The end of the question, without a colon. */
  readonly start: number;
  /** The beginning of the options. */
  readonly end: number;
  readonly isQuestion: boolean;
}

/**
 * The last colon or question mark before `limit` with words after it. A colon needs no space between words, but the one
 * in `9:00`, `https://` and `tv:n` is a part of the word.
 */
function lastBorder(words: string, limit: number): Border | undefined {
  const marks = [...words.slice(0, limit).matchAll(/[?]+:?(?=\s)|:(?=\s)|(?<=\p{L}):(?=\p{L}{5}|\p{Lu})/gu)];
  return marks
    .map(({ index, 0: mark }) => ({
      start: index + mark.replace(":", "").length,
      end: index + mark.length,
      isQuestion: mark.startsWith("?"),
    }))
    .findLast(({ end }) => words.slice(end, limit).trim() !== "");
}

const optionsIn = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map((option) => option.trim())
    .filter((option) => option !== "");

/** `Vad tar vi? Bulle, frukt eller glass`; two things, or commas alone, may as well be a sentence. */
function withCommas(words: string): WrittenQuestion | undefined {
  const border = lastBorder(words, words.length);
  const rest = border ? words.slice(border.end).trim() : "";
  const hasOr = /\s(?:eller|or)\s/iu.test(rest);
  if (!border || !(hasOr || /,\s/u.test(rest))) {
    return undefined;
  }
  const options = withoutLastMark(optionsIn(rest, /,\s*(?:(?:eller|or)\s+)?|\s(?:eller|or)\s/iu));
  return options.length < MIN_OPTIONS || options.some((option) => option.split(/\s/u).length > MAX_WORDS)
    ? undefined
    : { question: words.slice(0, border.start).trim(), options, isSure: hasOr && options.length > 2 };
}

/** An option between commas has few words; more are a sentence. */
const MAX_WORDS = 4;

/** A question without options. */
function alone(words: string): WrittenQuestion {
  const things = words.replace(/[.?!]+$/u, "").split(/,?\s(?:eller|or)\s(?!(?:hur|inte|not|ej)\b)/iu);
  const areShort = things.every((thing) => thing.trim() !== "" && thing.trim().split(/\s+/u).length <= 2);
  if (things.length > 1) {
    return { question: words, options: areShort ? things.map((thing) => thing.trim()) : [], isSure: false };
  }
  const last = words.slice(words.lastIndexOf("\n") + 1);
  return { question: words, options: [], isSure: last.includes("?") || (last === words && ASKS.test(words)) };
}

/** Words that begin a question: it needs no question mark then. */
const ASKS =
  /^(?:ska|skall|kan|vill|bör|får|måste|behöver|hinner|orkar|är|har|gör|går|kommer|tar|kör|flytta|byta|vad|vem|vilka|vilken|vilket|när|var|vart|hur|varför|should|shall|can|could|do|does|did|is|are|will|would|may|what|who|which|when|where|how|why|move)\s/iu;

/** The last full stop or question mark ends the message, not the option. */
const withoutLastMark = (options: readonly string[]): readonly string[] =>
  options.map((option, i) => (i === options.length - 1 ? option.replace(/(?<=[^.?\s])\s*[.?]$/u, "") : option));

const withoutColon = (text: string): string => text.replace(/\s*:$/u, "");
