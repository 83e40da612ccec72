import { randomUUID } from "node:crypto";
import { REFUSED } from "#bot/cards/refusal-block.ts";
import { eventId, mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { FakeMember } from "../support/fake-teams.ts";

export const TENANT = "11111111-1111-4111-8111-111111111111";
export const TEAM = "19:team@thread.tacv2";
export const CHANNEL = "19:channel@thread.tacv2";
const BOT = "28:00000000-0000-4000-8000-0000000000b0";

/** Everybody may send three kudos a day to each other person, so a long run needs more people. */
export const PEOPLE = process.env.SOAK === "1" ? 120 : 24;
export const idOf = (who: number) => `00000000-0000-4000-8000-${String(who).padStart(12, "0")}`;
export const chatOf = (who: number) => `a:p${who}`;
export const nameOf = (who: number) => `Person${who} Prov`;
export const memberOf = (who: number): FakeMember => ({
  id: `29:p${who}`,
  name: nameOf(who),
  objectId: idOf(who),
  tenantId: TENANT,
  userRole: "user",
});

/** A person's click with everything that the test needs to check its result. */
export type Click = Thanks | Question | Vote;

interface Clicked {
  readonly who: number;
  readonly verb: string;
  readonly data: object;
}

export interface Thanks extends Clicked {
  readonly kind: "thanks";
  readonly id: string;
  readonly to: number;
  readonly words: string;
  readonly isPrivate: boolean;
}

export interface Question extends Clicked {
  readonly kind: "question";
  readonly id: string;
  readonly question: string;
}

export interface Vote extends Clicked {
  readonly kind: "vote";
  readonly pollId: string;
  readonly choice: number;
}

export const OPTIONS = ["Ett", "Två", "Tre"];

let last = 0;

export function thanks(who: number, to: number, isPrivate: boolean, now: Date): Thanks {
  const nonce = mintIdempotencyToken(now);
  const words = `Tack nummer ${++last}x.`;
  const audience = isPrivate ? "private" : "team";
  const data = { teamId: TEAM, nonce, recipients: idOf(to), words, kind: "thanks", audience };
  return {
    kind: "thanks",
    id: eventId("kudos", idOf(who), nonce),
    who,
    verb: kudosVerbs.give,
    data,
    to,
    words,
    isPrivate,
  };
}

export function asks(who: number, isNamed: boolean, now: Date): Question {
  const nonce = mintIdempotencyToken(now);
  const question = `Fråga nummer ${++last}x?`;
  const answers = isNamed ? "named" : "auto";
  const data = { teamId: TEAM, nonce, question, options: OPTIONS.join("\n"), mode: "vote", answers };
  return { kind: "question", id: eventId("polls", idOf(who), nonce), who, verb: pollVerbs.ask, data, question };
}

export function votes(who: number, pollId: string, choice: number): Vote {
  const data = { pollId, edition: 0, choices: String(choice) };
  return { kind: "vote", who, verb: pollVerbs.vote, data, pollId, choice };
}

/** The outcome of a click as Teams sees it: a card, a refusal, or no answer because the server had died. */
export type Outcome = "done" | "unanswered" | { readonly refused: string };

/** A refused form comes back as a card, with the error's code. */
const REFUSED_FORM = new RegExp(`"id":"${REFUSED}(\\w+)"`);

/** Sends an invoke as Teams does; sending the same click again uses another activity id. */
export async function send(at: { url: string; serviceUrl: string }, { who, verb, data }: Clicked): Promise<Answer> {
  const activity = {
    ...from(who, at.serviceUrl),
    type: "invoke",
    name: "adaptiveCard/action",
    value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
  };
  try {
    const response = await fetch(`${at.url}/api/messages`, post(activity));
    const body = (await response.json()) as { type: string; value: unknown };
    const content = JSON.stringify(body.value);
    const isError = body.type === "application/vnd.microsoft.error";
    const refused = isError ? String((body.value as { code?: unknown }).code) : REFUSED_FORM.exec(content)?.[1];
    return { outcome: refused === undefined ? "done" : { refused }, content };
  } catch {
    return { outcome: "unanswered", content: "" };
  }
}

interface Answer {
  readonly outcome: Outcome;
  readonly content: string;
}

/** Adds Gnista to the team. */
export async function install(at: { url: string; serviceUrl: string }, who: number): Promise<void> {
  await fetch(
    `${at.url}/api/messages`,
    post({ ...from(who, at.serviceUrl), type: "installationUpdate", action: "add" }),
  );
}

const post = (activity: object): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(activity),
});

export const from = (who: number, serviceUrl: string) => ({
  id: randomUUID(),
  channelId: "msteams",
  serviceUrl,
  from: { id: `29:p${who}`, aadObjectId: idOf(who), name: nameOf(who) },
  recipient: { id: BOT, name: "Gnista" },
  conversation: { id: CHANNEL, conversationType: "channel", isGroup: true, tenantId: TENANT },
  channelData: { tenant: { id: TENANT }, team: { id: TEAM, name: "Laget" }, channel: { id: CHANNEL } },
  locale: "sv-SE",
});

/** Random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
