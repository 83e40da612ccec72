import { z } from "zod";
import { PersonRef } from "../../kernel/contract.ts";
import { AnswerCount, MAX_WAITING, PollMode, QuestionEntry, ResultsShow, ShownResult } from "./contract.ts";

/*
 * What the tab is answered about a question: what its card says, and the viewer's own part. How many could answer is not
 * among it, so that nobody reckons how many did not; who answered what only of a named question that has closed.
 */

/**
 * GET /api/teams/:team/question-form?channel=, never kept by a browser. `nonce` goes with `polls/ask`: sent twice it is one question.
 * Limits stand in the contract (`MAX_QUESTION_LENGTH`, `MAX_OPTION_LENGTH`, `MAX_OPTIONS`, `MAX_CHOICES`).
 */
export const QuestionForm = z.object({
  nonce: z.string(),
  zone: z.string(),
  /** What each mode has to choose from where nothing is typed, in the team's language. */
  usualOptions: z.record(PollMode, z.array(z.string())),
  /** Whether enough are here to answer anonymously, should the viewer ask. */
  mayBeAnonymous: z.record(PollMode, z.boolean()),
  /** When it closes where no time is chosen. */
  closesAt: z.string(),
});
export type QuestionForm = z.infer<typeof QuestionForm>;

/** What `polls/ask` answers with, as `data`. */
export const AskedReceipt = z.object({ pollId: z.string(), closesAt: z.string() });
export type AskedReceipt = z.infer<typeof AskedReceipt>;

/** GET /api/teams/:team/questions/:poll */
export const QuestionPage = z.object({
  /** To the minute, as of the overview. */
  now: z.string(),
  zone: z.string(),
  pollId: z.string(),
  question: z.string(),
  asker: PersonRef,
  mode: PollMode,
  options: z.array(z.string()),
  /** Goes with `polls/vote`: which options the viewer had before them. */
  edition: z.number().int(),
  /** How many options one may choose. */
  most: z.number().int(),
  isAnonymous: z.boolean(),
  /** Too few can answer for anybody to be anonymous. */
  isFewerThanFive: z.boolean(),
  results: ResultsShow,
  /** `counting` has closed, and its answers are being counted. */
  state: z.enum(["open", "counting", "closed", "moreTime", "decided"]),
  openedAt: z.string(),
  closesAt: z.string(),
  /** By when the team is to hear what it will be. */
  answerBy: z.string(),
  /** How many have answered, as the card says. Missing where a closed question does not tell. */
  answers: AnswerCount.optional(),
  /** By option, of a named question that shows its figures to the viewer while it is open. */
  soFar: z.array(z.number().int()).optional(),
  /** What may be known after the close. */
  result: ShownResult.optional(),
  /** More than one option leads a vote, so somebody chooses. */
  isTie: z.boolean(),
  /** What the viewer chose, by place: undefined where that is nothing, or not known any more. */
  myAnswer: z.array(z.number().int()).optional(),
  /** False after the close, and for whoever asks for advice: they decide, and do not answer. */
  mayAnswer: z.boolean(),
  isDecider: z.boolean(),
  /** The viewer may close it, and decide or put off what it will be. */
  mayRun: z.boolean(),
  /** Nobody has answered yet, and the viewer runs it. */
  mayChangeOptions: z.boolean(),
  /** For whoever runs a question that has closed: what it can be, by place. `bound` is what a vote has settled. */
  decide: z.object({ outcomes: z.array(z.string()), bound: z.number().int().optional() }).optional(),
  /** There is a list of who chose what, at `/who` below. */
  hasNames: z.boolean(),
  outcome: z.string().optional(),
  why: z.string().optional(),
  decidedAt: z.string().optional(),
  /** Whoever told, where that is not whoever asked. */
  decidedBy: PersonRef.optional(),
});
export type QuestionPage = z.infer<typeof QuestionPage>;

/** Of one option: nobody reads more. */
export const MAX_NAMED = 200;

/** GET /api/teams/:team/questions/:poll/who: of a named question that has closed, by option, names alone. */
export const WhoPage = z.object({
  options: z.array(z.object({ option: z.string(), names: z.array(z.string()).max(MAX_NAMED), hasMore: z.boolean() })),
});
export type WhoPage = z.infer<typeof WhoPage>;

/** Its part of the team's page, GET /api/teams/:team/overview. */
export const QuestionsTimeline = z.object({
  /** Together with those that are open at most `MAX_WAITING`. */
  owed: z.array(QuestionEntry).max(MAX_WAITING),
  open: z.array(QuestionEntry).max(MAX_WAITING),
  /** There are older ones that are open or owed: they stand in the channel. */
  hasMoreQuestions: z.boolean(),
  decided: z.array(QuestionEntry),
});
export type QuestionsTimeline = z.infer<typeof QuestionsTimeline>;

/*
 * What somebody may read about themselves, over all their teams, and what a leader may read alone. It goes to nobody else,
 * is computed when it is asked for, and is kept nowhere.
 */

/** A question in one of the viewer's teams. */
export const TeamQuestion = QuestionEntry.extend({ team: z.object({ id: z.string(), name: z.string() }) });

export type TeamQuestion = z.infer<typeof TeamQuestion>;

/** So many open questions are looked at: those that close soonest. */
export const MAX_SCANNED = 40;

/**
 * GET /api/me/questions. `waiting` are open questions that the viewer may answer and has not. Of an anonymous one the
 * server looks at the viewer's own sealed ballot, exactly as "Mitt svar" does, and at nobody else's.
 */
export const MyQuestions = z.object({
  /** To the minute. */
  now: z.string(),
  waiting: z.array(TeamQuestion),
  /** There are more questions than were looked at. */
  hasMore: z.boolean(),
  /** Of another team nothing is here: Teams cannot say now who is in it, or in one of its private channels. */
  isTeamMissing: z.boolean(),
  /** Asked by the viewer and open. */
  open: z.array(TeamQuestion),
  /** Asked by the viewer and closed: their team waits to hear. */
  owed: z.array(TeamQuestion),
});

export type MyQuestions = z.infer<typeof MyQuestions>;
