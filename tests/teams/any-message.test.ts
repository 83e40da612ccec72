import { addSeconds } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aMonday, questionsIn, wordsOn } from "../features/polls/a-question.ts";
import type { SayOptions, Team } from "../support/a-team.ts";
import { aTeam, fullName, idOf } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press, text } from "../support/cards.ts";

/*
 * What holds for any message, beyond the rows of `command-table.test.ts`. Each message goes through the real edge, as
 * Teams encodes it, later than Teams repeats one.
 */

const RUNS = process.env.SOAK ? 20_000 : 150;
const MESSAGES_PER_TEAM = 25;

interface MessageOutcome {
  readonly team: Team;
  readonly answer: unknown;
  /** The cards of questions that the message posted. */
  readonly questions: readonly unknown[];
  /** All else that was sent to anybody. */
  readonly others: readonly unknown[];
}

interface SpeakOptions extends SayOptions {
  /** Markup that Teams puts before the words. */
  readonly before?: string;
}

/** Says one message after another, in teams that are renewed before they grow. */
function aSpeaker(begin: () => Promise<Team>, perTeam = MESSAGES_PER_TEAM) {
  let messageCount = 0;
  let team: Team | undefined;
  return async (words: string, { before: marker = "", ...options }: SpeakOptions = {}): Promise<MessageOutcome> => {
    team = messageCount % perTeam === 0 || !team ? await begin() : team;
    messageCount += 1;
    const current = team;
    await current.at(addSeconds(current.now(), 31));
    const known = new Set(current.teams.posts.map(({ id }) => id));
    const before = questionsIn(current).length;
    const { replies, status } = await current.skippingWaits(() =>
      current.as("anna").says(marker + encoded(words), options),
    );
    expect(status).toBe(200);
    await current.settle();
    const own = new Set(replies.map(({ id }) => id));
    const questions = questionsIn(current).slice(before);
    return {
      team: current,
      answer: cardOf(replies[0]) ?? replies[0]?.text,
      questions: questions.map(({ card }) => card),
      others: current.teams.posts
        .filter(({ id }) => !known.has(id) && !own.has(id) && !questions.some((one) => one.id === id))
        .map(({ card, text: words }) => words ?? card),
    };
  };
}

const encoded = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** In the text that Gnista reads, a mention is the name. */
const read = (words: string): string => words.replace(/@(\p{Ll}+)/gu, (_, who: string) => fullName(who));

const PEOPLE = ["@bo", "@cia", "@dan"];
const EMOJI = ["🎉", "👍🏽", "👩‍👩‍👧‍👦", "🙏"];
const LINKS = ["https://exempel.se/a/b?c=1", "http://x.se", "www.exempel.se"];
const QUOTES = ["”ja”", '"nej"', "«kanske»", "(fast inte)", "'inte'"];
const LINE_ENDS = ["\n", "\r\n", "\u2028", "\v", "\n\n"];
const MARKS = [",", ".", "!", "?", ":", "/", "–", "-", "&", "$&", "<b>", "*", "_", "#1", "…"];
const SWEDISH =
  "vi det är en bra idé som kan ta tid att göra i morgon nej inte Bo hjälpte mig rapporten och eller teamet".split(" ");
const ENGLISH = "we should maybe not do that I would like the report or and team you who".split(" ");
/** Words that call a command, and their forms, where they call none. */
const NEAR_COMMANDS = ["fråga", "frågan", "tack", "tackar", "Tack!", "ask", "asked", "thanks", "hjälp", "poll"];

const sentence = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...SWEDISH, ...ENGLISH, ...NEAR_COMMANDS) },
        { weight: 3, arbitrary: fc.constantFrom(...PEOPLE, ...EMOJI, ...LINKS, ...QUOTES, ...MARKS) },
        { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }).filter((any) => !any.includes("@")) },
      ),
      fc.oneof({ weight: 8, arbitrary: fc.constant(" ") }, fc.constantFrom("", ...LINE_ENDS)),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.flat().join(""));

