import { AppError, coreErrors } from "../core/errors.ts";
import { Undeliverable } from "../core/outbox.ts";
import { cutName } from "../core/person-ref.ts";
import type { Member, Roster } from "../core/roster.ts";
import type { BotAdapter } from "./adapter.ts";
import type { Channels } from "./channels.ts";
import type { Clock } from "./clock.ts";
import type { Conversations } from "./conversations.ts";
import { fieldsOf, listOf, stringOf, withoutThread } from "./fields.ts";
import { INTERACTIVE_TIMEOUT_MS, interactiveRetryPolicy, statusOf, withRetries } from "./retry-policy.ts";
import { ttlCache } from "./ttl-cache.ts";

/** A member with the `29:` id, which delivery needs. */
export interface TeamsMember extends Member {
  readonly userId: string;
}

export interface Rosters {
  of(tenantId: string): Roster;
  /** @throws as `Roster.members` */
  members(tenantId: string, conversationId: string): Promise<readonly TeamsMember[]>;
}

/**
 * An event about a new or departed member reaches only one instance; the short cache time limits how long the others
 * miss it.
 */
const MAX_ROSTERS = 2_000;
/** The largest page that Teams returns. Source: learn.microsoft.com, "Get Teams specific context for your bot". */
const PAGE_SIZE = 500;

/**
 * Reads conversations' members from Teams. A roster is cached for ten minutes, and concurrent calls share one request.
 */
export function openRosters(parts: {
  readonly adapter: BotAdapter;
  readonly channels: Channels;
  readonly conversations: Conversations;
  readonly clock: Clock;
}): Rosters {
  const { channels, conversations, clock } = parts;
  const cache = ttlCache<Promise<readonly TeamsMember[]>>(MAX_ROSTERS, clock);

  function members(tenantId: string, conversationId: string): Promise<readonly TeamsMember[]> {
    const key = keyOf(tenantId, conversationId);
    const known = cache.get(key);
    if (known) {
      return known;
    }
    const pending = fetchMembers(parts, tenantId, withoutThread(conversationId));
    cache.set(key, pending);
    pending.catch(() => {
      if (cache.peek(key) === pending) {
        cache.delete(key);
      }
    });
    return pending;
  }

  return {
    members,
    of: (tenantId) => ({
      members: (conversationId) => members(tenantId, conversationId),
      isChannelOf: (conversationId, teamId) => channels.isOf(tenantId, conversationId, teamId),
      forget(conversationId) {
        const id = withoutThread(conversationId);
        for (const other of [id, ...conversations.ofTeam(tenantId, id)]) {
          cache.delete(keyOf(tenantId, other));
        }
      },
    }),
  };
}

const keyOf = (tenantId: string, conversationId: string) => `${tenantId} ${withoutThread(conversationId)}`;

async function fetchMembers(
  { adapter, conversations, clock }: Parameters<typeof openRosters>[0],
  tenantId: string,
  conversationId: string,
): Promise<readonly TeamsMember[]> {
  const route = (await conversations.find(tenantId, conversationId)) ?? (await conversations.tenantRoute(tenantId));
  if (!route) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  const connector = await adapter.connector(route.serviceUrl);
  const found: TeamsMember[] = [];
  let continuationToken: string | undefined;
  do {
    const page = await withRetries(
      clock,
      () =>
        connector.conversations.getConversationPagedMembers(conversationId, {
          pageSize: PAGE_SIZE,
          timeout: INTERACTIVE_TIMEOUT_MS,
          ...(continuationToken === undefined ? {} : { continuationToken }),
        }),
      interactiveRetryPolicy,
    ).catch(notYourTeam);
    found.push(...listOf(page.members).flatMap((raw) => memberOf(raw, tenantId)));
    continuationToken = page.continuationToken;
  } while (continuationToken);
  return found;
}

function notYourTeam(error: unknown): never {
  if (error instanceof Undeliverable || statusOf(error) === 400) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  throw error;
}

/**
 * A member without a name goes by their address. Bots have no directory object. A guest has an account in this tenant whose sign-in name contains `#EXT#`; in a shared
 * channel people take part with the account of their own tenant.
 */
function memberOf(raw: unknown, tenantId: string): readonly TeamsMember[] {
  const member = fieldsOf(raw);
  const id = (stringOf(member.aadObjectId) ?? stringOf(member.objectId))?.toLowerCase();
  const userId = stringOf(member.id);
  const isBot = member.userRole === "bot" || member.role === "bot" || userId?.startsWith("28:");
  if (id === undefined || userId === undefined || isBot || !/^[\w.-]{1,64}$/.test(id)) {
    return [];
  }
  const home = stringOf(member.tenantId);
  const signInName = stringOf(member.userPrincipalName);
  const isGuest = member.userRole === "guest" || /#EXT#/i.test(signInName ?? "");
  const isExternal = !isGuest && home !== undefined && home.toLowerCase() !== tenantId.toLowerCase();
  const address = stringOf(member.email) || (isGuest ? undefined : signInName);
  const chatAddress = isGuest ? address : signInName || address;
  return [
    {
      id,
      userId,
      name: cutName(stringOf(member.name)?.trim() || address || ""),
      isGuest,
      isExternal,
      ...(address ? { address } : {}),
      ...(chatAddress ? { chatAddress } : {}),
    },
  ];
}
