/** The way from a card to Gnista's own page in Teams. */
export interface Links {
  /** The address that opens the team's page at one place in it. `viewerId` is who reads the card: nobody else gets the link. */
  toPage(at: LinkTarget): string;
}

export interface LinkTarget {
  /** The channel or chat whose page it is. */
  readonly conversationId: string;
  readonly subPageId: string;
  readonly viewerId: string;
}
