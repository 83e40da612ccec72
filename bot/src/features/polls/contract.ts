import { z } from "zod";
import { ChannelId, Chosen, linesOf, PersonRef, TeamId, typedText } from "../../kernel/contract.ts";

/*
 * A poll, its answers, and its outcome. While a poll is open nobody can read its result. Who answered what in an
 * anonymous poll is never readable: ballot ids can be derived only with the poll's key, ballots are sealed with that
 * key, and key and ballots are destroyed when the poll closes. The number of answers is known; who answered, and who
 * did not, is not.
 */

/** The asker decides after hearing the others; most votes win; the team goes ahead unless a member objects. */
export const PollMode = z.enum(["advice", "vote", "consent"]);
export type PollMode = z.infer<typeof PollMode>;

/** When named answers show. Anonymous answers always show at the close. */
export const ResultsShow = z.enum(["atClose", "afterMyVote", "live"]);
export type ResultsShow = z.infer<typeof ResultsShow>;

export const MAX_QUESTION_LENGTH = 240;
export const MAX_OPTION_LENGTH = 80;
export const MAX_WHY_LENGTH = 300;
export const MIN_OPTIONS = 2;
export const MAX_OPTIONS = 10;
/** Five choices that change to five others are ten fields of a tally shard, the maximum of one Cosmos DB patch. */
export const MAX_CHOICES = 5;

const PollId = z.string().regex(/^[\w-]{22}$/);
/** The values of a day field and a time field; a missing value is empty. */
const Day = z.union([z.literal(""), z.iso.date("MALFORMED")]).default("");
const TimeOfDay = z.union([z.literal(""), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)]).default("");

/** A card sends one option per line. */
const Options = z
  .union([z.string().max(20_000, "OPTION_TOO_LONG"), z.array(z.string())])
  .transform((raw) => [raw].flat().flatMap(linesOf))
  .pipe(z.array(typedText(MAX_OPTION_LENGTH, "OPTION_TOO_LONG")).max(200, "TOO_MANY_OPTIONS"))
  .transform((options) => options.filter((option) => option !== ""))
  .pipe(z.array(z.string()).max(MAX_OPTIONS, "TOO_MANY_OPTIONS"));

/** The initial content of the form on a message: its text, for the asker to read. */
export const PrefilledQuestion = z.object({ about: z.string() });
export type PrefilledQuestion = z.infer<typeof PrefilledQuestion>;

/** What a form sends, from a card, a dialog or the tab. Missing fields have the defaults of the shortest poll. */
export const PollDraft = z.object({
  teamId: TeamId,
  channelId: ChannelId,
  nonce: z.string().max(80),
  askerId: z.string().max(128).optional(),
  door: z.enum(["message", "dialog"]).default("dialog"),
  question: z
    .string()
    .default("")
    .pipe(typedText(MAX_QUESTION_LENGTH, "QUESTION_TOO_LONG", "QUESTION_MISSING")),
  /** Empty means the mode's own options: yes, no, either is fine. */
  options: Options.default([]),
  mode: PollMode.default("advice"),
  /** The maximum number of choices per answer. */
  most: z.coerce.number().int().min(1).max(MAX_CHOICES).default(1),
  /** `auto` is anonymous when enough people can answer. */
  answers: z.enum(["auto", "anonymous", "named"]).default("auto"),
  results: ResultsShow.default("atClose"),
  closesOn: Day,
  closesAt: TimeOfDay,
});
export type PollDraft = z.infer<typeof PollDraft>;

/** What the form itself sends besides its fields. */
export const SentForm = PollDraft.pick({ teamId: true, nonce: true, askerId: true, door: true });

export const AboutPoll = z.object({ pollId: PollId });

/**
 * `edition` identifies the options that the voter saw, `promised` that their answer would be anonymous: cards and pages
 * hold it where the database cannot change it. Missing on cards of older versions.
 */
export const Vote = AboutPoll.extend({
  edition: z.coerce.number().int().min(0),
  promised: z.literal("anonymous").optional(),
  choices: z
    .preprocess((raw) => (typeof raw === "number" ? String(raw) : raw), Chosen)
    .pipe(z.array(z.string().regex(/^\d$/)).max(MAX_OPTIONS, "TOO_MANY_CHOICES"))
    .transform((chosen) => [...new Set(chosen.map(Number))].toSorted((a, b) => a - b)),
});
export type Vote = z.infer<typeof Vote>;

export const ChangeOptions = AboutPoll.extend({ options: Options });
export type ChangeOptions = z.infer<typeof ChangeOptions>;