/** A quoted message, as Teams marks it in the text and shows it in the HTML. */
const QUOTED = '<quoted messageId="1772050244572"></quoted> ';
const quoting = (words: string) => ({
  attachments: [
    {
      contentType: "text/html",
      content: `<blockquote itemscope itemtype="http://schema.skype.com/Reply"><p>fråga Ska vi ses?</p></blockquote><p>${encoded(words)}</p>`,
    },
  ],
});

describe("a message that calls no command", () => {
  /** Neither a greeting nor a command nor a word that may join people to one. */
  const first = fc.constantFrom(
    ..."Vi Det Jag vill Kan Frågan Tackar Tackade Inte Hur We I Should Asking Thankful Please Not".split(" "),
    ..."frågade tacksam asks omröstningen polls helpful".split(" "),
  );
  const before = fc.array(fc.constantFrom("@bo ", "@cia, ", "🎉 ", "”", "- ", "/", "> ", "\n", "Hej! ", "Hej @bo, "), {
    maxLength: 3,
  });

  it("is answered with help or a filled form, and nobody else gets anything", { timeout: 3_600_000 }, async () => {
    const says = aSpeaker(() => aMonday());
    await fc.assert(
      fc.asyncProperty(before, first, sentence, fc.boolean(), async (address, word, rest, isQuoting) => {
        const words = `${address.join("")}${word} ${rest}`;
        const { answer, questions, others } = isQuoting
          ? await says(words, { before: QUOTED, activity: quoting(words) })
          : await says(words);

        expect({ questions, others }).toEqual({ questions: [], others: [] });
        const isAnswered = isHelp(answer) || (isDraft(answer) && THANKS_AT_THE_END.test(words));
        expect(isAnswered, text(answer).slice(0, 300)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

/** After a greeting it introduces Gnista. */
const isHelp = (answer: unknown): boolean =>
  ["Det där kände jag inte igen", "Hej! Jag är Gnista."].some((words) => text(answer).includes(words));
const isDraft = (answer: unknown): boolean => text(answer).includes("Öppna mitt tack");
/** `för hjälpen, tack @Bo` is a thank-you too. */
const THANKS_AT_THE_END = /(?:tack|thanks)(?:[\s\p{P}]|och|and|@\p{Ll}+)*@\p{Ll}+[\s\p{P}]*$/iu;

const wordsIn = (any: string): readonly string[] =>
  any.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+|\p{RGI_Emoji}/gv) ?? [];

/** The words of `all` that are not among `some`, counted. */
function missing(all: readonly string[], some: readonly string[]): readonly string[] {
  const rest = some.map((word) => word.toLowerCase());
  return all.filter((word) => {
    const at = rest.indexOf(word.toLowerCase());
    rest.splice(Math.max(at, 0), at === -1 ? 0 : 1);
    return at === -1;
  });
}

/** The words of a question and its options, on the posted card or in the form; of the usual options none. */
function questionOn({ questions: [card], answer }: MessageOutcome): readonly string[] | undefined {
  if (card === undefined) {
    const { question, options = "" } = filledIn(answer);
    const isForm = objectsIn(answer).some(({ id }) => id === "options");
    return isForm ? wordsIn(`${question ?? ""} ${options}`) : undefined;
  }
  const { body = [] } = card as { body?: readonly unknown[] };
  const heading = objectsIn(body[1]).map(({ text: words }) => words ?? "");
  const buttons = objectsIn(card).filter(({ verb }) => verb === pollVerbs.vote);
  const choices = objectsIn(card).flatMap(({ choices: all }) => (Array.isArray(all) ? all : []));
  const options = [...(choices.length > 0 ? choices : buttons)].map((one) => String(Object(one).title));
  return wordsIn([...heading, ...(options.join() === USUAL ? [] : options)].join(" "));
}

/** Without a question, with two equal options or with too many: it says what to change. */
const REFUSED = /^(?:Skriv din fråga|Två alternativ är lika|Ge högst tio)/u;

const USUAL = "Ja,Nej,Spelar ingen roll";

describe("a message with a question", () => {
  const separators = [" ", " ", " ", " / ", "/", ": ", "? ", ", ", " eller ", " or ", "\n", "\u2028", "\n- ", " – "];
  const labels = ["1) ", "2) ", "a. ", "b. ", "1. ", "2. ", "A: ", "B: "];
  const things = "Bulle Frukt 9:00 12/3 och/eller km/h teamet om vi ska Ska Vad Fika tv:n C++ 100% S:t".split(" ");
  const thing = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...things) },
    { weight: 1, arbitrary: fc.constantFrom(...SWEDISH, ...NEAR_COMMANDS) },
    { weight: 1, arbitrary: fc.constantFrom(...PEOPLE, ...EMOJI, ...LINKS, ...QUOTES, ...MARKS, ...labels) },
  );
  const question = fc
    .tuple(fc.array(fc.tuple(thing, fc.constantFrom(...separators)), { maxLength: 8 }), thing, fc.constantFrom("", "?"))
    .map(([pieces, last, end]) => `${pieces.flat().join("")}${last}${end}`);
  const called = fc.constantFrom("fråga ", "Fråga: ", "fråga, ", "ask ", "omröstning\n", "Hej! fråga ", "”fråga ");

  /** Parts the options, or labels one. */
  const isRewritten = (word: string): boolean => /^(?:eller|or|[1-9]|10|[a-j]|teamet)$/iu.test(word);

  it("shows every word of a question, on the card or in the form, except the words that separate or label options", {
    timeout: 3_600_000,
  }, async () => {
    const says = aSpeaker(() => aMonday());
    await fc.assert(
      fc.asyncProperty(called, question, async (call, words) => {
        const outcome = await says(call + words);

        const shown = questionOn(outcome);
        if (shown === undefined) {
          expect(outcome.answer).toMatch(REFUSED);
          return;
        }
        expect(missing(wordsIn(read(words)), shown).filter((word) => !isRewritten(word))).toEqual([]);
        const own = new Set(wordsIn(read(words).toLowerCase()));
        expect(shown.filter((word) => !own.has(word.toLowerCase()))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  const one = fc.constantFrom("Bulle", "glass", "den röda", "kaffe med mjölk", "måndag", "ett möte till", "kl 9");
  const another = fc.constantFrom("Frukt", "te", "den blå", "kaffe utan mjölk", "tisdag", "inget möte", "kl 10");
  const opening = fc.constantFrom("Vad tar vi", "Ska vi ses", "Fika", "Flytta mötet", "Should we move it", "Vem kan");
  const or = fc.constantFrom("eller", "or");
  const end = fc.constantFrom("", "?", ".");
  const sentenceOf = (...parts: readonly (fc.Arbitrary<string> | string)[]) =>
    fc.tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part))).map((all) => all.join(""));
  /** Each kind can be read as one question, or as a question with options, or as words to Gnista. */
  const unsure = fc.oneof(
    sentenceOf(one, " ", or, " ", another, "?"),
    sentenceOf(opening, " ", one, " ", or, " ", another, "?"),
    sentenceOf(opening, "? ", one, " ", or, " ", another, end),
    sentenceOf(opening, fc.constantFrom("? ", ": "), one, ", ", another, end),
    sentenceOf(one, " / ", another, end),
    sentenceOf(opening, fc.constantFrom("? ", ": "), one, " / ", another, " ", or, " ", "saft"),
    sentenceOf(opening, "? Jag bjuder. ", one, " / ", another),
    sentenceOf(opening, fc.constantFrom("? ", ": "), one, "/", "frukt och glass"),
    sentenceOf(fc.constantFrom("Vi tar ", "Jag undrar ", "Det här med "), one, fc.constantFrom("", ".", "!")),
    sentenceOf(opening, "\n", one, "\n", another),
    sentenceOf(
      fc.constantFrom("teamet ", "gruppen ", "the team ", "alla vad ", "er när ", "@bo ", "@bo om "),
      opening,
      "?",
    ),
  );

  it("posts nothing and opens the filled form where two readings are possible", { timeout: 3_600_000 }, async () => {
    const says = aSpeaker(() => aMonday());
    await fc.assert(
      fc.asyncProperty(called, unsure, async (call, words) => {
        const outcome = await says(call + words);

        expect({ questions: outcome.questions, others: outcome.others }).toEqual({ questions: [], others: [] });
        expect(missing(wordsIn(read(words)), questionOn(outcome) ?? []).filter((word) => !isRewritten(word))).toEqual(
          [],
        );
      }),
      { numRuns: RUNS },
    );
  });
});

describe("a message with thanks", () => {
  const pieces =
    "för att du hjälpte mig i går rapporten och Bo Cia Dan Kalle Bo Berg alla teamet till som Vi hela 12/3 12:30 for who".split(
      " ",
    );
  const piece = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...pieces) },
    { weight: 2, arbitrary: fc.constantFrom(...PEOPLE) },
    { weight: 1, arbitrary: fc.constantFrom(...EMOJI, ...LINKS, ...QUOTES, ...MARKS, ...NEAR_COMMANDS) },
  );
  const thanks = fc
    .array(fc.tuple(piece, fc.constantFrom(" ", " ", " ", " ", ", ", "! ", ". ", ": ", "\n")), { maxLength: 8 })
    .map((all) => all.flat().join(""));
  const called = fc.constantFrom("tack ", "Tack, ", "Tack! ", "tacka ", "Hej! Stort tack ", "thanks ", "@bo tack ");
  const openDraft = async (team: Team, card: unknown) => {
    const { verb, data } = press(card, "Öppna mitt tack");
    return (await team.as("anna").clicks(verb, data)).card;
  };
  const aKindTeam = async () => {
    const team = await aTeam();
    for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
      await team.where(who, { wants: "openly" });
    }
    return team;
  };

  /** Joins or addresses people. */
  const ADDRESS = /^(?:och|and|samt|till|to|dig|kära|dear|tack)$/iu;
  const TEAM = /^(?:hela|alla|teamet|i)$/iu;

  it("posts every word of it but the names of those it thanks, on its sender's tap alone", {
    timeout: 3_600_000,
  }, async () => {
    // No more than three thanks from one person to another on one day.
    const says = aSpeaker(aKindTeam, 3);
    await fc.assert(
      fc.asyncProperty(called, thanks, async (call, said) => {
        const { team, answer, others, questions } = await says(call + said);
        expect({ questions, others }).toEqual({ questions: [], others: [] });

        const form = isDraft(answer) ? await openDraft(team, answer) : answer;
        const { words = "", recipients = "" } = filledIn(form);
        const give = press(form, "Tacka öppet", filledIn(form));
        const { error } = await team.skippingWaits(() => team.as("anna").clicks(give.verb, give.data));
        await team.settle();

        const thanked = String(recipients).split(",").filter(Boolean);
        // A sender who names themselves reads why they cannot be thanked.
        const names = ["anna", ...PEOPLE.map((who) => who.slice(1)).filter((who) => thanked.includes(idOf(who)))];
        const isNamed = (word: string) =>
          names.some((who) => wordsIn(fullName(who).toLowerCase()).includes(word.toLowerCase()));
        const isTeam = thanked.includes("team");
        const shown = error ? String(words) : wordsOn(team.channelPosts().at(-1)?.card);
        const lost = missing(wordsIn(read(said)), wordsIn(shown));
        expect(lost.filter((word) => !(isNamed(word) || ADDRESS.test(word) || (isTeam && TEAM.test(word))))).toEqual(
          [],
        );
      }),
      { numRuns: RUNS / 3 },
    );
  });
});
