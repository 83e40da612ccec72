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

/** A `Person`, and how they belong. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** A guest account in this tenant. */
  readonly isGuest: boolean;
  /** An account of another tenant: a shared channel has such members, and so may a chat. */
  readonly isExternal: boolean;
}

/**
 * Whether somebody is among the members. Every request of the tab asks, and a roster is kept for minutes, so each is
 * indexed once: looking through ten thousand takes longer than the rest of the answer.
 */
export const isAmong = (members: readonly Member[], personId: string): boolean =>
  memberAmong(members, personId) !== undefined;

/** The member with this id, by the same index. */
export function memberAmong(members: readonly Member[], personId: string): Member | undefined {
  const known = indexes.get(members) ?? new Map(members.map((member) => [member.id, member]));
  indexes.set(members, known);
  return known.get(personId);
}

const indexes = new WeakMap<readonly Member[], ReadonlyMap<string, Member>>();