/** The index of an outcome, which may be after the options, or free text. */
export const Decision = AboutPoll.extend({
  outcome: z
    .union([z.string().regex(/^(\d|10)$/, "OUTCOME_MISSING"), z.literal("")])
    .nullish()
    .transform((chosen) => chosen || undefined),
  other: z.string().default("").pipe(typedText(MAX_OPTION_LENGTH, "OPTION_TOO_LONG")),
  why: z
    .string()
    .default("")
    .pipe(typedText(MAX_WHY_LENGTH, "REASON_TOO_LONG", "REASON_MISSING")),
});
export type Decision = z.infer<typeof Decision>;

/** Whether the team has got the outcome: it has when the reply in the thread is posted. */
export type OutcomeDelivery = "sending" | "told" | "unreachable";

/** A day as a card names it: the next one after the press, moved to a working day. */
export const PutOffDay = z.enum(["tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday"]);
export type PutOffDay = z.infer<typeof PutOffDay>;

export const MoreTime = AboutPoll.extend({ day: z.union([PutOffDay, Day]) });
export type MoreTime = z.infer<typeof MoreTime>;

/**
 * The number of answers, as far as it is public: of an anonymous poll never a number below five, nor whether it is
 * zero.
 */
export const AnswerCount = z.union([z.number().int(), z.literal("fewerThanFive")]);
export type AnswerCount = z.infer<typeof AnswerCount>;

/**
 * The public result after the close.
 * - An anonymous poll with fewer than five answers shows nothing.
 * - When all, or all but one, chose an option, it shows that it was nearly all, and no figure.
 * - A consent poll shows only whether there is an objection, since one objection is enough.
 * - When the poll's key is lost (a backup of the documents holds no keys), or the ballots were tampered with, the
 * answers are unreadable.
 */
export const ShownResult = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("nothing") }),
  z.object({ shows: z.literal("unreadable") }),
  z.object({ shows: z.literal("objections"), isAny: z.boolean() }),
  z.object({ shows: z.literal("nearlyAll"), answers: z.number().int(), options: z.array(z.number().int()) }),
  z.object({ shows: z.literal("totals"), answers: z.number().int(), totals: z.array(z.number().int()) }),
]);
export type ShownResult = z.infer<typeof ShownResult>;

/**
 * The stored result, in a shape that the previous version can read; `resultShown` interprets it. `answers` is 0 when
 * the number is not public, and is missing in results of older versions.
 */
export const PollResult = z.discriminatedUnion("shows", [
  /** `isObjected` is set for consent polls, and missing in results of older versions. */
  z.object({ shows: z.literal("nothing"), answers: z.number().int(), isObjected: z.boolean().optional() }),
  z.object({ shows: z.literal("unreadable"), answers: z.number().int() }),
  z.object({ shows: z.literal("nearlyAll"), answers: z.number().int(), options: z.array(z.number().int()) }),
  z.object({ shows: z.literal("totals"), answers: z.number().int(), totals: z.array(z.number().int()) }),
]);
export type PollResult = z.infer<typeof PollResult>;

/** Stored as `poll|<id>`/`poll` for twelve months. */
export const Poll = z.object({
  schema: z.literal(1).default(1),
  id: z.string(),
  teamId: z.string(),
  conversationId: z.string(),
  asker: PersonRef,
  question: z.string(),
  options: z.array(z.string()),
  /** Counts the changes of the options. */
  edition: z.number().int(),
  mode: PollMode,
  most: z.number().int(),
  isAnonymous: z.boolean(),
  /**
   * How the ballots of an anonymous poll are sealed: `bound` to poll, edition and ballot id, under a key with its own
   * name. Missing in older polls.
   */
  seal: z.literal("bound").optional(),
  results: ResultsShow,
  /** How many could answer when the poll was asked: the roster, without an asker who decides. */
  eligible: z.number().int(),
  shards: z.number().int(),
  openedAt: z.string(),
  closesAt: z.string(),
  /**
   * `closing` accepts no more answers and is being counted; `lost` could not be posted, so nobody was asked; `erased`
   * has no words any more, after its asker was erased, and its card says so.
   */
  state: z.enum(["open", "closing", "closed", "moreTime", "decided", "lost", "erased"]),
  /**
   * Its asker took it back while it was open. The state is `erased`, so that the previous version shows no words of it
   * either and counts no answer.
   */
  isTakenBack: z.literal(true).optional(),
  closedAt: z.string().optional(),
  result: PollResult.optional(),
  /** The first message of the thread in which it was asked. The thread gets a note with a link. Missing outside threads. */
  thread: z.string().optional(),
  /** The day by which the team is told the outcome. */
  answerBy: z.string(),
  outcome: z.string().optional(),
  why: z.string().optional(),
  decidedAt: z.string().optional(),
  decidedBy: PersonRef.optional(),
  /** Counts the changes; every promise that follows from a change carries this number. */
  revision: z.number().int(),
  changedAt: z.string(),
});
export type Poll = z.infer<typeof Poll>;

