import { expect } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { type Answer, aTeam, type SayOptions, type Team, type TeamParts } from "../../support/a-team.ts";
import { aQuestion, cardOf, filledIn, idIn, objectsIn, press } from "../../support/cards.ts";
import type { Post } from "../../support/fake-teams.ts";

/** Monday at nine, when the tests ask. The times below apply to a poll that sets no closing time. */
export const MONDAY = "2026-02-02T09:00:00+01:00";
export const REMINDED = "2026-02-03T13:00:00+01:00";
export const CLOSES = "2026-02-03T16:00:00+01:00";
export const ANSWER_DUE = "2026-02-05T16:00:00+01:00";

export const everybody = ["anna", "bo", "cia", "dan", "eva", "filip"] as const;

/** A team of six, five of whom can answer a poll whose asker decides. */
export const aMonday = (parts: TeamParts = {}): Promise<Team> => aTeam({ now: MONDAY, ...parts });

/** The data that the poll form sends. */
export const aPoll = (team: Team, more: object = {}) =>
  aQuestion(team, { teamId: team.teamId, question: "Vad tar vi till fikat?", ...more });

/** Asks with the form, and waits until the poll is posted. */
export async function asks(team: Team, who: string, more: object = {}): Promise<Answer> {
  const answer = await team.as(who).clicks(pollVerbs.ask, aPoll(team, more));
  await team.settle();
  return answer;
}

/** Sends a message to Gnista, and waits until its effects are done. */
export async function says(team: Team, who: string, words: string, options: SayOptions = {}): Promise<void> {
  await team.as(who).says(words, options);
  await team.settle();
}

/** The posts of the polls in the channel, oldest first. */
export const questionsIn = (team: Team): readonly Post[] =>
  team.channelPosts().filter(({ card, threadId }) => threadId === undefined && isQuestion(card));

const isQuestion = (card: unknown): boolean =>
  objectsIn(card).some(({ pollId }) => pollId !== undefined) && !objectsIn(card).some(({ id }) => id === "question");

/** The nth poll in the channel, in its current version. */
export function question(team: Team, nth = 0) {
  const post = questionsIn(team).at(nth);
  if (!post) {
    throw new Error("nobody asked anything");
  }
  return { post, card: post.card, words: wordsOn(post.card), pollId: idIn(post.card, "pollId") };
}

/** Presses a button of the first poll's card in the channel, in its current version. */
export async function presses(team: Team, who: string, title: string, typed: object = {}): Promise<Answer> {
  const { post, card } = question(team);
  const { verb, data } = press(card, title, { ...typed });
  return team.as(who).clicks(verb, data, { activityId: post.id });
}

/** Votes for options, given by index. */
export async function votes(team: Team, who: string, ...choices: readonly number[]): Promise<Answer> {
  const { pollId } = question(team);
  return team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: choices.join(",") });
}

/** Casts one vote per person: `{ bo: 0, cia: [0, 2] }`. */
export async function allVote(team: Team, by: Readonly<Record<string, number | readonly number[]>>): Promise<void> {
  for (const [who, choices] of Object.entries(by)) {
    const { error } = await votes(team, who, ...[choices].flat());
    if (error) {
      throw new Error(error.message);
    }
  }
  await team.settle();
}

/** Submits the outcome of the nth poll. */
export async function decides(team: Team, who: string, decision: object, nth = 0): Promise<Answer> {
  const { pollId } = question(team, nth);
  const answer = await team
    .as(who)
    .clicks(pollVerbs.decide, { pollId, why: "För att ni sa så.", ...decision }, { in: "personal" });
  await team.settle();
  return answer;
}

/** All readable text on a card, in order, one text per line. */

/** Each option of an open poll with its figure, as the card lists them. */
export const liveFigures = (card: unknown): readonly string[] =>
  objectsIn(card)
    .filter(({ type }) => type === "ColumnSet")
    .map((row) => {
      const shown = objectsIn(row).flatMap(({ title, text }) => [title, text].filter((one) => typeof one === "string"));
      return shown.join(": ");
    });

export function wordsOn(card: unknown): string {
  return objectsIn(card)
    .flatMap(({ text, title, label }) => [text, title, label])
    .filter((one) => typeof one === "string")
    .join("\n");
}

/** The figures on a card, in the order of the options. */
export const figuresOn = (words: string): readonly number[] =>
  words
    .split("\n")
    .filter((line) => /^\d+$/.test(line))
    .map(Number);

/** The newest private card that the person received. */
export const privateCard = (team: Team, who: string): unknown => team.personalPosts(who).at(-1)?.card;

/** The overview of the team's polls in the tab. */
export async function overview(team: Team, who: string) {
  const { body } = await team.as(who).asks(`/teams/${team.teamId}/overview`);
  return body as Record<"owed" | "open" | "decided", readonly Readonly<Record<string, unknown>>[]>;
}

/** The texts of the replies in the poll's thread. */
export const replies = (team: Team, nth = 0): readonly (string | undefined)[] =>
  team.thread(question(team, nth).post.id).map(({ text }) => text);

export const fika = { options: "Bulle\nFrukt" };

/** The card that "Mitt svar" shows to a person. */
export async function mine(team: Team, who: string, options: { in?: "personal"; locale?: string } = {}) {
  const { pollId } = question(team);
  return team.as(who).clicks(pollVerbs.mine, { pollId }, options);
}

/** Eight people can answer Anna's request for advice: the smallest number that gets a reminder. */
const nine = [...everybody, "gunn", "hugo", "ivar"];

export const aMondayOfNine = (parts: Parameters<typeof aMonday>[0] = {}): Promise<Team> =>
  aMonday({ members: nine, ...parts });

export const aMeetingPoll = async (parts: Parameters<typeof aMonday>[0] = {}): Promise<Team> => {
  const team = await aMondayOfNine(parts);
  await says(team, "anna", "fråga Flytta mötet till 9?");
  return team;
};

/** The private messages that the person received, as text. */
export const privateTexts = (team: Team, who: string): readonly string[] =>
  team.personalPosts(who).map(({ card, text }) => text ?? wordsOn(card));

/** The message that the person gets for the same click, in each language. */
export async function refusalTexts(team: Team, who: string, verb: string, data: object, more: object = {}) {
  const read = async (locale: string) => {
    const { status, error } = await team.as(who).clicks(verb, data, { locale, ...more });
    expect(status).toBe(200);
    return error?.message;
  };
  return [await read("sv-SE"), await read("en-GB")];
}

/** The values of a form's fields by name. */
export const fieldsIn = (card: unknown) => filledIn(card);

/** The form that Gnista sends in reply to the command without a question. */
export async function aForm(team: Team, who: string) {
  const { replies } = await team.as(who).says("fråga");
  return { card: cardOf(replies[0]), activityId: replies[0]?.id };
}

export const anonymityNote = "Anonymt i teamet.";

/** A named poll of Anna's that has closed: one vote for a bun, one for fruit, and no outcome yet. */
export async function aClosedPoll(parts: Parameters<typeof aMonday>[0] = {}): Promise<Team> {
  const team = await aMonday(parts);
  await asks(team, "anna", { ...fika, answers: "named" });
  await allVote(team, { bo: 0, cia: 1 });
  await team.at(CLOSES);
  return team;
}
