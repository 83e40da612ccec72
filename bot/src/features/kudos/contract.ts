import { z } from "zod";
import { ChannelId, Chosen, PersonRef, Switch, TeamId, typedText } from "../../kernel/contract.ts";

/*
 * A thank-you, a small win or a milestone. No points, no counts per person: "thanks from me too" is stored as the
 * person who joined, and shown to the recipients only. A private thank-you stores nothing in the team's partition.
 */

export const KudosKind = z.enum(["thanks", "progress", "milestone"]);
export type KudosKind = z.infer<typeof KudosKind>;

export const Audience = z.enum(["team", "private"]);
export type Audience = z.infer<typeof Audience>;

export const MAX_WORDS_LENGTH = 500;
export const MAX_RECIPIENTS = 20;

/** Among the recipients it stands for the whole team: in a list one tap is shorter than a switch. */
export const WHOLE_TEAM = "team";

const KudosId = z.string().regex(/^[\w-]{22}$/);

const Recipients = Chosen.transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]).pipe(
  z.array(z.string().regex(/^[\w.:@=|-]{1,128}$/)).max(MAX_RECIPIENTS, "TOO_MANY_RECIPIENTS"),
);

/** What a form sends, from a card, a dialog or the tab. */
export const KudosDraft = z.object({
  teamId: TeamId,
  channelId: ChannelId,
  nonce: z.string().max(80),
  /** Who requested the form, where others can see it too. */
  askerId: z.string().max(128).optional(),
  /** A form in a chat is replaced after use; a dialog closes itself. */
  door: z.enum(["message", "dialog"]).default("dialog"),
  recipients: Recipients,
  wholeTeam: Switch.default(false),
  words: z
    .string()
    .default("")
    .pipe(typedText(MAX_WORDS_LENGTH, "WORDS_TOO_LONG", "WORDS_MISSING")),
  kind: z
    .union([KudosKind, z.literal("")])
    .default("thanks")
    .transform((kind) => kind || ("thanks" as const)),
  value: z.string().max(200).default(""),
  audience: Audience.default("team"),
});
export type KudosDraft = z.infer<typeof KudosDraft>;

/** What the form itself sends besides its fields. */
export const SentForm = KudosDraft.pick({ teamId: true, nonce: true, askerId: true, door: true });

/** The initial content of the form on a message: its author as recipient, and its text, for the sender to read. */
export const PrefilledThanks = z.object({ recipients: z.array(z.string()), about: z.string() });
export type PrefilledThanks = z.infer<typeof PrefilledThanks>;

export const AboutKudos = z.object({ kudosId: KudosId });
export type AboutKudos = z.infer<typeof AboutKudos>;

export const AboutDraft = z.object({ teamId: TeamId, draftId: KudosId, askerId: z.string().max(128) });

/**
 * How a thank-you reaches a recipient: named in the channel, asked first, private between sender and recipient, not
 * sent because they prefer to hear it in person (the sender is told), or no longer because they removed their name.
 */
export const Reach = z.enum(["shown", "asked", "private", "inPerson", "left"]);
export type Reach = z.infer<typeof Reach>;

export const Recipient = PersonRef.extend({
  reach: Reach,
  /** The reach before they removed their name, for undo. */
  was: Reach.optional(),
});
export type Recipient = z.infer<typeof Recipient>;

/** How a thank-you was sent. `reaches` has one element per recipient. */
const AsGiven = z.object({ reaches: z.array(Reach), wordsArePublic: z.boolean() });

