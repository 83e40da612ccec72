import type { Context, Services, TeamConversation } from "./context.ts";

export interface Events {
  /** Gnista was added to a team or chat. Teams may repeat the event; the first card is posted once. */
  installed?(ctx: Context, place: InstalledConversation): Promise<void>;
  removed?(services: Services, team: TeamConversation): Promise<void>;
  /** A deleted team was restored. */
  restored?(services: Services, teamId: string): Promise<void>;
  /** The team has this name now. Idempotent. */
  renamed?(services: Services, teamId: string, name: string): Promise<void>;
  /** The channel was deleted, or has its own members, and cannot be the team's home. Idempotent. */
  homeLost?(services: Services, channel: TeamConversation): Promise<void>;
  /** A meeting of the team ended. Teams may omit, repeat or delay the event. */
  meetingEnded?(services: Services, team: TeamConversation): Promise<void>;
}

export interface InstalledConversation extends TeamConversation {
  readonly kind: "team" | "groupChat" | "personal";
  readonly name: string | undefined;
  /** The time zone of the installer's client, if known. */
  readonly zone: string | undefined;
}
