import type { Links } from "../core/links.ts";
import { TAB_ENTITY } from "../kernel/sub-page.ts";

/**
 * Teams' links to the tab, which open it in the channel or chat that has it, and to posts. `webUrl` is the target for
 * clients without Teams. Sources: learn.microsoft.com, "Create deep links to an application" and "Deep link to Teams
 * chat".
 */
export function teamsLinks({ appId, webUrl }: { readonly appId: string; readonly webUrl?: string }): Links {
  return {
    toPage({ conversationId, subPageId }) {
      const target = isChannel(conversationId)
        ? { subEntityId: subPageId, channelId: conversationId }
        : { subEntityId: subPageId, chatId: conversationId, contextType: "chat" };
      const web = webUrl === undefined ? "" : `webUrl=${encodeURIComponent(webUrl)}&`;
      const context = encodeURIComponent(JSON.stringify(target));
      return `https://teams.microsoft.com/l/entity/${appId}/${TAB_ENTITY}?${web}context=${context}`;
    },
    toPost({ tenantId, conversationId, activityId }) {
      const query = isChannel(conversationId)
        ? new URLSearchParams({ tenantId, parentMessageId: activityId })
        : new URLSearchParams({ context: JSON.stringify({ contextType: "chat" }) });
      const [place, id] = [conversationId, activityId].map(encodeURIComponent);
      return `https://teams.microsoft.com/l/message/${place}/${id}?${query}`;
    },
  };
}

/** Ids of chats end in `@thread.v2` or `@unq.gbl.spaces`. */
const isChannel = (conversationId: string): boolean => /@thread\.(tacv2|skype)$/.test(conversationId);
