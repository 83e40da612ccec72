/** Who is in a conversation, as Teams says. Guests are members; bots are not. */
export interface Roster {
  /** @throws AppError `NOT_YOUR_TEAM` where Gnista is not, or no longer, in the conversation */
  members(conversationId: string): Promise<readonly Member[]>;
  /** Forgets what it knew: somebody joined or left. */
  forget(conversationId: string): void;
}

/** A `Person`, and whether Teams calls them a guest. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly isGuest: boolean;
}
