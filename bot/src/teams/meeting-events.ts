import type { Activity } from "botbuilder";
import { z } from "zod";
import { withoutThread } from "./activity.ts";
import type { Edge } from "./edge.ts";

/** As Teams writes it; teams-ai listens for names that Teams never sends, so its routes are not used. */
const ENDED = "application/vnd.microsoft.meetingEnd";

/** Who sends a meeting's event is no person with a directory id, so it is read by itself. */
const MeetingEvent = z.object({
  conversation: z.object({
    id: z
      .string()
      .transform(withoutThread)
      .pipe(z.string().regex(/^[\w.:@=-]{1,200}$/)),
  }),
  channelData: z.object({
    tenant: z.object({ id: z.string().regex(/^[\w.-]{1,64}$/) }),
    team: z.object({ id: z.string().regex(/^[\w.:@=-]{1,200}$/) }).optional(),
  }),
});

export const isMeetingEvent = ({ type, name }: Activity): boolean =>
  type === "event" && name !== undefined && /^application\/vnd\.microsoft\.meeting/.test(name);

/**
 * A meeting that is over ends what runs in it. Its start, and who joins and leaves, say nothing that an open panel does
 * not say better. What the event holds (in PascalCase) is not needed: where it comes from is.
 */
export async function hearMeeting(edge: Edge, activity: Activity, requestId: string): Promise<void> {
  const event = MeetingEvent.safeParse(activity);
  if (activity.name !== ENDED || !event.success) {
    return;
  }
  const { conversation, channelData } = event.data;
  const team = { id: channelData.team?.id ?? conversation.id, conversationId: conversation.id };
  for (const { events } of edge.features) {
    await events?.meetingEnded?.(edge.worldFor(channelData.tenant.id, requestId), team);
  }
}
