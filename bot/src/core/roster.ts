/** The members of a conversation, according to Teams. Guests are members; bots are not. */
export interface Roster {
  /**
   * @throws AppError `NOT_YOUR_TEAM` where Gnista is not, or no longer, in the conversation
   * @throws TryLater when Teams does not answer
   */
  members(conversationId: string): Promise<readonly Member[]>;
  /** True when Teams lists the conversation as a channel of the team. */
  isChannelOf(conversationId: string, teamId: string): Promise<boolean>;
  /** Drops the cached members, after somebody joined or left. */
  forget(conversationId: string): void;
}

/** A `Person` with the kind of membership. */
export interface Member {
  readonly id: string;
  readonly name: string;
  /** A guest account in this tenant. */
  readonly isGuest: boolean;
  /** An account of another tenant, in a shared channel or a chat. */
  readonly isExternal: boolean;
  /** The mail address, else the sign-in name. Never stored: it tells namesakes apart. */
  readonly address?: string;
  /** The name for a link to a chat with the member, which takes no id. */
  readonly chatAddress?: string;
}

/**
 * True for a member. Every request of the tab checks this and a roster is cached for minutes, so each roster is indexed
 * once: a search through ten thousand members takes longer than the rest of the response.
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
