import { z } from "zod";
import { PersonRef } from "../../kernel/contract.ts";
import { AnswerCount, MAX_WAITING, PollMode, PutOffDay, QuestionEntry, ResultsShow, ShownResult } from "./contract.ts";

/*
 * The tab's API for one poll: the content of its card, and the viewer's own part. The number of eligible voters is left
 * out, so that nobody can compute how many did not answer. Who answered what is given only of a named poll that has
 * closed.
 */

/**
 * GET /api/teams/:team/question-form?channel=, never stored by a browser. `nonce` is sent with `polls/ask`: a form that
 * is sent twice is one poll. Limits are in the contract (`MAX_QUESTION_LENGTH`, `MAX_OPTION_LENGTH`, `MAX_OPTIONS`,
 * `MAX_CHOICES`).
 */
export const QuestionForm = z.object({
  nonce: z.string(),
  zone: z.string(),
  /** The default options of each mode, in the team's language. */
  usualOptions: z.record(PollMode, z.array(z.string())),
  /** Whether there are enough members for anonymous answers when the viewer asks. */
  mayBeAnonymous: z.record(PollMode, z.boolean()),
  /** The default closing time. */
  closesAt: z.string(),
});
export type QuestionForm = z.infer<typeof QuestionForm>;

/** The `data` of the answer to `polls/ask`. */
export const AskedReceipt = z.object({ pollId: z.string(), closesAt: z.string() });
export type AskedReceipt = z.infer<typeof AskedReceipt>;

/** GET /api/teams/:team/questions/:poll */
export const QuestionPage = z.object({
  /** To the minute, as in the overview. */
  now: z.string(),
  zone: z.string(),
  pollId: z.string(),
  question: z.string(),
  asker: PersonRef,
  mode: PollMode,
  options: z.array(z.string()),
  /** Sent with `polls/vote`: identifies the options that the viewer saw. */
  edition: z.number().int(),
  /** The maximum number of choices per answer. */
  most: z.number().int(),
  isAnonymous: z.boolean(),
  /** Too few people can answer for anonymity. */
  isFewerThanFive: z.boolean(),
  results: ResultsShow,
  /** `counting`: the poll has closed, and its answers are being counted. */
  state: z.enum(["open", "counting", "closed", "moreTime", "decided"]),
  openedAt: z.string(),
  closesAt: z.string(),
  /** The day by which the team is told the outcome. */
  answerBy: z.string(),
  /** The number of answers, as on the card. Missing when a closed poll does not show it. */
  answers: AnswerCount.optional(),
  /** By option, of a named poll that shows its figures to the viewer while it is open. */
  soFar: z.array(z.number().int()).optional(),
  /** The public result after the close. */
  result: ShownResult.optional(),
  /** More than one option leads a vote, so a person chooses. */
  isTie: z.boolean(),
  /** The viewer's choices, by option index; undefined when there are none or they are no longer known. */
  myAnswer: z.array(z.number().int()).optional(),
  /** False after the close, and for the asker of an advice poll, who decides and does not answer. */
  mayAnswer: z.boolean(),
  isDecider: z.boolean(),
  /** The viewer may close the poll, and decide or postpone the outcome. */
  mayRun: z.boolean(),
  /** The viewer asked it, and it is open. */
  mayTakeBack: z.boolean(),
  /** Nobody has answered yet, and the viewer runs the poll. */
  mayChangeOptions: z.boolean(),
  /**
   * For a person who runs a poll that has closed: the possible outcomes, by option index. `bound` is the outcome that a
   * vote has settled.
   */
  decide: z
    .object({
      outcomes: z.array(z.string()),
      bound: z.number().int().optional(),
      /** The reason of a vote that has settled it, to be edited. */
      why: z.string().optional(),
      /** The days to which the outcome is put off with one press, as `polls/more-time` takes them. */
      days: z.array(z.object({ day: PutOffDay, at: z.string() })),
    })
    .optional(),
  /** There is a list of who chose what, at `/who` below. */
  hasNames: z.boolean(),
  outcome: z.string().optional(),
  why: z.string().optional(),
  decidedAt: z.string().optional(),
  /** The person who decided, if not the asker. */
  decidedBy: PersonRef.optional(),
});
export type QuestionPage = z.infer<typeof QuestionPage>;

/** Per option: nobody reads more. */
export const MAX_NAMED = 200;

/** GET /api/teams/:team/questions/:poll/who: of a named poll that has closed, the voters' names by option. */
export const WhoPage = z.object({
  options: z.array(z.object({ option: z.string(), names: z.array(z.string()).max(MAX_NAMED), hasMore: z.boolean() })),
});
export type WhoPage = z.infer<typeof WhoPage>;

/** The feature's section of the team's page, GET /api/teams/:team/overview. */
export const QuestionsTimeline = z.object({
  /** Together with the open ones at most `MAX_WAITING`. */
  owed: z.array(QuestionEntry).max(MAX_WAITING),
  open: z.array(QuestionEntry).max(MAX_WAITING),
  /** There are older open or owed polls: they are in the channel. */
  hasMoreQuestions: z.boolean(),
  decided: z.array(QuestionEntry),
});
export type QuestionsTimeline = z.infer<typeof QuestionsTimeline>;

/*
 * The viewer's own data over all their teams, and data that only a leader may read. It goes to nobody else, is computed
 * on request, and is stored nowhere.
 */

/** A poll in one of the viewer's teams. */
export const TeamQuestion = QuestionEntry.extend({ team: z.object({ id: z.string(), name: z.string() }) });

export type TeamQuestion = z.infer<typeof TeamQuestion>;

/** The number of open polls that are scanned: those that close soonest. */
export const MAX_SCANNED = 40;

/**
 * GET /api/me/questions. `waiting` are open polls that the viewer may answer and has not answered. Of an anonymous poll
 * the server reads only the viewer's own sealed ballot, as "Mitt svar" does.
 */
export const MyQuestions = z.object({
  /** To the minute. */
  now: z.string(),
  waiting: z.array(TeamQuestion),
  /** There are more polls than were scanned. */
  hasMore: z.boolean(),
  /** Polls of another team are missing: Teams cannot say now who is in it, or in one of its private channels. */
  isTeamMissing: z.boolean(),
  /** Asked by the viewer and open. */
  open: z.array(TeamQuestion),
  /** Asked by the viewer and closed: the team waits for the outcome. */
  owed: z.array(TeamQuestion),
});

export type MyQuestions = z.infer<typeof MyQuestions>;
