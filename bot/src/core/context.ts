import type { DocumentStore } from "./document-store.ts";
import type { DueWork } from "./due-work.ts";
import type { KeyStore } from "./key-store.ts";
import type { Links } from "./links.ts";
import type { Locale } from "./locale.ts";
import type { Meetings } from "./meetings.ts";
import type { Offers } from "./offer.ts";
import type { CardRefresh, Outbox } from "./outbox.ts";
import type { Person } from "./person.ts";
import type { Roster } from "./roster.ts";

export { type Locale, locales } from "./locale.ts";
export type { Person } from "./person.ts";

/** A conversation of a team. A Teams team has many conversations (channels); a chat is a team of its own. */
export interface TeamConversation {
  readonly id: string;
  readonly conversationId: string;
}

/** What every verb and job may use: ports only, without Teams, HTTP or a database. */
export interface Services {
  readonly tenantId: string;
  readonly requestId: string;
  readonly now: Date;
  readonly store: DocumentStore;
  readonly keys: KeyStore;
  readonly roster: Roster;
  readonly meetings: Meetings;
  readonly due: DueWork;
  readonly deliver: CardRefresh;
  /** Undefined where no page address is configured: cards then hold no link. */
  readonly links?: Links;
  /**
   * The buttons that features offer on each other's cards and pages. Undefined where a feature runs alone, as in some
   * tests.
   */
  readonly offers?: Offers;
}

/** What an edge passes to a verb, built from verified input only. */
export interface Context extends Services {
  readonly actor: Person;
  /** Undefined in a personal chat. */
  readonly team: TeamConversation | undefined;
  /** The actor's language: their own setting, else the client's. Shared cards use the team's. */
  readonly locale: Locale;
  /**
   * The first message of the thread that the actor acts in; undefined outside threads, and for a message that begins
   * one.
   */
  readonly thread?: string;
  /** The message whose button was clicked; a used form is replaced there. */
  readonly clicked?: {
    readonly conversationId: string;
    readonly activityId: string;
    /** Only the actor sees it. */
    readonly isTargeted?: boolean | undefined;
  };
  /**
   * Teams and conversations for which access was granted in this request: `kernel/access.ts` adds, `kernel/enter.ts`
   * checks.
   */
  readonly passed?: { readonly teams: Set<string>; readonly conversations: Set<string> };
}

/** What the scheduler passes to a job: no actor, but an outbox. */
export interface JobContext extends Services {
  readonly outbox: Outbox;
}
