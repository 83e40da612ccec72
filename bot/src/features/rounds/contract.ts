import { z } from "zod";
import { PersonRef, TeamId, typedText } from "../../kernel/contract.ts";

/*
 * What is known while a meeting's panels are open, and for how long: all of it is deleted when the last panel has been
 * closed for half an hour, and what belongs to a round when that round ends. Nobody's silence is stored: who spoke and who
 * passed are the same thing in here. What is written or answered lies sealed beside it under places that lead to nobody,
 * so that the live document does not move when somebody answers.
 */

/** Being there is enough; one at a time, the leader last; all write; "did you get a word in?". */
export const RoundKind = z.enum(["greeting", "speaking", "writing", "closing"]);
export type RoundKind = z.infer<typeof RoundKind>;

export const MAX_GREETING_LENGTH = 60;
export const MAX_TEXT_LENGTH = 240;
/** Besides the host, who decides when to reveal and knows their own text. */
export const MIN_WRITERS = 5;
/** "Did you get a word in?" from 1, not at all, to 5, as much as I wanted. */
export const MAX_ANSWERS = 5;

const RoundId = z.string().regex(/^[\w-]{22}$/);

/** Somebody whose panel is open. `at` names the instances of ours that hold it: dropped with them should they die. */
const Present = PersonRef.extend({ at: z.array(z.string()) });
export type Present = z.infer<typeof Present>;

/** Too few had written, never how few; or what is stored is not what was written. */
const Unshown = z.enum(["tooFew", "unreadable"]);

export const Round = z.object({
  id: z.string(),
  kind: RoundKind,
  /** Whoever holds it now. */
  hostId: z.string(),
  startedAt: z.string(),
  /** The order is drawn from it; it never leaves the server. */
  seed: z.string(),
  /** Counts whose turn it is, so that "done" twice ends one turn. */
  turn: z.number().int(),
  speakerId: z.string().optional(),
  /** Those who have not had the word yet, in the order of their ids: what order they come in is drawn, not stored. */
  waiting: z.array(z.string()),
  /** Those who wish for the word, in the order in which they did. */
  hands: z.array(z.string()),
  /** Those who have had the word and those who passed, in the order of their ids: nothing tells which. */
  done: z.array(z.string()),
  /** What people chose to say with their name in a hello round. */
  greetings: z.array(z.object({ id: z.string(), text: z.string() })),
  /** What was written, shuffled and without names. Missing until it is revealed. */
  revealed: z.array(z.string()).optional(),
  /** Why the reveal showed nothing: everything was destroyed instead. */
  unshown: Unshown.optional(),
  /** The team is too small for a figure: the answers of this closing round are destroyed and never counted. */
  isSmall: z.boolean().optional(),
});
export type Round = z.infer<typeof Round>;

/** Stored as `round|<team>`/`round` while panels are open, and half an hour after; a day at the most. */
export const Panels = z.object({
  schema: z.literal(1).default(1),
  teamId: z.string(),
  /** Starts at the moment it is made, so that one made anew is newer than one that was deleted. */
  version: z.number().int(),
  changedAt: z.string(),
  /** In the order in which they came. */
  here: z.array(Present),
  /** Since when nobody is. */
  emptySince: z.string().optional(),
  /** Who leads here: Gnista's leaders of the team, else the meeting's organiser. */
  leads: z.array(z.string()),
  /** The meeting that a panel says it is in. Teams is asked whether it is, before anybody leads or is told by it. */
  meetingId: z.string().optional(),
  /** Those in the meeting have been told that there is a panel, or are being told. */
  isTold: z.boolean(),
  /** The round that they are told of. */
  toldOf: z.string().optional(),
  round: Round.optional(),
  /** The newest round that ended, for those who look at it. */
  ended: z.object({ id: z.string(), kind: RoundKind }).optional(),
  /** Rounds that ended here, so that an old start starts nothing. */
  past: z.array(z.string()),
});
export type Panels = z.infer<typeof Panels>;

/**
 * Stored as `round|<team>`/`o|<round>` while a written round is open, as `heard|<team>`/`o|<round>` while a closing round is:
 * as long as it is there answers are taken. `n` counts entries, `changed` their changes, never what they say: entries
 * and counters that disagree are not read.
 */
export const OpenBox = z.object({
  schema: z.literal(1).default(1),
  n: z.number().int(),
  changed: z.number().int(),
  /** Digest of the meeting's id, where a panel told it. */
  meeting: z.string().optional(),
  /** As the round's `isSmall`. */
  isSmall: z.boolean().optional(),
});
export type OpenBox = z.infer<typeof OpenBox>;

/**
 * Stored beside it as `a|<round>|<place>`: the place is an HMAC of the person under the round's key, the words are sealed
 * with it, bound to the place, and of one length. Gone, with the key, at the reveal or the close.
 */
export const SealedText = z.object({
  schema: z.literal(1).default(1),
  sealed: z.string(),
  /** How often it was changed; the seal is bound to it. */
  changes: z.number().int().min(0).default(0),
});
export type SealedText = z.infer<typeof SealedText>;

