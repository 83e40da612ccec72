import type { Services } from "../../core/context.ts";
import type { Live } from "../../core/live.ts";
import { openTopic, type Topic } from "./topic.ts";

export interface TopicsParts {
  readonly instance: string;
  readonly graceMs: number;
  /** The number of topics above which those without followers are evicted. */
  readonly maxTopics: number;
  services(tenantId: string): Services;
  logFailure(error: unknown): void;
}

/** The topics that have followers in this instance, or had recently. */
export interface Topics {
  for(tenantId: string, teamId: string, live: Live): Topic;
  at(tenantId: string, pk: string, id: string): Topic | undefined;
  all(): readonly Topic[];
  followed(): readonly Topic[];
  /** Evicts topics without followers when there are more than the limit. */
  evictUnused(): void;
}

export function openTopics({ instance, graceMs, maxTopics, services, logFailure }: TopicsParts): Topics {
  const topics = new Map<string, Topic>();
  const keyOf = (tenantId: string, pk: string, id: string) => `${tenantId} ${pk} ${id}`;
  const all = () => [...topics.values()];

  return {
    for(tenantId, teamId, live) {
      const { pk, id } = live.documentKey(teamId);
      const key = keyOf(tenantId, pk, id);
      const known = topics.get(key);
      if (known) {
        return known;
      }
      const made = openTopic({
        tenantId,
        teamId,
        live,
        instance,
        graceMs,
        services: () => services(tenantId),
        logFailure,
      });
      topics.set(key, made);
      return made;
    },
    at: (tenantId, pk, id) => topics.get(keyOf(tenantId, pk, id)),
    all,
    followed: () => all().filter(({ followers: pages }) => pages.size > 0),
    evictUnused() {
      if (topics.size <= maxTopics) {
        return;
      }
      for (const [key, topic] of topics) {
        if (topic.isQuiet()) {
          topics.delete(key);
        }
      }
    },
  };
}
