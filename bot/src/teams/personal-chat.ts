import { AppError, undefinedIfRefused } from "../core/errors.ts";
import { type Destination, TryLater, Undeliverable } from "../core/outbox.ts";
import { membershipsOf } from "../kernel/membership.ts";
import { teamSettings } from "../kernel/settings.ts";
import type { ConversationClient, OutboxParts } from "./conversation-client.ts";
import type { PersonReference } from "./conversations.ts";
import type { TeamsMember } from "./roster.ts";

/**
 * Creates the chat between a person and Gnista, and stores its address.
 *
 * @throws Undeliverable for a person of another tenant, or when Gnista has no address in this one
 */
export async function createPersonalChat(
  parts: OutboxParts,
  client: ConversationClient,
  to: Extract<Destination, { kind: "person" }>,
): Promise<PersonReference> {
  const { conversations } = parts;
  const { tenantId } = client;
  const route = await conversations.tenantRoute(tenantId);
  if (!route) {
    throw new Undeliverable("not-installed");
  }
  const userId = await userIdOf(parts, tenantId, to);
  const chat = {
    isGroup: false,
    bot: { id: route.botId },
    members: [{ id: userId }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
  const created = await client.call(to.personId, route, (connector, options) =>
    connector.conversations.createConversation(chat, options),
  );
  if (!created.id) {
    throw new TryLater();
  }
  const { serviceUrl, botId } = route;
  const reference = { schema: 1, serviceUrl, botId, userId, conversationId: created.id } as const;
  await conversations.rememberPerson(tenantId, to.personId, reference);
  return reference;
}

/**
 * Finds the `29:` id of a person without a chat with Gnista: in the rosters of the conversation and of the teams that
 * they share with Gnista. The last resort is the directory id, which Teams accepts only if the person has installed
 * Gnista.
 *
 * @throws Undeliverable for a person of another tenant: private messages of this tenant are not sent there
 */
async function userIdOf(
  { rosters, storeOf }: OutboxParts,
  tenantId: string,
  { personId, teamId, conversationId }: { personId: string; teamId?: string; conversationId?: string },
): Promise<string> {
  const store = storeOf(tenantId);
  const teams = teamId === undefined ? [] : [teamId];
  for await (const membership of membershipsOf({ store }, personId)) {
    teams.push(membership.teamId);
  }
  const memberIn = async (rosterId: string): Promise<TeamsMember | undefined> =>
    (await rosters.members(tenantId, rosterId).catch(emptyIfRefused)).find(({ id }) => id === personId);
  let found = conversationId === undefined ? undefined : await memberIn(conversationId);
  for (const team of teams) {
    if (found) {
      break;
    }
    const settings = await undefinedIfRefused(teamSettings({ store }, team));
    found = await memberIn(settings?.conversationId ?? team);
  }
  if (found?.isExternal) {
    throw new Undeliverable("not-installed");
  }
  return found?.userId ?? personId;
}

function emptyIfRefused(error: unknown): readonly [] {
  if (error instanceof AppError) {
    return [];
  }
  throw error;
}
