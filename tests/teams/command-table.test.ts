import { addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MONDAY, questionsIn, wordsOn } from "../features/polls/a-question.ts";
import questions from "../fixtures/commands/questions.json" with { type: "json" };
import thanks from "../fixtures/commands/thanks.json" with { type: "json" };
import { aTeam, fullName, idOf, type Team } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press, text } from "../support/cards.ts";

/*
 * What people write to Gnista, as data, and what Gnista does, in every scope where it can be written. Each row is sent
 * through the real edge, later than Teams repeats a message.
 */

const scopes = ["channel", "groupChat", "personal"] as const;
type Scope = (typeof scopes)[number];

interface Outcome {
  readonly becomes: string;
  readonly question?: string | undefined;
  readonly options?: readonly string[] | undefined;
}

/** Two of its members are called Dan. */
async function teamIn(scope: Scope): Promise<Team> {
  const names = { filip: "Dan Ek" };
  const team = await aTeam({ now: MONDAY, names, ...(scope === "groupChat" ? { kind: "groupChat" } : {}) });
  // Gnista knows a person's teams from what they wrote there.
  await team.as("anna").says("tack");
  await team.settle();
  return team;
}

/** The card that answers the message; in a personal chat after its team is chosen. */
async function answerTo(team: Team, scope: Scope, words: string): Promise<unknown> {
  const { replies } = await team.as("anna").says(words, { inPersonalChat: scope === "personal" });
  const card = cardOf(replies[0]);
  if (scope !== "personal" || !text(card).includes("Vilket team")) {
    return card;
  }
  const { verb, data } = press(card, "Laget");
  return (await team.as("anna").clicks(verb, data, { in: "personal" })).card;
}

const optionsOn = (card: unknown): readonly unknown[] =>
  objectsIn(card)
    .filter(({ verb }) => verb === pollVerbs.vote)
    .map(({ title }) => title);

const ROWS_PER_TEAM = 4;
const USUAL = ["Ja", "Nej", "Spelar ingen roll"];

async function outcomeOf(team: Team, scope: Scope, words: string): Promise<Outcome> {
  const before = questionsIn(team).length;
  const answer = await answerTo(team, scope, words);
  await team.settle();
  const posted = questionsIn(team).slice(before);
  if (posted.length > 0) {
    const card = posted[0]?.card;
    const shown = optionsOn(card);
    const question = wordsOn(card).split("\n").slice(1).join("\n");
    return { becomes: "posted", question, options: text(shown) === text(USUAL) ? [] : shown.map(String) };
  }
  if (objectsIn(answer).some(({ id }) => id === "options")) {
    const { question = "", options = "" } = filledIn(answer);
    return { becomes: "form", question: String(question), options: String(options).split("\n").filter(Boolean) };
  }
  return {
    becomes: text(answer).includes("Det där kände jag inte igen") ? "help" : `other: ${text(answer).slice(0, 300)}`,
  };
}

/** The values of a form for thanks; in a channel, its sender opens it with a button. */
async function thanksFrom(team: Team, scope: Scope, says: string): Promise<object> {
  // Nobody can be mentioned in a personal chat.
  const words = scope === "personal" ? says.replace(/@(\p{Ll}+)/gu, (_, who: string) => fullName(who)) : says;
  const before = team.channelPosts().length;
  const answer = await answerTo(team, scope, words);
  const isDraft = objectsIn(answer).some(({ verb }) => verb === kudosVerbs.openDraft);
  const form = isDraft ? await openedDraft(team, answer) : answer;
  if (!objectsIn(form).some(({ id }) => id === "words")) {
    return {
      says,
      becomes: text(answer).includes("Det där kände jag inte igen") ? "help" : text(answer).slice(0, 300),
    };
  }
  const { recipients = "", words: filled = "" } = filledIn(form);
  return {
    says,
    becomes: "form",
    whom: whom(String(recipients)),
    words: String(filled)
      .replaceAll("\\", "")
      .replace(/^Tack för att du $/u, ""),
    posts: team.channelPosts().length - before - (scope === "personal" ? 0 : 1),
    form: text(form),
  };
}

async function openedDraft(team: Team, answer: unknown): Promise<unknown> {
  const { verb, data } = press(answer, "Öppna mitt tack");
  return (await team.as("anna").clicks(verb, data)).card;
}

const whom = (recipients: string): string =>
  recipients
    .split(",")
    .filter(Boolean)
    .map((id) => ["bo", "cia", "dan", "eva", "filip"].find((who) => idOf(who) === id) ?? id)
    .join(", ");

describe("what people write to Gnista", () => {
  it.each(scopes)(
    "a message about a question is posted, opens the filled form or acts in no way, as the table says: %s",
    async (scope) => {
      let team = await teamIn(scope);
      const wrong: unknown[] = [];

      for (const [row, { says, ...expected }] of questions.entries()) {
        // The rate limiter counts 8 messages in 2 seconds of real time, whatever the time in the test is.
        if (row % ROWS_PER_TEAM === 0 && row > 0) {
          team = await teamIn(scope);
        }
        await team.at(addSeconds(new Date(MONDAY), 31 * ((row % ROWS_PER_TEAM) + 1)).toISOString());
        const found = await outcomeOf(team, scope, says);
        // The card shows the question before all else.
        const isSame =
          found.becomes === expected.becomes &&
          text(found.options) === text(expected.options) &&
          (found.becomes === "posted"
            ? `${found.question}\n`.startsWith(`${expected.question}\n`)
            : found.question === expected.question);
        wrong.push(
          ...(isSame ? [] : [{ says, expected, found: { ...found, question: found.question?.slice(0, 60) } }]),
        );
      }

      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it.each(scopes)(
    "a message about a thank-you opens the filled form and posts nothing, or acts in no way, as the table says: %s",
    async (scope) => {
      let team = await teamIn(scope);

      // In a personal chat nobody can be mentioned, and a name is read only where a name is expected.
      const rows = thanks.filter(({ isMentioned }) => scope !== "personal" || !isMentioned);

      for (const [row, expected] of rows.entries()) {
        if (row % ROWS_PER_TEAM === 0 && row > 0) {
          team = await teamIn(scope);
        }
        await team.at(addSeconds(new Date(MONDAY), 31 * ((row % ROWS_PER_TEAM) + 1)).toISOString());

        const found = await thanksFrom(team, scope, expected.says);

        const { hint = "", isMentioned: _, ...rest } = expected;
        expect.soft(found, expected.says).toMatchObject({
          ...rest,
          ...(expected.becomes === "form" ? { posts: 0, form: expect.stringContaining(hint) } : {}),
        });
      }
    },
    120_000,
  );
});
