import type { Services } from "../core/context.ts";
import { undefinedIfRefused, undefinedOn } from "../core/errors.ts";
import { TryLater } from "../core/outbox.ts";
import { memberAmong } from "../core/roster.ts";

/**
 * The address that opens a chat with a member of the conversation, without any text in it; undefined for a person who is
 * not there, or when Teams does not answer. Source: learn.microsoft.com, "Create deep links to start a new chat".
 */
export async function chatLinkTo(
  services: Services,
  personId: string,
  conversationId: string,
): Promise<string | undefined> {
  const members = await undefinedOn(TryLater, undefinedIfRefused(services.roster.members(conversationId)));
  const address = members && memberAmong(members, personId)?.chatAddress;
  return address && `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(address)}`;
}
