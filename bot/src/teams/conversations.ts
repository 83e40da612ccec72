import { z } from "zod";
import { enterDirectory } from "../core/directory.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { userPartition } from "../kernel/settings.ts";
import type { Clock } from "./clock.ts";
import { fieldsOf } from "./fields.ts";
import type { Origin } from "./origin.ts";
import { ttlCache } from "./ttl-cache.ts";

/** The address of a conversation. Holds nothing about its members. */
const Reference = z.object({
  schema: z.literal(1).default(1),
  serviceUrl: z.string(),
  botId: z.string(),
  kind: z.enum(["team", "groupChat", "personal"]),
  teamId: z.string().optional(),
});
export type Reference = z.infer<typeof Reference>;

/** The address of a person: their chat with Gnista, once there is one. */
const PersonReference = z.object({
  schema: z.literal(1).default(1),
  serviceUrl: z.string(),
  botId: z.string(),
  userId: z.string(),
  conversationId: z.string(),
});
export type PersonReference = z.infer<typeof PersonReference>;

/**
 * The addresses at which Teams can be reached. Written when they change; read from memory where possible, for ten
 * minutes, since another instance may have deleted one. Service addresses move, so the newest one is valid.
 */
export interface Conversations {
  remember(origin: Origin): Promise<void>;
  find(tenantId: string, conversationId: string): Promise<Reference | undefined>;
  forget(tenantId: string, conversationId: string): Promise<void>;
  person(tenantId: string, personId: string): Promise<PersonReference | undefined>;
  rememberPerson(tenantId: string, personId: string, reference: PersonReference): Promise<void>;
  forgetPerson(tenantId: string, personId: string): Promise<void>;
  /** The service address of this tenant, for conversations without a stored one. */
  tenantRoute(tenantId: string): Promise<Pick<Reference, "serviceUrl" | "botId"> | undefined>;
  /** The team's conversations that this process has in memory. */
  ofTeam(tenantId: string, teamId: string): readonly string[];
}

/** Enough for every conversation that is busy at once; an evicted one is read again. */
const MAX_REMEMBERED = 20_000;

export function openConversations(storeOf: (tenantId: string) => DocumentStore, clock: Clock): Conversations {
  const known = ttlCache<{ readonly data: unknown }>(MAX_REMEMBERED, clock);

  async function save(tenantId: string, pk: string, id: string, data: object): Promise<void> {
    const key = `${tenantId} ${pk} ${id}`;
    const before = known.get(key) ?? (await storeOf(tenantId).get(pk, id));
    const [kind = "", of = ""] = pk.split("|");
    if (!before && (kind === "user" || kind === "conv")) {
      await enterDirectory(storeOf(tenantId), kind, of);
    }
    if (!isSame(before?.data, data)) {
      await storeOf(tenantId).write(pk, [{ kind: "put", id, data }]);
    } else if (known.has(key)) {
      return;
    }
    known.set(key, { data });
  }

  async function load<S extends z.ZodType>(
    schema: S,
    tenantId: string,
    pk: string,
    id: string,
  ): Promise<z.output<S> | undefined> {
    const key = `${tenantId} ${pk} ${id}`;
    const stored = known.get(key) ?? (await storeOf(tenantId).get(pk, id));
    const read = schema.safeParse(stored?.data);
    if (!stored || !read.success) {
      return undefined;
    }
    if (!known.has(key)) {
      known.set(key, { data: stored.data });
    }
    return read.data;
  }

  async function remove(tenantId: string, pk: string, id: string): Promise<void> {
    known.delete(`${tenantId} ${pk} ${id}`);
    if (await storeOf(tenantId).get(pk, id)) {
      await storeOf(tenantId)
        .write(pk, [{ kind: "delete", id }])
        .catch(() => undefined);
    }
  }

  return {
    async remember(origin) {
      const { tenantId, serviceUrl, botId, kind, team, conversationId } = origin;
      if (kind === "personal") {
        const data = { schema: 1, serviceUrl, botId, userId: origin.userId, conversationId } as const;
        await save(tenantId, userPartition(origin.actor.id), "conv", data);
      } else {
        const data = { schema: 1, serviceUrl, botId, kind, ...(team ? { teamId: team.id } : {}) };
        await save(tenantId, conversation(conversationId), "ref", data);
      }
      await save(tenantId, "teams", "service", { schema: 1, serviceUrl, botId });
    },
    find: (tenantId, conversationId) => load(Reference, tenantId, conversation(conversationId), "ref"),
    forget: (tenantId, conversationId) => remove(tenantId, conversation(conversationId), "ref"),
    person: (tenantId, personId) => load(PersonReference, tenantId, userPartition(personId), "conv"),
    rememberPerson: (tenantId, personId, reference) => save(tenantId, userPartition(personId), "conv", reference),
    forgetPerson: (tenantId, personId) => remove(tenantId, userPartition(personId), "conv"),
    tenantRoute: (tenantId) => load(Reference.pick({ serviceUrl: true, botId: true }), tenantId, "teams", "service"),
    ofTeam(tenantId, teamId) {
      const start = `${tenantId} conv|`;
      return [...known]
        .filter(([key, { data }]) => key.startsWith(start) && fieldsOf(data).teamId === teamId)
        .map(([key]) => key.slice(start.length, -" ref".length));
    },
  };
}

const conversation = (id: string) => `conv|${id}`;

/** Both values have their fields in the same order. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
