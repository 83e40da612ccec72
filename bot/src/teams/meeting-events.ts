import { z } from "zod";
import type { TeamConversation } from "../core/context.ts";
import { withoutThread } from "./fields.ts";
import type { TeamsServices } from "./turn-context.ts";

/** The name that Teams sends; teams-ai listens for names that Teams never sends, so its routes are not used. */
const ENDED = "application/vnd.microsoft.meetingEnd";

/** Parsed separately, because the sender of a meeting event is not a person with a directory id. */
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

/**
 * Returns the team or chat whose meeting ended. The event's own value (in PascalCase) is not needed, only its
 * conversation.
 */
export function parseMeetingEnd(activity: unknown): TeamConversation | undefined {
  const { data } = MeetingEvent.safeParse(activity);
  return data && { id: data.channelData.team?.id ?? data.conversation.id, conversationId: data.conversation.id };
}

/** Ends what runs in a meeting that is over. Its start, and its participants, are known better from open panels. */
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
