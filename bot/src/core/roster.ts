/** Who is in a conversation, as Teams says. Guests are members; bots are not. */
export interface Roster {
  /**
   * @throws AppError `NOT_YOUR_TEAM` where Gnista is not, or no longer, in the conversation
   * @throws TryLater where Teams cannot say now
   */
  members(conversationId: string): Promise<readonly Member[]>;
  /** Whether Teams has said that the conversation is one of the team's channels. */
  isChannelOf(conversationId: string, teamId: string): Promise<boolean>;
  /** Forgets what it knew: somebody joined or left. */
  forget(conversationId: string): void;
}

/** A `Person`, and whether Teams calls them a guest. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly isGuest: boolean;
}

/**
 * Whether somebody is among the members. Every request of the tab asks, and a roster is kept for minutes, so each is
 * indexed once: looking through ten thousand takes longer than the rest of the answer.
 */
export function isAmong(members: readonly Member[], personId: string): boolean {
  const known = indexes.get(members);
  if (known) {
    return known.has(personId);
  }
  const ids = new Set(members.map(({ id }) => id));
  indexes.set(members, ids);
  return ids.has(personId);
}

const indexes = new WeakMap<readonly Member[], ReadonlySet<string>>();
