import type { Context, World } from "../../../core/context.ts";
import type { Card } from "../../../core/delivery.ts";
import { read } from "../../../core/document.ts";
import { allOf, startingWith } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { translator } from "../../../i18n/translate.ts";
import { leads } from "../../../kernel/access.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { teamSettings } from "../../people/service.ts";
import { subPageId } from "../../pulse/contract.ts";
import { decideCard, mineCard, toldCard } from "../card/run.ts";
import { whoCard } from "../card/who.ts";
import { type PollView, pollCard } from "../card.ts";
import { type AnswerCount, Ballot, type Poll } from "../contract.ts";
import { answersGiven, answersShown, figuresShow, isAskersToDecide, isOpen, isOwed, mayRun } from "../rules.ts";
import { outcomesOf } from "../service/decide.ts";
import { loadPoll, pollPartition, tallySoFar } from "../service/store.ts";
import { mustSeePoll, myAnswer } from "../service/vote.ts";
import { pollTexts } from "../texts.ts";

/** The card as everybody sees it: figures of an open question only where its asker said that they show. */
export async function sharedView(world: World, poll: Poll, team: TeamSettings): Promise<PollView> {
  return viewOf(world, poll, team, maySeeFigures(poll, undefined));
}

async function viewOf(world: World, poll: Poll, team: TeamSettings, showsFigures: boolean): Promise<PollView> {
  const { answers, totals } = await figures(world, poll);
  return { poll, now: world.now, zone: team.zone, answers, ...(showsFigures && totals ? { soFar: totals } : {}) };
}

/** How many have answered; and until the close, of a named question, what. Not all of it is for everybody. */
export async function figures(
  world: World,
  poll: Poll,
): Promise<{ readonly answers: AnswerCount | undefined; readonly totals?: readonly number[] }> {
  if (poll.result) {
    return { answers: answersGiven(poll) };
  }
  const { answers, totals } = await tallySoFar(world, poll);
  return { answers: answersShown(poll, answers), totals };
}

/** The card as the actor sees it: in the team's language, as all views of a shared card. */
export async function ownView(ctx: Context, poll: Poll, hasVoted = false): Promise<Card> {
  const team = await teamSettings(ctx, poll.teamId);
  const choices = figuresShow(poll) === "afterMyVote" ? await myAnswer(ctx, poll) : undefined;
  const view = await viewOf(ctx, poll, team, maySeeFigures(poll, choices));
  const said = poll.isAnonymous ? "saved" : "savedNamed";
  return pollCard(hasVoted ? { ...view, said } : view, translator(pollTexts, ctx.team ? team.locale : ctx.locale));
}

const maySeeFigures = (poll: Poll, choices: readonly number[] | undefined): boolean =>
  figuresShow(poll) === "live" || (figuresShow(poll) === "afterMyVote" && choices !== undefined);

/** @throws AppError `NOT_FOUND`, `NOT_YOUR_TEAM`, `POLL_ELSEWHERE` */
export async function seenPoll(ctx: Context, pollId: string): Promise<Poll> {
  const poll = await loadPoll(ctx, pollId);
  await mustSeePoll(ctx, poll);
  return poll;
}

/** What of a question is the actor's own: the answer they gave, and what they may do. Card and tab show the same. */
export async function ownPart(ctx: Context, poll: Poll, team: TeamSettings, answers: AnswerCount | undefined) {
  const choices = await myAnswer(ctx, poll);
  return {
    choices,
    isOpen: isOpen(poll, ctx.now),
    isOwed: isOwed(poll),
    isDecider: isAskersToDecide(poll, ctx.actor),
    mayRun: mayRun(poll, ctx.actor, await leads(ctx, team)),
    maySeeFigures: maySeeFigures(poll, choices),
    // Whether there is a first answer to an anonymous question shows to nobody: trying tells whoever tries.
    mayChangeOptions: poll.mode !== "consent" && (answers === 0 || answers === "fewerThanFive"),
  };
}

/** The address of the question in the tab, for the one who reads the card. */
export const pageOf = (world: World, { id, conversationId }: Poll, viewerId: string): string | undefined =>
  world.links?.toPage({ conversationId, subPageId: subPageId({ kind: "question", pollId: id }), viewerId });

/** One's own answer; for those who run a question that has closed, the way to tell what it will be. */
export async function mine(ctx: Context, poll: Poll, optionsChanged = false): Promise<Card> {
  const team = await teamSettings(ctx, poll.teamId);
  const t = translator(pollTexts, ctx.locale);
  const runs = mayRun(poll, ctx.actor, await leads(ctx, team));
  const page = pageOf(ctx, poll, ctx.actor.id);
  if (isOwed(poll) && runs) {
    return decideCard({ poll, outcomes: outcomesOf(poll, team.locale), now: ctx.now, zone: team.zone, page }, t);
  }
  if (poll.state === "decided" && runs) {
    return toldCard(poll, t, page);
  }
  const { choices, ...own } = await ownPart(ctx, poll, team, (await figures(ctx, poll)).answers);
  const answer = choices?.map((choice) => poll.options[choice] ?? "");
  return mineCard({ ...own, poll, answer, optionsChanged, page }, t);
}

/** Of a named question that has closed: who chose what. @throws AppError as `votersByOption` */
export async function whoChoseWhat(ctx: Context, poll: Poll): Promise<Card> {
  return whoCard({ poll, voters: await votersByOption(ctx, poll) }, translator(pollTexts, ctx.locale));
}

/**
 * By option: the names of those who chose it.
 *
 * @throws AppError `NOT_FOUND` of an anonymous question, for which nobody can say, `POLL_STILL_OPEN`
 */
export async function votersByOption(ctx: Context, poll: Poll): Promise<readonly (readonly string[])[]> {
  if (poll.isAnonymous) {
    throw new AppError("NOT_FOUND");
  }
  if (!poll.result) {
    throw new AppError("POLL_STILL_OPEN");
  }
  const voters = poll.options.map((): string[] => []);
  for await (const item of allOf(ctx.store, pollPartition(poll.id), startingWith("v|"))) {
    const { data } = read(Ballot, item);
    if ("voter" in data) {
      for (const choice of data.choices) {
        voters[choice]?.push(data.voter.name);
      }
    }
  }
  return voters.map((names) => names.toSorted((a, b) => a.localeCompare(b, ctx.locale)));
}
