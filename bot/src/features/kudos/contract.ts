import { z } from "zod";
import { ChannelId, Chosen, PersonRef, Switch, TeamId, typedText } from "../../kernel/contract.ts";

/*
 * A thank-you, a small win or a milestone. No points, no counts per person: "thanks from me too" is kept as who, and
 * shown to those who were thanked alone. A private thank-you leaves nothing in the team's partition.
 */

export const KudosKind = z.enum(["thanks", "progress", "milestone"]);
export type KudosKind = z.infer<typeof KudosKind>;

export const Audience = z.enum(["team", "private"]);
export type Audience = z.infer<typeof Audience>;

export const MAX_WORDS_LENGTH = 500;
export const MAX_RECIPIENTS = 20;

/** Among the recipients it means everybody: in a list one tap is shorter than a switch. */
export const WHOLE_TEAM = "team";

const KudosId = z.string().regex(/^[\w-]{22}$/);

const Recipients = Chosen.transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]).pipe(
  z.array(z.string().regex(/^[\w.:@=|-]{1,128}$/)).max(MAX_RECIPIENTS, "TOO_MANY_RECIPIENTS"),
);

/** What a form sends, whatever its door. */
export const KudosDraft = z.object({
  teamId: TeamId,
  channelId: ChannelId,
  nonce: z.string().max(80),
  /** Who asked for the form, where others can see it too. */
  askerId: z.string().max(128).optional(),
  /** A form in a chat is taken down when it has done its work; a dialog goes by itself. */
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

/** What the form starts with on a message: whoever wrote it, and what they wrote, for the sender to read. */
export const PrefilledThanks = z.object({ recipients: z.array(z.string()), about: z.string() });
export type PrefilledThanks = z.infer<typeof PrefilledThanks>;

export const AboutKudos = z.object({ kudosId: KudosId });
export type AboutKudos = z.infer<typeof AboutKudos>;

export const AboutDraft = z.object({ teamId: TeamId, draftId: KudosId, askerId: z.string().max(128) });

/**
 * How a thank-you reaches somebody: named in the channel, asked first, only between the two, not at all because they
 * would rather hear it (the sender is told), or not any more because they took their name away.
 */
export const Reach = z.enum(["shown", "asked", "private", "inPerson", "left"]);
export type Reach = z.infer<typeof Reach>;

export const Recipient = PersonRef.extend({
  reach: Reach,
  /** What it was before they left, for undo. */
  was: Reach.optional(),
});
export type Recipient = z.infer<typeof Recipient>;

/** How a thank-you went out. `reaches` has a place for each recipient. */
const AsGiven = z.object({ reaches: z.array(Reach), wordsArePublic: z.boolean() });

/** Stored as `kudos|<id>`/`kudos` for twelve months. */
export const Kudos = z.object({
  schema: z.literal(1).default(1),
  id: z.string(),
  teamId: z.string(),
  /** Where it is shown, if it is. */
  conversationId: z.string(),
  sender: PersonRef,
  recipients: z.array(Recipient),
  wholeTeam: z.boolean(),
  /** Empty once they are erased, together with whoever wrote them or is named in them. */
  words: z.string(),
  /** False where the words name somebody who has not chosen to be seen. */
  wordsArePublic: z.boolean(),
  /** What the sender's receipt says, whatever the recipients choose afterwards. Missing where an older version stored it. */
  asGiven: AsGiven.optional(),
  kind: KudosKind,
  value: z.string().optional(),
  audience: Audience,
  /** The ISO week in which the form was opened, in the team's zone. */
  week: z.string(),
  givenAt: z.string(),
  /** Counts the changes; every promise that follows from a change carries it. */
  revision: z.number().int(),
  changedAt: z.string(),
  isWithdrawn: z.boolean(),
});
export type Kudos = z.infer<typeof Kudos>;

/** Stored as `inbox|<person>`/`kudos|<given>|<id>`: it waits here also where Teams cannot deliver it. */
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
 * Stored as `user|<person>`/`draft|<hash>` for a week: what somebody began in a channel and only they may read. Whom it
 * is to thank has a pointer to it for as long.
 */
export const StoredDraft = z.object({
  schema: z.literal(1).default(1),
  nonce: z.string(),
  recipients: z.array(z.string()),
  words: z.string(),
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

/** A public thank-you or small win, as its card says it. */
export const ThanksEntry = z.object({
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

export type ThanksEntry = z.infer<typeof ThanksEntry>;

/**
 * Stored as `team|<team>`/`g|<given ISO>|<kudos>`, in Gnista's first days as `k|<ISO week>|<kudos>`, for as long as the
 * thanks: for whoever is in the conversation.
 */
export const StoredThanks = ThanksEntry.extend({
  schema: z.literal(1).default(1),
  conversationId: z.string().optional(),
});

export type StoredThanks = z.infer<typeof StoredThanks>;
