import { z } from "zod";
import type { TeamConversation } from "../core/context.ts";
import { withoutThread } from "./fields.ts";
import type { TeamsServices } from "./turn-context.ts";

/** As Teams writes it; teams-ai listens for names that Teams never sends, so its routes are not used. */
const ENDED = "application/vnd.microsoft.meetingEnd";

/** Who sends a meeting's event is no person with a directory id, so it is read by itself. */
const MeetingEvent = z.object({
  name: z.literal(ENDED),
  conversation: z.object({
    id: z
      .string()
      .transform(withoutThread)
      .pipe(z.string().regex(/^[\w.:@=-]{1,200}$/)),
  }),
  channelData: z.object({ team: z.object({ id: z.string().regex(/^[\w.:@=-]{1,200}$/) }).optional() }),
});

export const isMeetingEvent = ({
  type,
  name,
}: {
  readonly type?: string | undefined;
  readonly name?: string | undefined;
}) => type === "event" && name !== undefined && /^application\/vnd\.microsoft\.meeting/.test(name);

/** The team or chat whose meeting ended. What the event holds (in PascalCase) is not needed: where it comes from is. */
export function parseMeetingEnd(activity: unknown): TeamConversation | undefined {
  const { data } = MeetingEvent.safeParse(activity);
  return data && { id: data.channelData.team?.id ?? data.conversation.id, conversationId: data.conversation.id };
}

/**
 * A meeting that is over ends what runs in it. Its start, and who joins and leaves, say nothing that an open panel does
 * not say better.
 */
export async function handleMeetingEnd(
  edge: TeamsServices,
  tenantId: string,
  ended: TeamConversation | undefined,
  requestId: string,
): Promise<void> {
  for (const { events } of ended ? edge.features : []) {
    if (ended) {
      await events?.meetingEnded?.(edge.servicesFor(tenantId, requestId), ended);
    }
  }
}
