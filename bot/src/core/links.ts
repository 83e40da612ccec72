import type { Posted } from "./outbox.ts";

/** Links from cards to Gnista's page in Teams, and to posts. */
export interface Links {
  /** The address of a sub-page of the team's page. `viewerId` is the card's only reader: nobody else gets the link. */
  toPage(at: LinkTarget): string;
  /** The address of a post, for everybody in its conversation. Undefined where posts have no addresses. */
  toPost(at: PostTarget): string | undefined;
}

export interface PostTarget extends Posted {
  readonly tenantId: string;
}

export interface LinkTarget {
  /** The channel or chat that has the page. */
  readonly conversationId: string;
  readonly subPageId: string;
  readonly viewerId: string;
}

/** What a link to a page of a feature says: which page, and about what. */
export interface PageLink {
  /** One of the feature's `pages`: the page's key in the tab. Lower-case letters and hyphens, 32 at most. */
  readonly kind: string;
  /** The id of what the page shows: an event's (`eventId`). */
  readonly id: string;
}
