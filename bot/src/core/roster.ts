import type { Person } from "./context.ts";

/** Who is in a conversation, as Teams says. Guests are members; bots are not. */
export interface Roster {
  /** @throws AppError `NOT_YOUR_TEAM` where Gnista is not, or no longer, in the conversation */
  members(conversationId: string): Promise<readonly Member[]>;
  /** Forgets what it knew: somebody joined or left. */
  forget(conversationId: string): void;
}

export interface Member extends Person {
  readonly isGuest: boolean;
}
