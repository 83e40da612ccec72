/** Links from cards to Gnista's page in Teams. */
export interface Links {
  /** The address of a sub-page of the team's page. `viewerId` is the card's only reader: nobody else gets the link. */
  toPage(at: LinkTarget): string;
}

export interface LinkTarget {
  /** The channel or chat that has the page. */
  readonly conversationId: string;
  readonly subPageId: string;
  readonly viewerId: string;
}
