import { action, parse, type Reply, silence } from "../../core/action.ts";
import { type Command, commandScopes } from "../../core/command.ts";
import type { Context } from "../../core/context.ts";
import type { Extension } from "../../core/extension.ts";
import type { Feature, Offer } from "../../core/feature.ts";
import type { Card } from "../../core/outbox.ts";
import type { Route } from "../../core/route.ts";
import { formatTime } from "../../i18n/format-time.ts";
import { labelOf, translator } from "../../i18n/translate.ts";
import { isLeader } from "../../kernel/access.ts";
import { InChannel } from "../../kernel/api.ts";
import { formOrigin } from "../../kernel/forms.ts";
import { teamSettings } from "../../kernel/settings.ts";
import type { AskedReceipt } from "./api.ts";
import { decideCard, decidedCard } from "./cards/decide-card.ts";
import { askedCard, formCard } from "./cards/form-card.ts";
import { mineCard } from "./cards/mine-card.ts";
import { type PollView, pollCard } from "./cards/poll-card.ts";
import { takenBackCard, youTookBackCard } from "./cards/taken-back-card.ts";
import { votersCard } from "./cards/voters-card.ts";
import {
  AboutPoll,
  ChangeOptions,
  Decision,
  MoreTime,
  type Poll,
  PollDraft,
  type PrefilledQuestion,
  pollVerbs,
  QUESTION_PAGE,
  Vote,
} from "./contract.ts";
import { pollErrors } from "./errors.ts";
import { endPoll, forgetAnswers, replaceUsedForm } from "./jobs/end-poll.ts";
import { remind, remindAsker } from "./jobs/remind.ts";
import { redrawCard, sharePoll } from "./jobs/share-poll.ts";
import { eraseInQuestion } from "./personal-data/erase.ts";
import { destroyQuestion, pollSubjects } from "./personal-data/erase-question.ts";
import { exportQuestions } from "./personal-data/export.ts";
import { askAgainForm, mayAskAgain } from "./queries/ask-again.ts";
import { decidedOutcomes } from "./queries/decided-outcomes.ts";
import { formViewFromCommand, formViewInDialog } from "./queries/form-views.ts";
import { myQuestions } from "./queries/my-questions.ts";
import { outcomesOf } from "./queries/outcomes.ts";
import { owedAnswers } from "./queries/owed-answers.ts";
import { ownAnswer } from "./queries/own-answer.ts";
import {
  figures,
  maySeeFigures,
  ownPart,
  pageOf,
  pollView,
  visiblePoll,
  visiblePollOrTakenBack,
  votersByOption,
} from "./queries/poll-view.ts";
import { questionForm } from "./queries/question-form.ts";
import { questionPage, requestedPoll, votersPage } from "./queries/question-page.ts";
import { teamQuestions } from "./queries/team-questions.ts";
import { parseQuestion } from "./rules/parse-question.ts";
import { figuresShow, isOwed, mayRunPoll } from "./rules/poll.ts";
import { pollJobs } from "./store.ts";
import { pollTexts } from "./texts.ts";
import { askPoll } from "./verbs/ask-poll.ts";
import { type CastVote, castVote } from "./verbs/cast-vote.ts";
import { changeOptions } from "./verbs/change-options.ts";
import { closePoll } from "./verbs/close-poll.ts";
import { decidePoll } from "./verbs/decide-poll.ts";
import { takeBackPoll } from "./verbs/take-back-poll.ts";
import { takeMoreTime } from "./verbs/take-more-time.ts";

const own = (ctx: Context) => translator(pollTexts, ctx.locale);

async function askedReply(ctx: Context, poll: Poll): Promise<Reply> {
  const { zone } = await teamSettings(ctx, poll.teamId);
  const { id: pollId, closesAt } = poll;
  const data: AskedReceipt = { pollId, closesAt };
  return { card: askedCard(pollId, formatTime(new Date(closesAt), ctx.locale, zone, ctx.now), own(ctx)), data };
}

