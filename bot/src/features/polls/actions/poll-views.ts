import type { Context } from "../../../core/context.ts";
import type { Card } from "../../../core/outbox.ts";
import { translator } from "../../../i18n/translate.ts";
import { isLeader } from "../../../kernel/access.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { decideCard, decidedCard } from "../cards/decide-card.ts";
import { mineCard } from "../cards/mine-card.ts";
import type { PollView } from "../cards/open-body.ts";
import { pollCard } from "../cards/poll-card.ts";
import { takenBackCard, youTookBackCard } from "../cards/taken-back-card.ts";
import { votersCard } from "../cards/voters-card.ts";
import type { Poll } from "../contract.ts";
import { mayAskAgain } from "../queries/ask-again.ts";
import { outcomeDelivery } from "../queries/outcome-delivery.ts";
import { ownAnswer } from "../queries/own-answer.ts";
import { decideView, figures, maySeeFigures, ownPart, pageOf, pollView, votersByOption } from "../queries/poll-view.ts";
import { figuresShow, isOwed, mayRunPoll } from "../rules/poll.ts";
import { pollTexts } from "../texts.ts";
import type { CastVote } from "../verbs/cast-vote.ts";

/** The card as the actor sees it, in the team's language like all views of a shared card. */
export async function ownPollView(ctx: Context, poll: Poll): Promise<Card> {
  const choices = figuresShow(poll) === "afterMyVote" ? await ownAnswer(ctx, poll) : undefined;
  return cardFor(ctx, poll, choices);
}

/** The card as the actor sees it after their vote. */
export const votedPollView = (ctx: Context, { poll, choices }: CastVote): Promise<Card> =>
  cardFor(ctx, poll, choices, poll.isAnonymous ? "saved" : "savedNamed");

async function cardFor(
  ctx: Context,
  poll: Poll,
  choices: CastVote["choices"] | undefined,
  status?: PollView["status"],
) {
  const team = await teamSettings(ctx, poll.teamId);
  const isOwn = poll.asker.id === ctx.actor.id;
  const view = { ...(await pollView(ctx, poll, team, maySeeFigures(poll, choices))), isOwn };
  return pollCard(status ? { ...view, status } : view, translator(pollTexts, ctx.team ? team.locale : ctx.locale));
}

/** The actor's own answer; for those who run a poll that has closed, the form for its outcome. */
export async function manageCard(ctx: Context, poll: Poll, optionsChanged = false): Promise<Card> {
  const team = await teamSettings(ctx, poll.teamId);
  const t = translator(pollTexts, ctx.locale);
  const runs = mayRunPoll(poll, ctx.actor, await isLeader(ctx, team));
  const page = pageOf(ctx, poll, ctx.actor.id);
  if (isOwed(poll) && runs) {
    return decideCard(decideView(ctx, poll, team, ctx.actor.id), t);
  }
  if (poll.state === "decided" && runs) {
    return decidedCard({ poll, delivery: await outcomeDelivery(ctx, poll), page }, t);
  }
  const { choices, ...own } = await ownPart(ctx, poll, team, (await figures(ctx, poll)).answers);
  const answer = choices?.map((choice) => poll.options[choice] ?? "");
  return mineCard({ ...own, poll, answer, optionsChanged, page }, t);
}

/** The card of a poll that was taken back; its asker's has a button to ask again. */
export async function takenBackView(ctx: Context, poll: Poll): Promise<Card> {
  return poll.asker.id === ctx.actor.id
    ? youTookBackCard(poll, await mayAskAgain(ctx, poll), own(ctx))
    : takenBackCard(poll, translator(pollTexts, (await teamSettings(ctx, poll.teamId)).locale));
}

/** The voters by option, of a named poll that has closed. @throws AppError as `votersByOption` */
export async function votersCardFor(ctx: Context, poll: Poll): Promise<Card> {
  return votersCard({ poll, voters: await votersByOption(ctx, poll) }, translator(pollTexts, ctx.locale));
}

const own = (ctx: Context) => translator(pollTexts, ctx.locale);
