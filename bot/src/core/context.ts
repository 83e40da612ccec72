import type { CardRefresh, Outbox } from "./delivery.ts";
import type { DocumentStore } from "./document-store.ts";
import type { DueWork } from "./due-work.ts";
import type { KeyStore } from "./key-store.ts";
import type { Links } from "./links.ts";
import type { Locale } from "./locale.ts";
import type { Meetings } from "./meetings.ts";
import type { Offers } from "./offer.ts";
import type { Person } from "./person.ts";
import type { Roster } from "./roster.ts";

export { type Locale, locales } from "./locale.ts";
export type { Person } from "./person.ts";

/** Where a team talks. A Teams team has many conversations (channels), a chat is its own team. */
export interface TeamConversation {
  readonly id: string;
  readonly conversationId: string;
}

/** What every verb and job may use. Ports only: nothing in here knows Teams, HTTP or a database. */
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
  /** Undefined where nobody has said where the page is: then no card leads there. */
  readonly links?: Links;
  /** What features put on each other's things. Undefined where a feature runs alone, as in some tests. */
  readonly offers?: Offers;
}

/** The world as an edge hands it to a verb: made from verified input only. */
export interface Context extends Services {
  readonly actor: Person;
  /** Undefined in a personal chat, which is no team. */
  readonly team: TeamConversation | undefined;
  /** The actor's language: own setting, else the client's. Shared cards speak the team's instead. */
  readonly locale: Locale;
  /** The message whose button was clicked: a form that has done its work is taken down there. */
  readonly clicked?: { readonly conversationId: string; readonly activityId: string };
  /** Where the actor has been let in during this request, noted by `kernel/access.ts` for `kernel/enter.ts`. */
  readonly passed?: { readonly teams: Set<string>; readonly conversations: Set<string> };
}

/** The world as the clock hands it to a job: nobody acts, but there is a way out. */
export interface JobContext extends Services {
  readonly outbox: Outbox;
}