/** Stored as `kudos|<id>`/`kudos` for twelve months. */
export const Kudos = z.object({
  schema: z.literal(1).default(1),
  id: z.string(),
  teamId: z.string(),
  /** The conversation in which it is shown, if it is shown. */
  conversationId: z.string(),
  sender: PersonRef,
  recipients: z.array(Recipient),
  wholeTeam: z.boolean(),
  /** Empty after its author, or a person named in it, was erased. */
  words: z.string(),
  /** False when the words name a person who has not chosen to be visible. */
  wordsArePublic: z.boolean(),
  /**
   * The content of the sender's receipt, whatever the recipients choose later. Missing in documents of older versions.
   */
  asGiven: AsGiven.optional(),
  kind: KudosKind,
  value: z.string().optional(),
  audience: Audience,
  /** The ISO week in which the form was opened, in the team's zone. */
  week: z.string(),
  givenAt: z.string(),
  /** Counts the changes; every promise that follows from a change carries this number. */
  revision: z.number().int(),
  changedAt: z.string(),
  isWithdrawn: z.boolean(),
});
export type Kudos = z.infer<typeof Kudos>;

/** Stored as `inbox|<person>`/`kudos|<given>|<id>`: readable in Gnista also when Teams cannot deliver it. */
export const InboxThanks = z.object({
  schema: z.literal(1).default(1),
  kudosId: z.string(),
  teamId: z.string(),
  sender: PersonRef,
  words: z.string(),
  kind: KudosKind,
  value: z.string().optional(),
  givenAt: z.string(),
});
export type InboxThanks = z.infer<typeof InboxThanks>;

/** Stored as `kudos|<id>`/`also|<person>`. */
export const AlsoThanks = z.object({ schema: z.literal(1).default(1), person: PersonRef, at: z.string() });

/** Stored as `user|<sender>`/`thanked|<day>|<recipient's digest>` for three days. */
export const ThankedToday = z.object({ schema: z.literal(1).default(1), events: z.array(z.string()) });

/**
 * Why a person who was meant in the text is not chosen in the form: several or none here have the name, it is a group
 * other than this team, somebody from elsewhere, a program, or the sender.
 */
export const FormHint = z.object({
  kind: z.enum(["several", "unknown", "group", "notHere", "bot", "self"]),
  name: z.string().max(200),
});
export type FormHint = z.infer<typeof FormHint>;

/**
 * Stored as `user|<person>`/`draft|<hash>` for a week: a form that a person began in a channel and only they may read.
 * Each intended recipient has a pointer to it for as long.
 */
export const StoredDraft = z.object({
  schema: z.literal(1).default(1),
  nonce: z.string(),
  recipients: z.array(z.string()),
  words: z.string(),
  wholeTeam: z.boolean().default(false),
  hint: FormHint.optional(),
});
export type StoredDraft = z.infer<typeof StoredDraft>;

export const kudosVerbs = {
  give: "kudos/give",
  openDraft: "kudos/open-draft",
  receipt: "kudos/receipt",
  showThanks: "kudos/show-thanks",
  keepBetweenUs: "kudos/keep-between-us",
  alsoThank: "kudos/also-thank",
  undoAlso: "kudos/undo-also",
  mine: "kudos/mine",
  remove: "kudos/remove",
  restore: "kudos/restore",
} as const;

/** A public thank-you or small win, with the content of its card. */
export const ThanksEntry = z.object({
  kudosId: z.string(),
  kind: z.enum(["thanks", "progress", "milestone"]),
  sender: PersonRef,
  recipients: z.array(PersonRef),
  wholeTeam: z.boolean(),
  /** Missing when the words would name a person who has not chosen to be visible, empty after erasure. */
  words: z.string().optional(),
  value: z.string().optional(),
  givenAt: z.string(),
});

export type ThanksEntry = z.infer<typeof ThanksEntry>;

/**
 * Stored as `team|<team>`/`g|<given ISO>|<kudos>`, in the first format as `k|<ISO week>|<kudos>`, for as long as the
 * thanks, for the members of the conversation.
 */
export const StoredThanks = ThanksEntry.extend({
  schema: z.literal(1).default(1),
  conversationId: z.string().optional(),
});

export type StoredThanks = z.infer<typeof StoredThanks>;
