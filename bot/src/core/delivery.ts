/** A card, opaque here: `cards/` alone knows its JSON. */
export interface Card {
  readonly type: "AdaptiveCard";
}

/** What a message says: a card, or plain text without markdown. */
export type Message = { readonly card: Card } | { readonly text: string };

export type Destination =
  | { readonly kind: "conversation"; readonly conversationId: string }
  | { readonly kind: "thread"; readonly conversationId: string; readonly activityId: string }
  /** `teamId` and `conversationId` say where to look somebody up who has never talked to Gnista. */
  | { readonly kind: "person"; readonly personId: string; readonly teamId?: string; readonly conversationId?: string };

export interface Posted {
  readonly conversationId: string;
  readonly activityId: string;
}

/** The way out, for jobs only: no turn of a click ever posts (`bot/README.md`, The way of a click). */
export interface Outbox {
  /**
   * @throws Undeliverable when it will not arrive however often it is tried
   * @throws TryLater when Teams asks for patience
   */
  post(to: Destination, message: Message): Promise<Posted>;
  update(at: Posted, message: Message): Promise<void>;
  /**
   * Puts a mark on Gnista's icon in the meeting, for these people: `MAX_MARKED` at the most.
   *
   * @throws Undeliverable where it may not, the meeting is another conversation's, or it is over
   */
  markInMeeting(meeting: Meeting, personIds: readonly string[]): Promise<void>;
}

/** One notification may go to this many. Source: learn.microsoft.com, "Targeted in-meeting notification". */
export const MAX_MARKED = 50;

export interface Meeting {
  readonly id: string;
  readonly conversationId: string;
}

/** It will not arrive: tell the actor what to do next. */
export class Undeliverable extends Error {
  override readonly name = "Undeliverable";
  readonly reason: "not-installed" | "blocked" | "gone";

  constructor(reason: Undeliverable["reason"], options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** Not now. `afterMs` is what Teams asked for, where it said. */
export class TryLater extends Error {
  override readonly name = "TryLater";
  readonly afterMs: number | undefined;

  constructor(afterMs?: number, options?: ErrorOptions) {
    super("try later", options);
    this.afterMs = afterMs;
  }
}

/** What a click may ask of the way out: nothing is posted, posted cards catch up with the store. */
export interface CardRefresh {
  /**
   * Runs `job` for (`pk`, `id`) soon: at most one redraw per conversation and pace, however many asked. Not
   * durable: what must come out is promised as due work.
   */
  redraw(job: string, conversationId: string, pk: string, id: string): void;
}
