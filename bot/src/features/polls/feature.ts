import { parse } from "../../core/action.ts";
import type { Feature, Offer } from "../../core/feature.ts";
import type { Route } from "../../core/route.ts";
import { labelOf } from "../../i18n/translate.ts";
import { InChannel } from "../../kernel/api.ts";
import { askCommand, askFromCompose } from "./actions/ask-command.ts";
import { pollActions } from "./actions/poll-actions.ts";
import { type PrefilledQuestion, QUESTION_PAGE } from "./contract.ts";
import { pollErrors } from "./errors.ts";
import { endPoll, forgetAnswers, replaceUsedForm } from "./jobs/end-poll.ts";
import { remind, remindAsker } from "./jobs/remind.ts";
import { redrawCard, sharePoll } from "./jobs/share-poll.ts";
import { eraseInQuestion } from "./personal-data/erase.ts";
import { destroyQuestion, pollSubjects } from "./personal-data/erase-question.ts";
import { exportQuestions } from "./personal-data/export.ts";
import { questionLists } from "./personal-data/lists.ts";
import { decidedOutcomes } from "./queries/decided-outcomes.ts";
import { myQuestions } from "./queries/my-questions.ts";
import { owedAnswers } from "./queries/owed-answers.ts";
import { questionForm } from "./queries/question-form.ts";
import { questionPage, requestedPoll, votersPage } from "./queries/question-page.ts";
import { teamQuestions } from "./queries/team-questions.ts";
import { pollJobs } from "./store.ts";
import { pollTexts } from "./texts.ts";

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
  commands: [askCommand],
  extensions: [askFromCompose],
  offers,
  verbs: pollActions,
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
    lists: questionLists,
    erase: eraseInQuestion,
    subjects: pollSubjects,
    destroy: destroyQuestion,
  },
};
