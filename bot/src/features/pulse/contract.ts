import { z } from "zod";
import { PersonRef } from "../people/contract.ts";
import { PollMode } from "../polls/contract.ts";

/*
 * What the tab may show of a team: the same for leader and member. No totals, no ranking, no turnout, nobody who
 * did not answer, no private thanks. Dates are ISO strings.
 */

/** A question as the team may see it. `state` says what is owed, and by when. */
export const QuestionLine = z.object({
  pollId: z.string(),
  question: z.string(),
  asker: PersonRef,
  /** Missing in lines that are older than this field. */
  mode: PollMode.optional(),
  state: z.enum(["open", "closed", "moreTime", "decided"]),
  openedAt: z.string(),
  closesAt: z.string(),
  /** When the asker said, or is expected, to tell. */
  answerBy: z.string().optional(),
  /** The viewer owes the answer, and its day has passed. */
  isOverdue: z.boolean(),
  outcome: z.string().optional(),
  why: z.string().optional(),
  decidedAt: z.string().optional(),
  /** Whoever told, where that is not whoever asked. */
  decidedBy: PersonRef.optional(),
  /** The viewer asked it, so the viewer owes the answer. */
  isMine: z.boolean(),
  /** It is open, and the viewer is not the one who decides it. */
  mayAnswer: z.boolean(),
});
export type QuestionLine = z.infer<typeof QuestionLine>;

/** What is said in a question, and may name somebody. */
export const QuestionText = z.enum(["question", "outcome", "why"]);
export type QuestionText = z.infer<typeof QuestionText>;

/**
 * Stored as `team|<team>`/`q|<opened ISO>|<poll>`, once decided as `d|<decided ISO>|<poll>`, until 12 months after it was
 * opened: the same for every viewer, and whoever asked is named.
 */
export const StoredQuestion = QuestionLine.omit({ isOverdue: true, isMine: true, mayAnswer: true }).extend({
  schema: z.literal(1).default(1),
  /** Where it was asked: a private channel's questions are for whoever is in it. Missing in lines that are older. */
  conversationId: z.string().optional(),
  /** Whoever asked hears the others and does not answer. Lines that are older than this field are of the usual kind, which does. */
  askerDecides: z.boolean().default(true),
  /**
   * Once it is decided, which of its texts name somebody who was there then; not whom. They stay out of files also when
   * that somebody has left. Missing in lines that are older.
   */
  naming: z.array(QuestionText).optional(),
});
export type StoredQuestion = z.infer<typeof StoredQuestion>;

/**
 * Stored as `team|<team>`/`w|<ISO week>` for 36 months: what the team did in public, counted plainly and for no one, where
 * at least five people were in the team and in the conversation.
 */
export const WeekCounts = z.object({
  schema: z.literal(1).default(1),
  week: z.string(),
  acts: z.object({
    thanks: z.number(),
    progress: z.number(),
    milestones: z.number(),
    questions: z.number(),
    decisions: z.number(),
  }),
});
export type WeekCounts = z.infer<typeof WeekCounts>;
export const noActs: WeekCounts["acts"] = { thanks: 0, progress: 0, milestones: 0, questions: 0, decisions: 0 };

/** A public thank-you or small win, as its card says it. */
export const ThanksLine = z.object({
  kudosId: z.string(),
  kind: z.enum(["thanks", "progress", "milestone"]),
  sender: PersonRef,
  recipients: z.array(PersonRef),
  wholeTeam: z.boolean(),
  /** Missing where the words would name somebody who has not chosen to be seen, empty where they are erased. */
  words: z.string().optional(),
  value: z.string().optional(),
  givenAt: z.string(),
});
export type ThanksLine = z.infer<typeof ThanksLine>;

/**
 * Stored as `team|<team>`/`g|<given ISO>|<kudos>`, in Gnista's first days as `k|<ISO week>|<kudos>`, for as long as the
 * thanks: for whoever is in the conversation.
 */
export const StoredThanks = ThanksLine.extend({
  schema: z.literal(1).default(1),
  conversationId: z.string().optional(),
});
export type StoredThanks = z.infer<typeof StoredThanks>;

/** As one viewer sees it: whether they may say thanks too. Whether they have is not said: it would cost a read for each. */
export const SeenThanks = ThanksLine.extend({ mayJoin: z.boolean() });
export type SeenThanks = z.infer<typeof SeenThanks>;

/** Ten on each working day of a fortnight: more than anybody reads. */
export const MOST_THANKS = 100;

/** Open or owed, the newest: more than a team keeps in mind. */
export const MOST_WAITING = 100;

/** GET /api/teams/:team/overview */
export const Overview = z.object({
  team: z.object({ id: z.string(), name: z.string(), locale: z.enum(["sv", "en"]), zone: z.string() }),
  /** To the minute: who asks again within it, and nothing has happened, has the answer already (304). */
  now: z.string(),
  /** Together with those that are open at most `MOST_WAITING`. */
  owed: z.array(QuestionLine).max(MOST_WAITING),
  open: z.array(QuestionLine).max(MOST_WAITING),
  /** There are older ones that are open or owed: they stand in the channel. */
  hasMoreQuestions: z.boolean(),
  decided: z.array(QuestionLine),
  /** Newest first. */
  thanks: z.array(SeenThanks).max(MOST_THANKS),
  /** There are older ones of the same days: they stand in the channel. */
  hasMoreThanks: z.boolean(),
  /** The viewer leads the team, so there is a leader's own to ask for. */
  isLeader: z.boolean(),
});
export type Overview = z.infer<typeof Overview>;

export const WEEKS_SHOWN = 12;

const Week = WeekCounts.omit({ schema: true }).extend({ startsOn: z.iso.date(), isOver: z.boolean() });

/**
 * GET /api/teams/:team/weeks: so many weeks, oldest first, one without acts as zeros. Public acts alone, counted plainly;
 * private thanks are in no figure. `tooFew` in a team of fewer than five people: no counts at all.
 */
export const Weeks = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("weeks"), weeks: z.array(Week).length(WEEKS_SHOWN) }),
  z.object({ shows: z.literal("tooFew"), weeks: z.array(Week).length(0) }),
]);
export type Weeks = z.infer<typeof Weeks>;

/*
 * GET /api/teams/:team/figures.csv: a year's week figures and outcomes. No people: neither who asked nor who told, and no
 * words that name somebody in the team. A team of fewer than five people gets its outcomes, and no figures.
 */

/** The tab's name for itself in Teams' addresses. */
export const TAB_ENTITY = "overview";

/** A place within the tab that a link may lead to. `teamId` is for where Teams says none: the personal app. */
export type SubPage = { readonly kind: "question"; readonly pollId: string; readonly teamId?: string };

/** How Teams carries it (`subEntityId`, `page.subPageId`): written and read here alone. */
export const subPageId = ({ kind, pollId, teamId }: SubPage): string =>
  `${kind}:${pollId}${teamId === undefined ? "" : `@${teamId}`}`;

/** Undefined for what is none: the tab then opens at its beginning. */
export function subPageNamed(id: string | undefined): SubPage | undefined {
  const [, pollId, teamId] = /^question:([\w-]{22})(?:@([\w.:@=-]{1,200}))?$/.exec(id ?? "") ?? [];
  return pollId === undefined ? undefined : { kind: "question", pollId, ...(teamId === undefined ? {} : { teamId }) };
}