const fraga: Command = {
  names: ["fråga", "ask"],
  synonyms: ["omröstning", "poll"],
  help: { sv: pollTexts.sv.commandHelp, en: pollTexts.en.commandHelp },
  listed: { scopes: commandScopes, rank: 20 },
  access: "conversation",
  async run(ctx, input) {
    const origin = await formOrigin(ctx);
    const { team } = origin;
    const { isSure, ...written } = parseQuestion(input.text);
    // Refuses a text that is too long for the form as well.
    const draft =
      input.text === "" ? undefined : parse(PollDraft, { teamId: team.id, nonce: input.nonce, ...written }, pollErrors);
    if (!draft || !isSure) {
      const locale = input.isPrivate ? ctx.locale : team.locale;
      return { card: formCard(await formViewFromCommand(ctx, origin, input, draft), translator(pollTexts, locale)) };
    }
    const poll = await askPoll(ctx, draft);
    return input.isPrivate ? askedReply(ctx, poll) : silence;
  },
};

const askFromCompose: Extension = {
  access: "conversation",
  commandId: "fraga",
  title: { sv: pollTexts.sv.formTitle, en: pollTexts.en.formTitle },
  listed: {
    description: { sv: pollTexts.sv.formDescription, en: pollTexts.en.formDescription },
    inCompose: true,
    rank: 20,
  },
  async form(ctx, draft, sent, error) {
    return formCard(await formViewInDialog(ctx, draft, sent, error), own(ctx));
  },
};

const offers: readonly Offer[] = [
  {
    on: "message",
    form: askFromCompose.commandId,
    draft: ({ text }): PrefilledQuestion => ({ about: text.trim() }),
  },
];

/** The tab's routes for polls. */
const routes: readonly Route[] = [
  { method: "get", access: "self", path: "/me/questions", run: myQuestions },
  {
    method: "get",
    access: "team",
    path: "/teams/:team/question-form",
    answers: "form",
    run: (ctx, { params, query }) => questionForm(ctx, params.team ?? "", parse(InChannel, query)),
  },
  {
    method: "get",
    access: "team",
    path: "/teams/:team/questions/:poll",
    run: async (ctx, { params }) => questionPage(ctx, await requestedPoll(ctx, params)),
  },
  {
    method: "get",
    access: "team",
    path: "/teams/:team/questions/:poll/who",
    run: async (ctx, { params }) => votersPage(ctx, await requestedPoll(ctx, params)),
  },
];

