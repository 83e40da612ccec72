import type { Context, Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange, scanPartition } from "../../../core/document-store.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { offersOn } from "../../../core/offer.ts";
import { isLeader } from "../../../kernel/access.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { subPageId } from "../../../kernel/sub-page.ts";
import type { DecideView } from "../cards/decide-card.ts";
import type { PollView } from "../cards/open-body.ts";
import { type AnswerCount, Ballot, type Poll, QUESTION_PAGE } from "../contract.ts";
import { pollErrors } from "../errors.ts";
import {
  answersGiven,
  answersShown,
  figuresShow,
  isAskersToDecide,
  isOwed,
  isPollOpen,
  mayRunPoll,
} from "../rules/poll.ts";
import { loadPoll, loadPollOrTakenBack, pollPartition, tallySoFar } from "../store.ts";
import { outcomesOf } from "./outcomes.ts";
import { ownAnswer, requireViewer } from "./own-answer.ts";
import { usualReason } from "./usual-reason.ts";

/** The card as everybody sees it. Figures of an open poll are shown only if its asker chose so. */
export async function sharedView(services: Services, poll: Poll, team: TeamSettings): Promise<PollView> {
  return pollView(services, poll, team, maySeeFigures(poll, undefined));
}

export async function pollView(
  services: Services,
  poll: Poll,
  team: TeamSettings,
  showsFigures: boolean,
): Promise<PollView> {
  const { answers, totals } = await figures(services, poll);
  const view = { poll, now: services.now, zone: team.zone, answers, offers: decidedOffers(services, poll) };
  return { ...view, ...(showsFigures && totals ? { soFar: totals } : {}) };
}

/** Offers on a decided poll, made only of what its card shows to everybody. */
function decidedOffers(services: Services, { state, teamId, conversationId, question, outcome, why }: Poll) {
  return state === "decided" && outcome !== undefined && why !== undefined
    ? offersOn(services, "decidedQuestion", { teamId, conversationId, question, outcome, why })
    : [];
}

/**
 * The number of answers, and until the close of a named poll the totals. Callers must not show all of it to everybody.
 */
export async function figures(
  services: Services,
  poll: Poll,
): Promise<{ readonly answers: AnswerCount | undefined; readonly totals?: readonly number[] }> {
  if (poll.result) {
    return { answers: answersGiven(poll) };
  }
  const { answers, totals } = await tallySoFar(services, poll);
  return { answers: answersShown(poll, answers), totals };
}

export const maySeeFigures = (poll: Poll, choices: readonly number[] | undefined): boolean =>
  figuresShow(poll) === "live" || (figuresShow(poll) === "afterMyVote" && choices !== undefined);

/** What the card for deciding shows to a person who runs the poll. */
export const decideView = (services: Services, poll: Poll, team: TeamSettings, viewerId: string): DecideView => ({
  poll,
  outcomes: outcomesOf(poll, team.locale),
  why: usualReason(poll, team),
  now: services.now,
  zone: team.zone,
  page: pageOf(services, poll, viewerId),
});

/** @throws AppError `NOT_FOUND`, `NOT_YOUR_TEAM`, `POLL_ELSEWHERE` */
export async function visiblePoll(ctx: Context, pollId: string): Promise<Poll> {
  const poll = await loadPoll(ctx, pollId);
  await requireViewer(ctx, poll);
  return poll;
}

/** @throws AppError as `visiblePoll` */
export async function visiblePollOrTakenBack(ctx: Context, pollId: string): Promise<Poll> {
  const poll = await loadPollOrTakenBack(ctx, pollId);
  await requireViewer(ctx, poll);
  return poll;
}

/** The actor's own part of a poll: their answer, and what they may do. Card and tab show the same. */
export async function ownPart(ctx: Context, poll: Poll, team: TeamSettings, answers: AnswerCount | undefined) {
  const choices = await ownAnswer(ctx, poll);
  return {
    choices,
    isOpen: isPollOpen(poll, ctx.now),
    isOwed: isOwed(poll),
    isDecider: isAskersToDecide(poll, ctx.actor),
    isOwn: poll.asker.id === ctx.actor.id,
    mayRun: mayRunPoll(poll, ctx.actor, await isLeader(ctx, team)),
    maySeeFigures: maySeeFigures(poll, choices),
    // Whether an anonymous poll has a first answer is not shown: only an attempt to change the options reveals it.
    mayChangeOptions: poll.mode !== "consent" && (answers === 0 || answers === "fewerThanFive"),
  };
}

/** The address of the poll in the tab, for the reader of the card. */
export const pageOf = (services: Services, { id, conversationId }: Poll, viewerId: string): string | undefined =>
  services.links?.toPage({ conversationId, subPageId: subPageId({ kind: QUESTION_PAGE, id }), viewerId });

/**
 * The voters' names by option.
 *
 * @throws AppError `NOT_FOUND` for an anonymous poll, whose voters are unknown, `POLL_STILL_OPEN`
 */
export async function votersByOption(ctx: Context, poll: Poll): Promise<readonly (readonly string[])[]> {
  if (poll.isAnonymous) {
    throw new AppError(coreErrors.NOT_FOUND);
  }
  if (!poll.result) {
    throw new AppError(pollErrors.POLL_STILL_OPEN);
  }
  const voters = poll.options.map((): string[] => []);
  for await (const item of scanPartition(ctx.store, pollPartition(poll.id), prefixRange("v|"))) {
    const { data } = readDocument(Ballot, item);
    if ("voter" in data) {
      for (const choice of data.choices) {
        voters[choice]?.push(data.voter.name);
      }
    }
  }
  return voters.map((names) => names.toSorted((a, b) => a.localeCompare(b, ctx.locale)));
}
