import { z } from "zod";
import { ChannelId, Chosen, PersonRef, TeamId, typedText } from "../../kernel/contract.ts";

/*
 * A question, its answers, and what came of it. While a question is open nobody can read a result of it, and of an
 * anonymous one nobody ever reads who answered what: its ballots lie under names that only the question's key leads
 * to, sealed with that key, and key and ballots are destroyed when it closes. How many answered is known; who did, and
 * who did not, is not.
 */

/** I decide after hearing you; most votes win; we go ahead unless somebody objects. */
export const PollMode = z.enum(["advice", "vote", "consent"]);
export type PollMode = z.infer<typeof PollMode>;

/** When named answers show. Anonymous ones show at the close, always. */
export const ResultsShow = z.enum(["atClose", "afterMyVote", "live"]);
export type ResultsShow = z.infer<typeof ResultsShow>;

export const MAX_QUESTION_LENGTH = 240;
export const MAX_OPTION_LENGTH = 80;
export const MAX_WHY_LENGTH = 300;
export const MIN_OPTIONS = 2;
export const MAX_OPTIONS = 10;
/** Five choices that become five others are ten fields of a tally shard, as many as Cosmos DB patches at once. */
export const MAX_CHOICES = 5;

const PollId = z.string().regex(/^[\w-]{22}$/);
/** What a day field and a time field send; what is left out is empty. */
const Day = z.union([z.literal(""), z.iso.date("MALFORMED")]).default("");
const TimeOfDay = z.union([z.literal(""), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)]).default("");

/** A card sends one option a line. */
const Options = z
  .union([z.string().max(20_000, "OPTION_TOO_LONG"), z.array(z.string())])
  .transform((raw) => (Array.isArray(raw) ? raw : raw.split(/[\n\r]+/u)))
  .pipe(z.array(typedText(MAX_OPTION_LENGTH, "OPTION_TOO_LONG")).max(200, "TOO_MANY_OPTIONS"))
  .transform((options) => options.filter((option) => option !== ""))
  .pipe(z.array(z.string()).max(MAX_OPTIONS, "TOO_MANY_OPTIONS"));

/** What the form starts with on a message: what was written there, for the asker to read. */
export const PrefilledQuestion = z.object({ about: z.string() });
export type PrefilledQuestion = z.infer<typeof PrefilledQuestion>;

/** What a form sends, whatever its door. What is left out is as the shortest question has it. */
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
  /** None means the mode's own: yes, no, either is fine. */
  options: Options.default([]),
  mode: PollMode.default("advice"),
  /** How many options one may choose. */
  most: z.coerce.number().int().min(1).max(MAX_CHOICES).default(1),
  /** `auto` is anonymous where enough people can answer. */
  answers: z.enum(["auto", "anonymous", "named"]).default("auto"),
  results: ResultsShow.default("atClose"),
  closesOn: Day,
  closesAt: TimeOfDay,
});
export type PollDraft = z.infer<typeof PollDraft>;

export const AboutPoll = z.object({ pollId: PollId });

/**
 * `edition` tells which options the voter had before them, `promised` that their answer would be anonymous: cards and
 * pages hold it where the database cannot change it. Missing on cards of older versions.
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

/** One of the options by its place, or words of one's own. */
export const Decision = AboutPoll.extend({
  outcome: z
    .union([z.string().regex(/^\d$/, "OUTCOME_MISSING"), z.literal("")])
    .nullish()
    .transform((chosen) => chosen || undefined),
  other: z.string().default("").pipe(typedText(MAX_OPTION_LENGTH, "OPTION_TOO_LONG")),
  why: z
    .string()
    .default("")
    .pipe(typedText(MAX_WHY_LENGTH, "REASON_TOO_LONG", "REASON_MISSING")),
});
export type Decision = z.infer<typeof Decision>;

export const MoreTime = AboutPoll.extend({ day: Day });
export type MoreTime = z.infer<typeof MoreTime>;

/** How many answered, as far as that may be known: of an anonymous question no number below five, nor that there is none. */
export const AnswerCount = z.union([z.number().int(), z.literal("fewerThanFive")]);
export type AnswerCount = z.infer<typeof AnswerCount>;

