import type { Person } from "./person.ts";

/** An Adaptive Card. Opaque here: only `cards/` knows its JSON. */
export interface Card {
  readonly type: "AdaptiveCard";
}

/** A card, or plain text without markdown. */
export type Message = CardMessage | { readonly text: string };

export interface CardMessage {
  readonly card: Card;
  /** Named beside the card, so that Teams notifies them: people who may be named to everybody in the conversation. */
  readonly mentions?: readonly Person[];
  /** The notification's text, where the card's own says too much for a locked screen. */
  readonly summary?: string;
}

export type Destination =
  | { readonly kind: "conversation"; readonly conversationId: string }
  /**
   * The thread of a post. In a chat a post has a thread only where somebody began one (`isBegun`); without it the message goes
   * to the chat.
   */
  | {
      readonly kind: "thread";
      readonly conversationId: string;
      readonly activityId: string;
      readonly isBegun?: boolean;
    }
  /**
   * One person, where they stand: nobody else in the conversation sees the message, and Teams shows it for a day without
   * notifying. Where Teams refuses, it goes to the person's chat. So nothing that must be noticed is sent this way alone.
   */
  | {
      readonly kind: "only";
      readonly personId: string;
      readonly teamId: string;
      readonly conversationId: string;
      /** The thread's first message, if it belongs into one. */
      readonly threadId?: string | undefined;
    }
  /** `teamId` and `conversationId` are where to look up a person who has never written to Gnista. */
  | { readonly kind: "person"; readonly personId: string; readonly teamId?: string; readonly conversationId?: string };

export interface Posted {
  readonly conversationId: string;
  /** Empty when Teams did not return it, as in a thread of a chat: such a post cannot be updated. */
  readonly activityId: string;
  /** Only one person sees it. Teams accepts changes for a day. */
  readonly isTargeted?: boolean | undefined;
}

/**
 * Posts and updates messages. For jobs only: the turn of a click never posts (`bot/README.md`, "The way of a click").
 */
export interface Outbox {
  /**
   * @throws Undeliverable when no retry can succeed
   * @throws TryLater when Teams asks to wait
   */
  post(to: Destination, message: Message): Promise<Posted>;
  /** @throws Undeliverable also for a post whose id Teams did not return */
  update(at: Posted, message: Message): Promise<void>;
  /** Deletes a message. @throws Undeliverable for one that is gone */
  withdraw(at: Posted): Promise<void>;
  /**
   * Puts a mark on Gnista's icon in the meeting for these people, at most `MAX_MARKED`.
   *
   * @throws Undeliverable when it is not allowed, the meeting belongs to another conversation, or it is over
   */
  markInMeeting(meeting: Meeting, personIds: readonly string[]): Promise<void>;
}

/** One notification may go to this many. Source: learn.microsoft.com, "Targeted in-meeting notification". */
export const MAX_MARKED = 50;

export interface Meeting {
  readonly id: string;
  readonly conversationId: string;
}

/** No retry can succeed: tell the actor what to do next. */
export class Undeliverable extends Error {
  override readonly name = "Undeliverable";
  readonly reason: "not-installed" | "blocked" | "gone" | "too-large";

  constructor(reason: Undeliverable["reason"], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** A transient failure. `afterMs` is the delay that Teams asked for, if it did. */
export class TryLater extends Error {
  override readonly name = "TryLater";
  readonly afterMs: number | undefined;

  constructor(afterMs?: number, options?: ErrorOptions) {
    super("try later", options);
    this.afterMs = afterMs;
  }
}

/** The only outgoing effect of a click: nothing is posted, posted cards are brought up to date. */
export interface CardRefresh {
  /**
   * Runs `job` for (`pk`, `id`) soon: at most one refresh per conversation and interval, however many are requested.
   * Not durable: an update that must happen is promised as due work.
   */
  redraw(job: string, conversationId: string, pk: string, id: string): void;
}
