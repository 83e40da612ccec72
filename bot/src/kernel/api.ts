import { z } from "zod";
import { ChannelId, PersonRef } from "./contract.ts";

/** A list is quicker than a search as long as one can look through it. */
export const MAX_LISTED = 100;

/** Whom one may choose among, by name, without the viewer. Of a larger team nobody is listed: one searches. */
export const ChoosableMember = z.object({ members: z.array(PersonRef).max(MAX_LISTED), isSearchNeeded: z.boolean() });

export type ChoosableMember = z.infer<typeof ChoosableMember>;

export const MAX_FOUND = 20;

/** What the forms in a channel's tab ask with, `?channel=`, and then send as `channelId`. */
export const InChannel = z.object({ channel: ChannelId });

export type InChannel = z.infer<typeof InChannel>;

/** GET /api/teams/:team/members?q=&channel=: whose name has words that begin so, by name, without the viewer. */
export const FoundMembers = z.object({
  members: z.array(PersonRef).max(MAX_FOUND),
  /** There are more: a longer word finds fewer. */
  hasMore: z.boolean(),
});

export type FoundMembers = z.infer<typeof FoundMembers>;
