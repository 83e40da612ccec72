import { addSeconds } from "date-fns";
import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { MONDAY, questionsIn, wordsOn } from "../features/polls/a-question.ts";
import questions from "../fixtures/commands/questions.json" with { type: "json" };
import { aTeam, type Team } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press, text } from "../support/cards.ts";

/*
 * What people write to Gnista, as data, and what comes of it, in every scope where it can be written. Each row is sent
 * through the real edge, later than Teams repeats a message.
 */

const scopes = ["channel", "groupChat", "personal"] as const;
type Scope = (typeof scopes)[number];

interface Outcome {
  readonly becomes: string;
  readonly question?: string | undefined;
  readonly options?: readonly string[] | undefined;
}

async function teamIn(scope: Scope): Promise<Team> {
  const team = await aTeam({ now: MONDAY, ...(scope === "groupChat" ? { kind: "groupChat" } : {}) });
  // Gnista knows a person's teams from what they wrote there.
  await team.as("anna").says("tack");
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

const ROWS_PER_TEAM = 15;
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

describe("what people write to Gnista", () => {
  it.each(scopes)(
    "a message about a question is posted, opens the filled form or acts in no way, as the table says: %s",
    async (scope) => {
      let team = await teamIn(scope);
      const wrong: unknown[] = [];

      for (const [row, { says, ...expected }] of questions.entries()) {
        // The rate limiter counts 60 messages in 30 seconds of real time, whatever the time in the test is.
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
});
