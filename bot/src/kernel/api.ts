import { z } from "zod";
import { ChannelId, PersonRef } from "./contract.ts";

/** Above this a search is quicker than a list. */
export const MAX_LISTED = 100;

/** The members to choose from, by name, without the viewer. Empty for a larger team, which is searched. */
export const ChoosableMembers = z.object({ members: z.array(PersonRef).max(MAX_LISTED), isSearchNeeded: z.boolean() });

export type ChoosableMembers = z.infer<typeof ChoosableMembers>;

export const MAX_FOUND = 20;

/** The query of forms in a channel's tab, `?channel=`; the forms then send it as `channelId`. */
export const InChannel = z.object({ channel: ChannelId });

export type InChannel = z.infer<typeof InChannel>;

/**
 * GET /api/teams/:team/members?q=&channel=: members with a name that has words with these beginnings, by name, without
 * the viewer.
 */
export const FoundMembers = z.object({
  members: z.array(PersonRef).max(MAX_FOUND),
  /** There are more: a longer query finds fewer. */
  hasMore: z.boolean(),
});

export type FoundMembers = z.infer<typeof FoundMembers>;