/** GET /api/teams/:team/heard: what may be known of "did you get a word in?". */
export const ParticipationBlock = z.discriminatedUnion("shows", [
  z.object({ shows: z.literal("nothing") }),
  /** The team has closed meetings with it and has fewer people than a figure needs: there will be none. */
  z.object({ shows: z.literal("tooSmall") }),
  /** What was stored of the newest meetings is not what was answered: it was destroyed. */
  z.object({ shows: z.literal("unreadable") }),
  /** All, or all but one, answered the same: no figure is shown, since it would be everybody's answer. */
  z.object({ shows: z.literal("nearlyAll"), heard: z.number().int(), answers: z.number().int() }),
  /** One decimal. */
  z.object({ shows: z.literal("mean"), mean: z.number(), answers: z.number().int() }),
]);
export type ParticipationBlock = z.infer<typeof ParticipationBlock>;

/**
 * Stored as `heard|<team>`/`heard` for as long as the team closes meetings with it. A block is the meetings of one figure,
 * and of no other. Of their answers only the totals are kept, sealed; of who answered only markers, HMACs under the
 * block's key, sorted and apart from the totals. The seal is bound to all that stands beside it. The key is destroyed
 * when the figure is shown.
 */
export const ParticipationTally = z.object({
  /** 1 sealed each answer, and could not tell two people from one who answered twice: it is retired unshown. */
  schema: z.literal(2),
  /** Names the key. */
  block: z.string(),
  people: z.array(z.string()),
  meetings: z.number().int(),
  /** How many answered what, sealed. Missing before the block's first meeting. */
  tally: z.string().optional(),
  /** The meeting that was counted last, in this block or the one before. */
  last: z.object({ at: z.string(), day: z.string(), meeting: z.string().optional() }).optional(),
  /** Names the key of the block that became the figure: destroyed, and once more after a crash. */
  retired: z.string().optional(),
  shown: ParticipationBlock.optional(),
});
export type ParticipationTally = z.infer<typeof ParticipationTally>;

/** GET /api/teams/:team/rounds/live: what one person sees. Nobody's id, and of nobody else whether they spoke or passed. */
export const PanelView = z.object({
  /** How many panels are open; not told while it could tell who left. */
  here: z.number().int().optional(),
  mayStart: z.boolean(),
  /** Who may start instead: the leader who is here. */
  starter: z.string().optional(),
  ended: z.object({ id: z.string(), kind: RoundKind }).optional(),
  round: z
    .object({
      id: z.string(),
      kind: RoundKind,
      host: z.string(),
      isHost: z.boolean(),
      /** May say who is next, reveal and end: the host, and whoever leads here. */
      mayRun: z.boolean(),
      turn: z.number().int(),
      speaker: z.object({ name: z.string(), isMe: z.boolean() }).optional(),
      next: z.array(z.object({ name: z.string(), isMe: z.boolean(), hand: z.boolean() })),
      more: z.boolean(),
      me: z.enum(["speaking", "waiting", "done", "away"]),
      hand: z.boolean(),
      /** Whoever leads is last, and needs no hand. */
      isLast: z.boolean(),
      people: z.array(z.string()),
      morePeople: z.boolean(),
      greetings: z.array(z.object({ name: z.string(), text: z.string(), isMe: z.boolean() })),
      revealed: z.array(z.string()).optional(),
      unshown: Unshown.optional(),
      /** The answers of this closing round are never shown, not with other meetings' either. */
      isSmall: z.boolean().optional(),
    })
    .optional(),
});
export type PanelView = z.infer<typeof PanelView>;

/** GET /api/teams/:team/rounds/mine: one's own sealed words or answer, to nobody but oneself. */
export const MyWords = z.object({ text: z.string().optional() });
export type MyWords = z.infer<typeof MyWords>;

/** GET /api/teams/:team/rounds/start-form, asked for when somebody presses start: its mark makes two presses one. */
export const StartForm = z.object({ nonce: z.string() });
export type StartForm = z.infer<typeof StartForm>;

export const StartRound = z.object({ teamId: TeamId, nonce: z.string().max(80), kind: RoundKind });
export type StartRound = z.infer<typeof StartRound>;

export const AboutRound = z.object({ teamId: TeamId, roundId: RoundId });
export type AboutRound = z.infer<typeof AboutRound>;

/** `turn` tells whose turn the person saw. */
export const EndTurn = AboutRound.extend({ turn: z.coerce.number().int().min(0) });
export type EndTurn = z.infer<typeof EndTurn>;

const words = (longest: number, tooLong: string) =>
  z
    .string()
    .default("")
    .pipe(typedText(longest, tooLong))
    // One line each: what is shown without a name must not be known by its shape.
    .transform((text) => text.replace(/\s+/gu, " "));

/** Nothing takes it back. */
export const Greet = AboutRound.extend({ text: words(MAX_GREETING_LENGTH, "GREETING_TOO_LONG") });
export type Greet = z.infer<typeof Greet>;

export const WriteText = AboutRound.extend({ text: words(MAX_TEXT_LENGTH, "ROUND_TEXT_TOO_LONG") });
export type WriteText = z.infer<typeof WriteText>;

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
  reveal: "rounds/reveal",
  answer: "rounds/answer",
  close: "rounds/close",
} as const;
