import { Undeliverable } from "../core/outbox.ts";
import { type BotAdapter, channelClient } from "./adapter.ts";
import type { Clock } from "./clock.ts";
import type { Conversations } from "./conversations.ts";
import { fieldsOf, listOf } from "./fields.ts";
import { interactiveRetryPolicy, statusOf, withRetries } from "./retry-policy.ts";
import { ttlCache } from "./ttl-cache.ts";

export interface Channels {
  /** True when Teams has reported that the conversation is one of the team's channels. */
  isOf(tenantId: string, conversationId: string, teamId: string): Promise<boolean>;
}

const MAX_REMEMBERED = 2_000;

/**
 * Knows which channels belong to a team: from activities in a channel, otherwise from Teams' list of the team's
 * channels, which may lack private ones without Gnista. A channel may be new, so the list is read again when it lacks a
 * channel.
 */
export function openChannels(parts: {
  readonly adapter: BotAdapter;
  readonly conversations: Conversations;
  readonly clock: Clock;
}): Channels {
  const { adapter, conversations, clock } = parts;
  const listed = ttlCache<ReadonlySet<unknown>>(MAX_REMEMBERED, clock);

  async function list(tenantId: string, teamId: string): Promise<ReadonlySet<unknown>> {
    const route = await conversations.tenantRoute(tenantId);
    const request = async () => (route ? channelClient(adapter, route.serviceUrl, teamId) : undefined);
    const answer = await withRetries(clock, request, interactiveRetryPolicy).catch(undefinedIfRefused);
    const found = new Set(listOf(fieldsOf(answer).conversations).map((channel) => fieldsOf(channel).id));
    listed.set(`${tenantId} ${teamId}`, found);
    return found;
  }

  return {
    async isOf(tenantId, conversationId, teamId) {
      const reference = await conversations.find(tenantId, conversationId);
      if (reference) {
        return reference.teamId === teamId;
      }
      const known = listed.get(`${tenantId} ${teamId}`);
      return known?.has(conversationId) || (await list(tenantId, teamId)).has(conversationId);
    },
  };
}

/** Teams refuses the list to a bot that is not in the team. */
function undefinedIfRefused(error: unknown): undefined {
  if (!(error instanceof Undeliverable) && statusOf(error) !== 400) {
    throw error;
  }
}
