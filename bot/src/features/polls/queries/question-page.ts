import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { tooFewToShow } from "../../../core/too-few-to-show.ts";
import { toTheMinute } from "../../../core/week.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import { recordMembership } from "../../../kernel/membership.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import { MAX_NAMED, type QuestionPage, type WhoPage } from "../api.ts";
import { AboutPoll, type Poll } from "../contract.ts";
import { boundOutcome, decidedByOther, figuresShow, hasNames, isTie, resultShown } from "../rules/poll.ts";
import { putOffDays } from "../rules/times.ts";
import { outcomesOf } from "./outcomes.ts";
import { figures, ownPart, visiblePoll, votersByOption } from "./poll-view.ts";
import { usualReason } from "./usual-reason.ts";

/** @throws AppError `NOT_FOUND`, the same for a poll that does not exist, is another team's, or could not be posted */
export async function requestedPoll(ctx: Context, { team, poll }: Readonly<Record<string, string>>): Promise<Poll> {
  const parsed = AboutPoll.safeParse({ pollId: poll });
  const found = parsed.success ? await visiblePoll(ctx, parsed.data.pollId) : undefined;
  if (!found || found.teamId !== team || found.state === "lost") {
    throw new AppError(coreErrors.NOT_FOUND);
  }
  return found;
}

export async function questionPage(ctx: Context, poll: Poll): Promise<QuestionPage> {
  const team = await teamSettings(ctx, poll.teamId);
  await recordMembership(ctx, team);
  const { answers, totals } = await figures(ctx, poll);
  const own = await ownPart(ctx, poll, team, answers);
  const { id, question, asker, mode, options, edition, most, openedAt, closesAt, answerBy } = poll;
  const result = resultShown(poll);
  return {
    now: toTheMinute(ctx.now),
    zone: team.zone,
    pollId: id,
    question,
    asker,
    mode,
    options,
    edition,
    most,
    isAnonymous: poll.isAnonymous,
    isFewerThanFive: tooFewToShow(poll.eligible),
    results: figuresShow(poll),
    state: stateOf(poll, own.isOpen),
    openedAt,
    closesAt: poll.closedAt ?? closesAt,
    answerBy,
    ...(answers === undefined ? {} : { answers }),
    ...(own.maySeeFigures && totals ? { soFar: [...totals] } : {}),
    ...(result ? { result } : {}),
    isTie: isTie(poll),
    ...(own.choices ? { myAnswer: [...own.choices] } : {}),
    mayAnswer: own.isOpen && !own.isDecider,
    isDecider: own.isDecider,
    mayRun: own.mayRun,
    mayChangeOptions: own.mayRun && own.isOpen && own.mayChangeOptions,
    mayTakeBack: own.isOwn && own.isOpen,
    ...(own.isOwed && own.mayRun ? { decide: decideOf(ctx, poll, team) } : {}),
    hasNames: hasNames(poll),
    ...decisionOf(poll),
  };
}

function decideOf({ now }: Context, poll: Poll, team: TeamSettings): NonNullable<QuestionPage["decide"]> {
  const bound = boundOutcome(poll);
  const why = usualReason(poll, team);
  return {
    outcomes: [...outcomesOf(poll, team.locale)],
    ...(bound === undefined ? {} : { bound }),
    ...(why === undefined ? {} : { why }),
    days: putOffDays(now, team.zone).map(({ name, at }) => ({ day: name, at: at.toISOString() })),
  };
}

/** Each field is set only when the poll has it. */
function decisionOf(poll: Poll): Pick<QuestionPage, "outcome" | "why" | "decidedAt" | "decidedBy"> {
  const { outcome, why, decidedAt } = poll;
  const other = poll.state === "decided" ? decidedByOther(poll) : undefined;
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(why === undefined ? {} : { why }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(other ? { decidedBy: other } : {}),
  };
}

function stateOf({ state }: Poll, open: boolean): QuestionPage["state"] {
  if (open) {
    return "open";
  }
  return state === "closed" || state === "moreTime" || state === "decided" ? state : "counting";
}

export async function votersPage(ctx: Context, poll: Poll): Promise<WhoPage> {
  const voters = await votersByOption(ctx, poll);
  return {
    options: poll.options.map((option, index) => {
      const names = voters[index] ?? [];
      return { option, names: names.slice(0, MAX_NAMED), hasMore: names.length > MAX_NAMED };
    }),
  };
}
