import { z } from "zod";
import { PersonRef, TeamId, typedText } from "../../kernel/contract.ts";

/*
 * The state while a meeting's panels are open. All of it is deleted half an hour after the last panel closed, and the
 * state of a round when that round ends. Nobody's silence is stored: speaking and passing have the same state. Texts
 * and answers are stored sealed in documents of their own, under ids that identify nobody, so that the live document
 * does not change when a person answers.
 */

/** Presence is enough; one at a time, the leader last; everybody writes; "did you get a word in?". */
export const RoundKind = z.enum(["greeting", "speaking", "writing", "closing"]);
export type RoundKind = z.infer<typeof RoundKind>;

export const MAX_GREETING_LENGTH = 60;
export const MAX_TEXT_LENGTH = 240;
export const MAX_QUESTION_LENGTH = 140;
/** The time to write, and what the host adds at a time. Nothing is refused afterwards: the host reveals. */
export const WRITING_TIME_MS = 3 * 60_000;
export const EXTENSION_MS = 60_000;
/** Besides the host, who decides when to reveal and knows their own text. */
export const MIN_WRITERS = 5;
/** "Did you get a word in?" from 1, not at all, to 5, as much as I wanted. */
export const MAX_ANSWERS = 5;

const RoundId = z.string().regex(/^[\w-]{22}$/);

/**
 * A person whose panel is open. `at` names the server instances with a connection to it: an instance that fails removes
 * its entries.
 */
const Present = PersonRef.extend({ at: z.array(z.string()) });
export type Present = z.infer<typeof Present>;

/** Too few people wrote, without how few; or the stored texts were tampered with. */
const Unshown = z.enum(["tooFew", "unreadable"]);

export const Round = z.object({
  id: z.string(),
  kind: RoundKind,
  /** The current host. */
  hostId: z.string(),
  startedAt: z.string(),
  /** The seed of the speaking order; it never leaves the server. */
  seed: z.string(),
  /** Counts turns, so that "done" sent twice ends one turn. */
  turn: z.number().int(),
  speakerId: z.string().optional(),
  /** Those who have not spoken yet, sorted by id: their order is derived from the seed, not stored. */
  waiting: z.array(z.string()),
  /** Those who raised a hand, in the order in which they did. */
  hands: z.array(z.string()),
  /** Those who have spoken and those who passed, sorted by id, so that they cannot be distinguished. */
  done: z.array(z.string()),
  /** The greetings that people chose to show under their name in a hello round. */
  greetings: z.array(z.object({ id: z.string(), text: z.string() })),
  /** The host's question of a written round. Missing in rounds of older versions, which asked it aloud. */
  question: z.string().optional(),
  /** When the time to write ends. Depends on the start and the host's extensions alone, never on who has written. */
  writeUntil: z.string().optional(),
  /** The written texts, shuffled and without names. Missing until the reveal. */
  revealed: z.array(z.string()).optional(),
  /** Why the reveal showed nothing: all texts were destroyed instead. */
  unshown: Unshown.optional(),
  /** The team is too small for a figure: the answers of this closing round are destroyed and never counted. */
  isSmall: z.boolean().optional(),
});
export type Round = z.infer<typeof Round>;

/** Stored as `round|<team>`/`round` while panels are open and for half an hour after, at most for a day. */
export const Panels = z.object({
  schema: z.literal(1).default(1),
  teamId: z.string(),
  /** Starts at the creation time, so that a recreated document has a higher version than a deleted one. */
  version: z.number().int(),
  changedAt: z.string(),
  /** In order of arrival. */
  here: z.array(Present),
  /** The time since which nobody is present. */
  emptySince: z.string().optional(),
  /** The leaders here: Gnista's leaders of the team, else the meeting's organiser. */
  leads: z.array(z.string()),
  /**
   * The meeting that a panel reports. It is verified with Teams before it makes anybody a leader or is used to notify
   * anybody.
   */
  meetingId: z.string().optional(),
  /** The members of the meeting have been notified that there is a panel, or are being notified. */
  isTold: z.boolean(),
  /** The round that the notification is about. */
  toldOf: z.string().optional(),
  round: Round.optional(),
  /** The newest ended round, for those who still view it. */
  ended: z.object({ id: z.string(), kind: RoundKind }).optional(),
  /** Ended rounds, so that a late start request starts nothing. */
  past: z.array(z.string()),
});
export type Panels = z.infer<typeof Panels>;

