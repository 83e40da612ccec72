import { sampleTeam, you } from "./sample-team.ts";

/**
 * Tells Gnista where the Playground is, in the Playground's own words: that it was added to the team, and to the chat
 * with you. Otherwise the tab could not know who is in the team before somebody had opened the chat, nor after a start
 * on another port.
 */
export async function introduce(parts: { readonly gnistaUrl: string; readonly playgroundUrl: string }): Promise<void> {
  for (const conversationId of [sampleTeam.conversationId, `a:${you.id}`]) {
    const template = new URL("/_internal/v1/customActivities/template", parts.playgroundUrl);
    template.search = new URLSearchParams({ conversationId, type: "install" }).toString();
    const activity = await (await fetch(template)).text();
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${parts.gnistaUrl}/api/messages`, { method: "POST", headers, body: activity });
    await answer.body?.cancel();
    if (!answer.ok) {
      throw new Error(`Gnista did not take the Playground's greeting: HTTP ${answer.status}`);
    }
  }
}
