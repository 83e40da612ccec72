import type { Context, World } from "../../../core/context.ts";
import type { Card } from "../../../core/delivery.ts";
import { read } from "../../../core/document.ts";
import { allOf, startingWith } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../people/contract.ts";
import { isLeader, teamSettings } from "../../people/service.ts";
import { decideCard, mineCard, toldCard } from "../card/run.ts";
import { whoCard } from "../card/who.ts";
import { type PollView, pollCard } from "../card.ts";
import { Ballot, type Poll } from "../contract.ts";
import { isAskersToDecide, isOpen, isOwed, mayRun } from "../rules.ts";
import { outcomesOf } from "../service/decide.ts";
import { loadPoll, pollPartition, shardsOf, tallySoFar } from "../service/store.ts";
import { mustSeePoll, myAnswer } from "../service/vote.ts";
import { pollTexts } from "../texts.ts";

/** The card as everybody sees it: figures of an open question only where its asker said that they show. */
export async function sharedView(world: World, poll: Poll, team: TeamSettings): Promise<PollView> {
  return viewOf(world, poll, team, poll.results === "live");
}

async function viewOf(world: World, poll: Poll, team: TeamSettings, showsFigures: boolean): Promise<PollView> {
  const place = { poll, now: world.now, zone: team.zone };
  if (poll.result) {
    return { ...place, answers: poll.result.answers };
  }
  const { answers, totals } = await tallySoFar(world, poll);
  return { ...place, answers, ...(showsFigures ? { soFar: totals } : {}) };
}

/** The card as the actor sees it: in the team's language, as all views of a shared card. */
export async function ownView(ctx: Context, poll: Poll, hasVoted = false): Promise<Card> {
  const team = await teamSettings(ctx, poll.teamId);
  const mayKnow =
    poll.results === "live" || (poll.results === "afterMyVote" && (await myAnswer(ctx, poll)) !== undefined);
  const view = await viewOf(ctx, poll, team, mayKnow);
  const said = poll.isAnonymous ? "saved" : "savedNamed";
  return pollCard(hasVoted ? { ...view, said } : view, translator(pollTexts, ctx.team ? team.locale : ctx.locale));
}

/** @throws AppError `NOT_FOUND`, `NOT_YOUR_TEAM`, `POLL_ELSEWHERE` */
export async function seenPoll(ctx: Context, pollId: string): Promise<Poll> {
  const poll = await loadPoll(ctx, pollId);
  await mustSeePoll(ctx, poll);
  return poll;
}

/** One's own answer; for those who run a question that has closed, the way to tell what it will be. */
export async function mine(ctx: Context, poll: Poll, optionsChanged = false): Promise<Card> {
  const team = await teamSettings(ctx, poll.teamId);
  const t = translator(pollTexts, ctx.locale);
  const runs = mayRun(poll, ctx.actor, isLeader(team, ctx.actor));
  if (isOwed(poll) && runs) {
    return decideCard({ poll, outcomes: outcomesOf(poll, team.locale), now: ctx.now, zone: team.zone }, t);
  }
  if (poll.state === "decided" && runs) {
    return toldCard(poll, t);
  }
  const choices = await myAnswer(ctx, poll);
  return mineCard(
    {
      poll,
      answer: choices?.map((choice) => poll.options[choice] ?? ""),
      isOpen: isOpen(poll, ctx.now),
      isDecider: isAskersToDecide(poll, ctx.actor),
      mayRun: runs,
      isOwed: isOwed(poll),
      mayChangeOptions: poll.mode !== "consent" && (await shardsOf(ctx, poll)).every(({ data }) => data.n === 0),
      optionsChanged,
    },
    t,
  );
}

/** @throws AppError `NOT_FOUND` of an anonymous question, for which nobody can say, `POLL_STILL_OPEN` */
export async function whoChoseWhat(ctx: Context, poll: Poll): Promise<Card> {
  if (poll.isAnonymous) {
    throw new AppError("NOT_FOUND");
  }
  if (!poll.result) {
    throw new AppError("POLL_STILL_OPEN");
  }
  const t = translator(pollTexts, ctx.locale);
  const voters = poll.options.map((): string[] => []);
  for await (const item of allOf(ctx.store, pollPartition(poll.id), startingWith("v|"))) {
    const { data } = read(Ballot, item);
    if ("voter" in data) {
      for (const choice of data.choices) {
        voters[choice]?.push(data.voter.name);
      }
    }
  }
  const sorted = voters.map((names) => names.toSorted((a, b) => a.localeCompare(b, ctx.locale)));
  return whoCard({ poll, voters: sorted }, t);
}