/**
 * Stored as `round|<team>`/`o|<round>` while a written round is open, as `heard|<team>`/`o|<round>` while a closing
 * round is. Entries are accepted as long as it exists. `n` counts entries, `changed` their changes, never their
 * content: entries that disagree with the counters are not read.
 */
export const BoxCounters = z.object({
  schema: z.literal(1).default(1),
  n: z.number().int(),
  changed: z.number().int(),
  /** Digest of the meeting's id, if a panel reported it. */
  meeting: z.string().optional(),
  /** As the round's `isSmall`. */
  isSmall: z.boolean().optional(),
});
export type BoxCounters = z.infer<typeof BoxCounters>;

/**
 * Stored beside it as `a|<round>|<place>`: the place is an HMAC of the person under the round's key; the text is sealed
 * with that key, bound to the place, and padded to a fixed length. Deleted, with the key, at the reveal or the close.
 */
export const SealedText = z.object({
  schema: z.literal(1).default(1),
  sealed: z.string(),
  /** How often the entry was changed; the seal is bound to it. */
  changes: z.number().int().min(0).default(0),
});
export type SealedText = z.infer<typeof SealedText>;

/** GET /api/teams/:team/heard: what may be known of "did you get a word in?". */
export const ParticipationBlock = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("nothing") }),
  /** The team closes meetings with the question and has fewer people than a figure needs: there will be none. */
  z.object({ shows: z.literal("tooSmall") }),
  /** The stored answers of the newest meetings were tampered with, and were destroyed. */
  z.object({ shows: z.literal("unreadable") }),
  /** All, or all but one, gave the same answer: no figure is shown, since it would be everybody's answer. */
  z.object({ shows: z.literal("nearlyAll"), heard: z.number().int(), answers: z.number().int() }),
  /** With one decimal. */
  z.object({ shows: z.literal("mean"), mean: z.number(), answers: z.number().int() }),
]);
export type ParticipationBlock = z.infer<typeof ParticipationBlock>;

/**
 * Stored as `heard|<team>`/`heard` for as long as the team closes meetings with the question. A block is the meetings
 * of exactly one figure. Of their answers only the totals are stored, sealed; of the people only markers, HMACs under
 * the block's key, sorted and separate from the totals. The seal is bound to all other fields. The key is destroyed
 * when the figure is shown.
 */
export const ParticipationTally = z.object({
  /**
   * Version 1 sealed each answer, and could not distinguish two people from one who answered twice: it is retired
   * unshown.
   */
  schema: z.literal(2),
  /** The key's name. */
  block: z.string(),
  people: z.array(z.string()),
  meetings: z.number().int(),
  /** The sealed number of people per answer. Missing before the block's first meeting. */
  tally: z.string().optional(),
  /** The last counted meeting, in this block or the one before. */
  last: z.object({ at: z.string(), day: z.string(), meeting: z.string().optional() }).optional(),
  /** The key's name of the block that became the figure: destroyed, and once more after a crash. */
  retired: z.string().optional(),
  shown: ParticipationBlock.optional(),
});
export type ParticipationTally = z.infer<typeof ParticipationTally>;

