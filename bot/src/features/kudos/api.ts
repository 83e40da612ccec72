import { z } from "zod";
import { ChoosableMembers } from "../../kernel/api.ts";
import { PersonRef } from "../../kernel/contract.ts";
import { KudosKind, ThanksEntry } from "./contract.ts";

/* The tab's API for thanks. Private data goes only to the sender and the recipient it concerns. Nothing is added up. */

/**
 * GET /api/teams/:team/thanks-form?channel=, never stored by a browser. `nonce` is sent with `kudos/give`: a form that
 * is sent twice is one act. Kinds and limits are in the contract (`KudosKind`, `MAX_WORDS_LENGTH`, `MAX_RECIPIENTS`).
 */
export const ThanksForm = ChoosableMembers.extend({ nonce: z.string(), values: z.array(z.string()) });
export type ThanksForm = z.infer<typeof ThanksForm>;

/** The draft of the offer to thank a person under "Värt en tanke". */
export const ThanksTo = z.object({ to: z.array(PersonRef) });
export type ThanksTo = z.infer<typeof ThanksTo>;

const Names = z.array(z.string());

/**
 * The `data` that `kudos/give` and `kudos/restore` return to the sender, and only the sender: the outcome of the
 * act.
 */
export const Receipt = z.object({
  kudosId: z.string(),
  isShown: z.boolean(),
  isRemoved: z.boolean(),
  /** By name: named in the channel, asked first, told in private, not told because they prefer to hear it in person. */
  reached: z.object({ shown: Names, asked: Names, private: Names, inPerson: Names }),
  /** Recipients who get the words although the channel does not show them. */
  heldBackFor: Names,
});
export type Receipt = z.infer<typeof Receipt>;

const EntryBase = z.object({
  kudosId: z.string(),
  team: z.object({ id: z.string(), name: z.string() }),
  kind: KudosKind,
  words: z.string(),
  value: z.string().optional(),
  givenAt: z.string(),
});

/** Thanks to the viewer. Other recipients are left out: their thanks may be private. */
export const ThanksToMe = EntryBase.extend({
  sender: PersonRef,
  /** `asked`: the viewer's name is hidden until `kudos/show-thanks` or `kudos/keep-between-us`. */
  reach: z.enum(["shown", "asked", "private"]),
  /** The sender chose the channel, so the viewer may show it. */
  mayShow: z.boolean(),
});
export type ThanksToMe = z.infer<typeof ThanksToMe>;

/** Thanks and small wins from the viewer, with the people they named. */
export const ThanksFromMe = EntryBase.extend({
  recipients: z.array(PersonRef),
  /** By name: Gnista sent them nothing, because they prefer to hear it in person. */
  inPerson: Names,
  wholeTeam: z.boolean(),
  /** As it was sent: later choices of the recipients change neither field. */
  isShown: z.boolean(),
  isAsked: z.boolean(),
});
export type ThanksFromMe = z.infer<typeof ThanksFromMe>;

/**
 * The result of `kudos/show-thanks` and `kudos/keep-between-us`. It also tells whether the choice is remembered for the
 * next time.
 */
export const WishAnswer = z.object({ said: z.string() });
export type WishAnswer = z.infer<typeof WishAnswer>;

/** `after` is the `next` of the previous page. */
export const PageQuery = z.object({
  after: z
    .string()
    .regex(/^ref\|[\w.:@=~|-]{1,200}$/)
    .optional(),
});

/**
 * GET /api/me/thanks/to-me?after= and GET /api/me/thanks/from-me?after=: newest first, over all the viewer's teams, for
 * the viewer only. A page scans a limited number of acts, so it may be short or even empty although there is a `next`.
 */
const pageOf = <S extends z.ZodType>(entry: S) => z.object({ lines: z.array(entry), next: z.string().optional() });
export const ThanksToMePage = pageOf(ThanksToMe);
export type ThanksToMePage = z.infer<typeof ThanksToMePage>;
export const ThanksFromMePage = pageOf(ThanksFromMe);
export type ThanksFromMePage = z.infer<typeof ThanksFromMePage>;

/**
 * A thank-you for one viewer, with whether they may join it. Whether they have joined is left out: it would cost one
 * read for each entry.
 */
export const VisibleThanks = ThanksEntry.extend({ mayJoin: z.boolean() });

export type VisibleThanks = z.infer<typeof VisibleThanks>;

/** Ten on each working day of a fortnight: more than anybody reads. */
export const MAX_THANKS = 100;

/** The feature's section of the team's page, GET /api/teams/:team/overview. */
export const ThanksTimeline = z.object({
  /** Newest first. */
  thanks: z.array(VisibleThanks).max(MAX_THANKS),
  /** There are older thanks of the same days: they are in the channel. */
  hasMoreThanks: z.boolean(),
});
export type ThanksTimeline = z.infer<typeof ThanksTimeline>;
