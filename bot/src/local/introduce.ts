import { sampleTeam, you } from "./sample-team.ts";

/**
 * Sends Gnista the Playground's own installation events for the team and for the chat with you, which hold the
 * Playground's address. Without them the tab could not know who is in the team until somebody had opened the chat, nor
 * after a start on another port.
 */
export async function introduce(parts: {
  readonly messagesUrl: string;
  readonly playgroundUrl: string;
}): Promise<void> {
  for (const conversationId of [sampleTeam.conversationId, `a:${you.id}`]) {
    const template = new URL("/_internal/v1/customActivities/template", parts.playgroundUrl);
    template.search = new URLSearchParams({ conversationId, type: "install" }).toString();
    const activity = await (await fetch(template)).text();
    const headers = { "content-type": "application/json" };
    const answer = await fetch(parts.messagesUrl, { method: "POST", headers, body: activity });
    await answer.body?.cancel();
    if (!answer.ok) {
      throw new Error(`Gnista did not take the Playground's greeting: HTTP ${answer.status}`);
    }
  }
}
