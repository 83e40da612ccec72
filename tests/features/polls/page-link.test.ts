import { describe, expect, it } from "vitest";
import { hostLinks } from "#bot/local/host-routes.ts";
import { teamsLinks } from "#bot/teams/links.ts";
import { idOf } from "../../support/a-team.ts";

describe("the link from a card to the poll's page", () => {
  const links = teamsLinks({ appId: "00000000-0000-4000-8000-0000000000d1", webUrl: "https://gnista.example/tab" });

  it("the link opens Teams at the channel or chat, and in local runs the host page that replaces Teams", () => {
    const at = (conversationId: string) => ({ conversationId, subPageId: "question:x", viewerId: idOf("anna") });
    const contextIn = (url: string) => JSON.parse(new URL(url).searchParams.get("context") ?? "");

    const chat = links.toPage(at("19:chat@thread.v2"));
    const local = new URL(hostLinks("http://127.0.0.1:3978").toPage(at("19:x@thread.tacv2")));

    expect(contextIn(chat)).toEqual({ subEntityId: "question:x", chatId: "19:chat@thread.v2", contextType: "chat" });
    expect(contextIn(links.toPage(at("19:x@thread.tacv2")))).toMatchObject({ channelId: "19:x@thread.tacv2" });
    expect(new URL(chat).searchParams.get("webUrl")).toBe("https://gnista.example/tab");
    expect(chat.length).toBeLessThan(1_900);
    expect([local.pathname, local.searchParams.get("subPage")]).toEqual(["/host", "question:x"]);
  });
});