/** Stored as `poll|<id>`/`words` for seven days: the words of a question that was taken back, for its asker's new form. */
export const TakenBackWords = z.object({
  schema: z.literal(1).default(1),
  question: z.string(),
  /** Empty for a consent poll, which has its own options. */
  options: z.array(z.string()),
  mode: PollMode,
  most: z.number().int(),
  answers: z.enum(["auto", "named"]),
  results: ResultsShow,
});
export type TakenBackWords = z.infer<typeof TakenBackWords>;

/**
 * Stored as `poll|<id>`/`v|<ballot id>`. Anonymous: the ballot id is an HMAC of the voter under the poll's key, the
 * choice is sealed, and both are deleted at the close. Named: the ballot id is the voter's id, and the ballot is kept
 * with the poll.
 */
export const Ballot = z.union([
  z.object({ schema: z.literal(1).default(1), sealed: z.string() }),
  z.object({ schema: z.literal(1).default(1), voter: PersonRef, choices: z.array(z.number().int()) }),
]);
export type Ballot = z.infer<typeof Ballot>;

/**
 * Stored as `poll|<id>`/`t|<edition>|<0..>` until the close. Of an anonymous poll it counts only ballots and changes:
 * the choices are counted once, from the sealed ballots, at the close.
 */
export const TallyShard = z.object({
  schema: z.literal(1).default(1),
  /** The number of ballots. */
  n: z.number().int(),
  /** The number of changed ballots, so that a change concurrent with the close is detected. */
  changed: z.number().int().default(0),
  /** By option, of a named poll. */
  by: z.record(z.string(), z.number().int()).optional(),
});
export type TallyShard = z.infer<typeof TallyShard>;

/** The kind of links to a question's page. */
export const QUESTION_PAGE = "question";

export const pollVerbs = {
  ask: "polls/ask",
  vote: "polls/vote",
  /** The card as the actor sees it. Teams refreshes it automatically. */
  card: "polls/card",
  /** The actor's own answer, and the actor's other actions. */
  mine: "polls/mine",
  who: "polls/who",
  changeOptions: "polls/change-options",
  close: "polls/close",
  decide: "polls/decide",
  moreTime: "polls/more-time",
  /** Posts the outcome anew where the channel could not be reached. */
  tellAgain: "polls/tell-again",
  takeBack: "polls/take-back",
  /** Opens the form with the words of a question that the actor took back. */
  askAgain: "polls/ask-again",
} as const;

/*
 * What the tab may show of a team, the same for leader and member. No totals, no ranking, no turnout, no list of people
 * who did not answer, no private thanks. Dates are ISO strings.
 */

/** A poll as the team may see it. `state` tells whether its outcome is owed, `answerBy` by when. */
export const QuestionEntry = z.object({
  pollId: z.string(),
  question: z.string(),
  asker: PersonRef,
  /** Missing in entries that are older than this field. */
  mode: PollMode.optional(),
  state: z.enum(["open", "closed", "moreTime", "decided"]),
  openedAt: z.string(),
  closesAt: z.string(),
  /** The day by which the asker has promised, or is expected, to tell the outcome. */
  answerBy: z.string().optional(),
  /** The viewer owes the outcome, and its day has passed. */
  isOverdue: z.boolean(),
  outcome: z.string().optional(),
  why: z.string().optional(),
  decidedAt: z.string().optional(),
  /** The person who decided, if not the asker. */
  decidedBy: PersonRef.optional(),
  /** The viewer asked it, so the viewer owes the outcome. */
  isMine: z.boolean(),
  /** The poll is open, and the viewer is not the one who decides it. */
  mayAnswer: z.boolean(),
});

export type QuestionEntry = z.infer<typeof QuestionEntry>;

/** The texts of a poll, which may name people. */
export const QuestionText = z.enum(["question", "outcome", "why"]);

export type QuestionText = z.infer<typeof QuestionText>;

/**
 * Stored as `team|<team>`/`q|<opened ISO>|<poll>`, once decided as `d|<decided ISO>|<poll>`, until 12 months after it
 * was opened. The same for every viewer; it names the asker.
 */
export const StoredQuestion = QuestionEntry.omit({ isOverdue: true, isMine: true, mayAnswer: true }).extend({
  schema: z.literal(1).default(1),
  /**
   * The conversation in which it was asked: polls of a private channel are for its members. Missing in older entries.
   */
  conversationId: z.string().optional(),
  /** The asker decides and does not answer. The default fits entries that are older than this field. */
  askerDecides: z.boolean().default(true),
  /**
   * Once decided: which of its texts name a person who was a member then, without whom. These texts stay out of files
   * also after that person has left. Missing in older entries.
   */
  naming: z.array(QuestionText).optional(),
  /** The week's figure counts it, so that taking it back subtracts it. Only while it is open or owed. */
  isCounted: z.literal(true).optional(),
});

export type StoredQuestion = z.infer<typeof StoredQuestion>;

/** The newest open or owed polls: more than a team keeps in mind. */
export const MAX_WAITING = 100;
