import { MAX_OPTION_LENGTH, MAX_QUESTION_LENGTH, MAX_WHY_LENGTH, type Poll } from "#bot/features/polls/contract.ts";
import { objectsIn } from "../../support/cards.ts";

export const now = new Date("2026-02-02T09:00:00+01:00");

export const zone = "Europe/Stockholm";

/** User text, cut to the maximum length of each field. */
export interface PollTexts {
  readonly name: string;
  readonly question: string;
  /** The text of each option; the option's number precedes it. */
  readonly option: string;
  readonly why: string;
}

export const longestTexts = (text: string): PollTexts => ({
  name: text.slice(0, 256),
  question: text.slice(0, MAX_QUESTION_LENGTH),
  option: text.slice(0, MAX_OPTION_LENGTH - 3),
  why: text.slice(0, MAX_WHY_LENGTH),
});

export function storedPoll({ name, question, option }: PollTexts, more: Partial<Poll> = {}): Poll {
  return {
    schema: 1,
    id: "p".repeat(22),
    teamId: "19:team@thread.tacv2",
    conversationId: "19:channel@thread.tacv2",
    asker: { id: "anna", name },
    question,
    options: Array.from({ length: 10 }, (_, i) => `${i} ${option}`),
    edition: 0,
    mode: "advice",
    most: 1,
    isAnonymous: true,
    results: "atClose",
    eligible: 500,
    shards: 8,
    openedAt: now.toISOString(),
    closesAt: "2026-02-03T15:00:00.000Z",
    answerBy: "2026-02-05T15:00:00.000Z",
    state: "open",
    revision: 0,
    changedAt: now.toISOString(),
    ...more,
  };
}

export const typesIn = (card: unknown, start: string) =>
  objectsIn(card).filter(({ type }) => `${type}`.startsWith(start));
