import { z } from "zod";
import { ChoosableMember } from "../../kernel/api.ts";
import { PersonRef } from "../../kernel/contract.ts";
import { KudosKind, ThanksEntry } from "./contract.ts";

/*
 * What the tab is answered about thanks. What is private goes to the two it is between and to nobody else; nothing is
 * added up.
 */

/**
 * GET /api/teams/:team/thanks-form?channel=, never kept by a browser. `nonce` goes with `kudos/give`: sent twice it is one act.
 * Kinds and limits stand in the contract (`KudosKind`, `MAX_WORDS_LENGTH`, `MAX_RECIPIENTS`).
 */
export const ThanksForm = ChoosableMember.extend({ nonce: z.string(), values: z.array(z.string()) });
export type ThanksForm = z.infer<typeof ThanksForm>;

/** The draft of the offer to thank somebody under "Värt en tanke". */
export const ThanksTo = z.object({ to: z.array(PersonRef) });
export type ThanksTo = z.infer<typeof ThanksTo>;

const Names = z.array(z.string());

/** What `kudos/give` and `kudos/restore` answer the sender with, as `data`: what became of it, for them alone. */
export const Receipt = z.object({
  kudosId: z.string(),
  isShown: z.boolean(),
  isRemoved: z.boolean(),
  /** By name: named in the channel, asked first, told in private, not told because they would rather hear it. */
  reached: z.object({ shown: Names, asked: Names, private: Names, inPerson: Names }),
  /** Who gets the words although the channel does not. */
  heldBackFor: Names,
});
export type Receipt = z.infer<typeof Receipt>;

const Line = z.object({
  kudosId: z.string(),
  team: z.object({ id: z.string(), name: z.string() }),
  kind: KudosKind,
  words: z.string(),
  value: z.string().optional(),
  givenAt: z.string(),
});

/** Thanks to the viewer. Who else was thanked is left out: it may be theirs alone. */
export const ThanksToMe = Line.extend({
  sender: PersonRef,
  /** `asked`: the viewer's name waits for `kudos/show-thanks` or `kudos/keep-between-us`. */
  reach: z.enum(["shown", "asked", "private"]),
  /** The sender meant it for the channel, so the viewer may show it. */
  mayShow: z.boolean(),
});
export type ThanksToMe = z.infer<typeof ThanksToMe>;

/** Thanks and small wins from the viewer, with whom they named. */
export const ThanksFromMe = Line.extend({
  recipients: z.array(PersonRef),
  /** By name: Gnista sent them nothing, because they would rather hear it. */
  inPerson: Names,
  wholeTeam: z.boolean(),
  /** As it went out: what the recipients choose afterwards changes neither. */
  isShown: z.boolean(),
  isAsked: z.boolean(),
});
export type ThanksFromMe = z.infer<typeof ThanksFromMe>;

/** What `kudos/show-thanks` and `kudos/keep-between-us` tell: also whether it is remembered for the next time. */
export const WishAnswer = z.object({ said: z.string() });
export type WishAnswer = z.infer<typeof WishAnswer>;

/** `after` is the `next` of the page before. */
export const PageQuery = z.object({
  after: z
    .string()
    .regex(/^ref\|[\w.:@=~|-]{1,200}$/)
    .optional(),
});

/**
 * GET /api/me/thanks/to-me?after= and GET /api/me/thanks/from-me?after=: newest first, over all the viewer's teams, for
 * the viewer alone. A page may be short, even empty, although there is a `next`: it looks through so many acts, not more.
 */
const pageOf = <S extends z.ZodType>(line: S) => z.object({ lines: z.array(line), next: z.string().optional() });
export const ThanksToMePage = pageOf(ThanksToMe);
export type ThanksToMePage = z.infer<typeof ThanksToMePage>;
export const ThanksFromMePage = pageOf(ThanksFromMe);
export type ThanksFromMePage = z.infer<typeof ThanksFromMePage>;

/** As one viewer sees it: whether they may say thanks too. Whether they have is not said: it would cost a read for each. */
export const VisibleThanks = ThanksEntry.extend({ mayJoin: z.boolean() });

export type VisibleThanks = z.infer<typeof VisibleThanks>;

/** Ten on each working day of a fortnight: more than anybody reads. */
export const MAX_THANKS = 100;

/** Its part of the team's page, GET /api/teams/:team/overview. */
export const ThanksTimeline = z.object({
  /** Newest first. */
  thanks: z.array(VisibleThanks).max(MAX_THANKS),
  /** There are older ones of the same days: they stand in the channel. */
  hasMoreThanks: z.boolean(),
});
export type ThanksTimeline = z.infer<typeof ThanksTimeline>;