/** GET /api/teams/:team/rounds/live: one person's view. No ids, and of nobody else whether they spoke or passed. */
export const PanelView = z.object({
  /** The number of open panels; missing while it could reveal who left. */
  here: z.number().int().optional(),
  mayStart: z.boolean(),
  /** The person who may start instead: the leader who is present. */
  starter: z.string().optional(),
  ended: z.object({ id: z.string(), kind: RoundKind }).optional(),
  round: z
    .object({
      id: z.string(),
      kind: RoundKind,
      host: z.string(),
      isHost: z.boolean(),
      /** May end a turn, reveal and end the round: the host, and the present leader. */
      mayRun: z.boolean(),
      turn: z.number().int(),
      speaker: z.object({ name: z.string(), isMe: z.boolean() }).optional(),
      next: z.array(z.object({ name: z.string(), isMe: z.boolean(), hand: z.boolean() })),
      more: z.boolean(),
      me: z.enum(["speaking", "waiting", "done", "away"]),
      hand: z.boolean(),
      /** The leader speaks last, and needs no hand. */
      isLast: z.boolean(),
      people: z.array(z.string()),
      morePeople: z.boolean(),
      greetings: z.array(z.object({ name: z.string(), text: z.string(), isMe: z.boolean() })),
      /** The question of a written round. Nothing here depends on who has written. */
      question: z.string().optional(),
      writeUntil: z.string().optional(),
      revealed: z.array(z.string()).optional(),
      unshown: Unshown.optional(),
      /** The answers of this closing round are never shown, also not together with other meetings. */
      isSmall: z.boolean().optional(),
    })
    .optional(),
});
export type PanelView = z.infer<typeof PanelView>;

/**
 * GET /api/teams/:team/rounds/mine: the actor's own sealed text or answer, for the actor only, and the server's time, so
 * that a panel whose clock is wrong shows the same time left.
 */
export const MyWords = z.object({ text: z.string().optional(), now: z.iso.datetime() });
export type MyWords = z.infer<typeof MyWords>;

/**
 * GET /api/teams/:team/rounds/start-form, requested when a person presses start: its token makes two presses one start.
 */
export const StartForm = z.object({ nonce: z.string() });
export type StartForm = z.infer<typeof StartForm>;

const singleLine = (maxLength: number, tooLong: string) =>
  z
    .string()
    .default("")
    .pipe(typedText(maxLength, tooLong))
    // One line each: the shape of an anonymous text must not identify its author.
    .transform((text) => text.replace(/\s+/gu, " "));

/** Only a written round has a question. */
export const StartRound = z.object({
  teamId: TeamId,
  nonce: z.string().max(80),
  kind: RoundKind,
  question: singleLine(MAX_QUESTION_LENGTH, "ROUND_QUESTION_TOO_LONG"),
});
export type StartRound = z.infer<typeof StartRound>;

export const AboutRound = z.object({ teamId: TeamId, roundId: RoundId });
export type AboutRound = z.infer<typeof AboutRound>;

/** `turn` is the turn that the person saw. */
export const EndTurn = AboutRound.extend({ turn: z.coerce.number().int().min(0) });
export type EndTurn = z.infer<typeof EndTurn>;

/** An empty text removes the greeting. */
export const Greet = AboutRound.extend({ text: singleLine(MAX_GREETING_LENGTH, "GREETING_TOO_LONG") });
export type Greet = z.infer<typeof Greet>;

export const WriteText = AboutRound.extend({ text: singleLine(MAX_TEXT_LENGTH, "ROUND_TEXT_TOO_LONG") });
export type WriteText = z.infer<typeof WriteText>;

/** `until` is the end of the time to write that the host saw, so that a press sent twice extends once. */
export const ExtendWriting = AboutRound.extend({ until: z.iso.datetime() });
export type ExtendWriting = z.infer<typeof ExtendWriting>;

export const AnswerClosing = AboutRound.extend({ heard: z.coerce.number().int().min(1).max(MAX_ANSWERS) });
export type AnswerClosing = z.infer<typeof AnswerClosing>;

export const roundVerbs = {
  start: "rounds/start",
  next: "rounds/next",
  pass: "rounds/pass",
  raise: "rounds/raise",
  lower: "rounds/lower",
  greet: "rounds/greet",
  write: "rounds/write",
  extend: "rounds/extend",
  reveal: "rounds/reveal",
  answer: "rounds/answer",
  close: "rounds/close",
} as const;
