import { expect } from "vitest";
import type { z } from "zod";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { ThanksTimeline } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { QuestionsTimeline } from "#bot/features/polls/api.ts";
import type { StoredQuestion } from "#bot/features/polls/contract.ts";
import { Overview as PulseOverview } from "#bot/features/pulse/api.ts";
import { fullName, idOf, TEAM, type Team } from "../../support/a-team.ts";

export const overviewPath = `/teams/${TEAM}/overview`;

/** The whole response: the part of pulse, and the parts of the features that show something in it. No other field. */
export const Overview = PulseOverview.extend({ ...QuestionsTimeline.shape, ...ThanksTimeline.shape }).strict();

export type Overview = z.infer<typeof Overview>;

export async function overviewOf(team: Team, who: string): Promise<Overview> {
  const { status, body } = await team.as(who).asks(overviewPath);
  expect(status).toBe(200);
  return Overview.parse(body);
}

/** Gives thanks from the chat, and lets their jobs run. */
export async function thanks(team: Team, from: string, to: string, words: string, audience = "team") {
  const nonce = mintIdempotencyToken(team.now());
  const { error } = await team
    .as(from)
    .clicks(kudosVerbs.give, { teamId: TEAM, nonce, recipients: idOf(to), words, audience });
  expect(error).toBeUndefined();
  await team.settle();
}

/** Stores a question of Anna as the team page lists it, with these differences. */
export const storeQuestion = (team: Team, more: Partial<StoredQuestion> & Pick<StoredQuestion, "pollId">) => {
  const data: StoredQuestion = {
    schema: 1,
    question: "Flytta mötet till 9?",
    asker: { id: idOf("anna"), name: fullName("anna") },
    askerDecides: true,
    state: "open",
    openedAt: "2026-02-02T09:00:00.000Z",
    closesAt: "2026-02-04T15:00:00.000Z",
    ...more,
  };
  return team.store.write(`team|${TEAM}`, [{ kind: "put", id: `q|${data.openedAt}|${data.pollId}`, data }]);
};