/**
 * What everybody may know after the close. Of an anonymous question with fewer than five answers, nothing. Where all, or
 * all but one, chose an option, that it was nearly all, and no figure. Of a question for objections only whether
 * somebody objects, since one objection is enough. Where the question's key is lost (a backup of the documents holds no
 * keys), or somebody tampered with the ballots, nobody can read the answers any more.
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
 * What is stored of it, in a shape that the version before reads; `resultShown` says what it means. `answers` is 0 where
 * the number is nobody's to know, and was not in results of older versions.
 */
export const PollResult = z.discriminatedUnion("shows", [
  /** `isObjected` is of a question for objections, and missing in results of older versions. */
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
   * How the ballots of an anonymous question are sealed: `bound` to question, edition and ballot id, under a key of a
   * name of its own. Missing in questions that are older.
   */
  seal: z.literal("bound").optional(),
  results: ResultsShow,
  /** How many could answer when it was asked: the roster, without an asker who decides. */
  eligible: z.number().int(),
  shards: z.number().int(),
  openedAt: z.string(),
  closesAt: z.string(),
  /**
   * `closing` takes no more answers and is being counted; `lost` could not be posted, so nobody was asked; `erased` has
   * no words any more, together with whoever asked it, and says so where it stood.
   */
  state: z.enum(["open", "closing", "closed", "moreTime", "decided", "lost", "erased"]),
  closedAt: z.string().optional(),
  result: PollResult.optional(),
  /** By when the team is to hear what it will be. */
  answerBy: z.string(),
  outcome: z.string().optional(),
  why: z.string().optional(),
  decidedAt: z.string().optional(),
  decidedBy: PersonRef.optional(),
  /** Counts the changes; every promise that follows from a change carries it. */
  revision: z.number().int(),
  changedAt: z.string(),
});
export type Poll = z.infer<typeof Poll>;

/**
 * Stored as `poll|<id>`/`v|<place>`. Anonymous: the place is an HMAC of the voter under the question's key, the choice
 * sealed, both gone at the close. Named: the place is the voter, the ballot stays with the question.
 */
export const Ballot = z.union([
  z.object({ schema: z.literal(1).default(1), sealed: z.string() }),
  z.object({ schema: z.literal(1).default(1), voter: PersonRef, choices: z.array(z.number().int()) }),
]);
export type Ballot = z.infer<typeof Ballot>;

/**
 * Stored as `poll|<id>`/`t|<edition>|<0..>` until the close. Of an anonymous question it counts ballots and changes
 * alone: what was chosen is counted once, from the sealed ballots, at the close.
 */
export const TallyShard = z.object({
  schema: z.literal(1).default(1),
  /** Ballots. */
  n: z.number().int(),
  /** Changed ballots, so that a change that races the close is seen. */
  changed: z.number().int().default(0),
  /** By option, of a named question. */
  by: z.record(z.string(), z.number().int()).optional(),
});
export type TallyShard = z.infer<typeof TallyShard>;

export const pollVerbs = {
  ask: "polls/ask",
  vote: "polls/vote",
  /** The card as the actor sees it: what Teams asks for by itself. */
  card: "polls/card",
  /** The actor's own answer, and what else the actor may do. */
  mine: "polls/mine",
  who: "polls/who",
  changeOptions: "polls/change-options",
  close: "polls/close",
  decide: "polls/decide",
  moreTime: "polls/more-time",
} as const;

/*
 * What the tab may show of a team: the same for leader and member. No totals, no ranking, no turnout, nobody who
 * did not answer, no private thanks. Dates are ISO strings.
 */

/** A question as the team may see it. `state` says what is owed, and by when. */
export const QuestionEntry = z.object({
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

export type QuestionEntry = z.infer<typeof QuestionEntry>;

/** What is said in a question, and may name somebody. */
export const QuestionText = z.enum(["question", "outcome", "why"]);

export type QuestionText = z.infer<typeof QuestionText>;

/**
 * Stored as `team|<team>`/`q|<opened ISO>|<poll>`, once decided as `d|<decided ISO>|<poll>`, until 12 months after it was
 * opened: the same for every viewer, and whoever asked is named.
 */
export const StoredQuestion = QuestionEntry.omit({ isOverdue: true, isMine: true, mayAnswer: true }).extend({
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

/** Open or owed, the newest: more than a team keeps in mind. */
export const MAX_WAITING = 100;