export const pollsFeature: Feature = {
  name: "polls",
  order: 20,
  errors: pollErrors,
  counts: { questions: labelOf(pollTexts, "countQuestions"), decisions: labelOf(pollTexts, "countDecisions") },
  ownActs: {
    asker: { key: "asked", label: labelOf(pollTexts, "actAsked") },
    voter: { key: "answered", label: labelOf(pollTexts, "actAnswered") },
    decider: { key: "told", label: labelOf(pollTexts, "actTold") },
  },
  reminders: { owedAnswer: labelOf(pollTexts, "remindOwedAnswer") },
  timeline: (ctx, { id }) => teamQuestions(ctx, id),
  pages: [QUESTION_PAGE],
  waiting: owedAnswers,
  outcomes: decidedOutcomes,
  commands: [fraga],
  extensions: [askFromCompose],
  offers,
  verbs: {
    [pollVerbs.ask]: action("conversation", PollDraft, pollErrors, async (ctx, draft) =>
      askedReply(ctx, await askPoll(ctx, draft)),
    ),
    [pollVerbs.vote]: action("conversation", Vote, pollErrors, async (ctx, vote) => ({
      card: await votedView(ctx, await castVote(ctx, vote)),
    })),
    [pollVerbs.card]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => {
      const poll = await visiblePollOrTakenBack(ctx, pollId);
      return { card: await (poll.isTakenBack ? takenBackView(ctx, poll) : ownView(ctx, poll)) };
    }),
    [pollVerbs.mine]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => {
      const poll = await visiblePollOrTakenBack(ctx, pollId);
      return { card: await (poll.isTakenBack ? takenBackView(ctx, poll) : manageCard(ctx, poll)) };
    }),
    [pollVerbs.who]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
      card: await votersCardFor(ctx, await visiblePoll(ctx, pollId)),
    })),
    [pollVerbs.changeOptions]: action("conversation", ChangeOptions, pollErrors, async (ctx, change) => ({
      card: await manageCard(ctx, await changeOptions(ctx, change), true),
    })),
    [pollVerbs.close]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
      card: await ownView(ctx, await closePoll(ctx, pollId)),
    })),
    [pollVerbs.decide]: action("conversation", Decision, pollErrors, async (ctx, decision) => ({
      card: await manageCard(ctx, await decidePoll(ctx, decision)),
    })),
    [pollVerbs.moreTime]: action("conversation", MoreTime, pollErrors, async (ctx, more) => ({
      card: await manageCard(ctx, await takeMoreTime(ctx, more)),
    })),
    [pollVerbs.takeBack]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
      card: await takenBackView(ctx, await takeBackPoll(ctx, pollId)),
    })),
    [pollVerbs.askAgain]: action("conversation", AboutPoll, pollErrors, async (ctx, { pollId }) => ({
      card: formCard(await askAgainForm(ctx, pollId), own(ctx)),
    })),
  },
  jobs: {
    [pollJobs.share]: { delivery: "atLeastOnce", run: sharePoll },
    [pollJobs.redraw]: { delivery: "atLeastOnce", run: redrawCard },
    [pollJobs.close]: { delivery: "atLeastOnce", run: endPoll },
    [pollJobs.cleanUp]: { delivery: "atLeastOnce", run: forgetAnswers },
    [pollJobs.remind]: { delivery: "atMostOnce", run: remind },
    [pollJobs.owed]: { delivery: "atMostOnce", run: remindAsker },
    [pollJobs.formUsed]: { delivery: "atLeastOnce", run: replaceUsedForm },
  },
  routes,
  sample: () => import("./sample/sample.ts"),
  retention: labelOf(pollTexts, "pollsRetention"),
  personalData: {
    summary: { sv: pollTexts.sv.pollsStored, en: pollTexts.en.pollsStored },
    export: exportQuestions,
    erase: eraseInQuestion,
    subjects: pollSubjects,
    destroy: destroyQuestion,
  },
};

/** The card as the actor sees it, in the team's language like all views of a shared card. */
async function ownView(ctx: Context, poll: Poll): Promise<Card> {
  const choices = figuresShow(poll) === "afterMyVote" ? await ownAnswer(ctx, poll) : undefined;
  return cardFor(ctx, poll, choices);
}

const votedView = (ctx: Context, { poll, choices }: CastVote): Promise<Card> =>
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
async function manageCard(ctx: Context, poll: Poll, optionsChanged = false): Promise<Card> {
  const team = await teamSettings(ctx, poll.teamId);
  const t = translator(pollTexts, ctx.locale);
  const runs = mayRunPoll(poll, ctx.actor, await isLeader(ctx, team));
  const page = pageOf(ctx, poll, ctx.actor.id);
  if (isOwed(poll) && runs) {
    return decideCard({ poll, outcomes: outcomesOf(poll, team.locale), now: ctx.now, zone: team.zone, page }, t);
  }
  if (poll.state === "decided" && runs) {
    return decidedCard(poll, t, page);
  }
  const { choices, ...own } = await ownPart(ctx, poll, team, (await figures(ctx, poll)).answers);
  const answer = choices?.map((choice) => poll.options[choice] ?? "");
  return mineCard({ ...own, poll, answer, optionsChanged, page }, t);
}

/** What replaced a poll that was taken back: for its asker, with the way to ask again. */
async function takenBackView(ctx: Context, poll: Poll): Promise<Card> {
  return poll.asker.id === ctx.actor.id
    ? youTookBackCard(poll, await mayAskAgain(ctx, poll), own(ctx))
    : takenBackCard(poll, translator(pollTexts, (await teamSettings(ctx, poll.teamId)).locale));
}

/** The voters by option, of a named poll that has closed. @throws AppError as `votersByOption` */
async function votersCardFor(ctx: Context, poll: Poll): Promise<Card> {
  return votersCard({ poll, voters: await votersByOption(ctx, poll) }, translator(pollTexts, ctx.locale));
}
