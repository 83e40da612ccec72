import { expect, it } from "vitest";
import { teamsLinks } from "#bot/teams/links.ts";

const appId = "00000000-0000-4000-8000-0000000000d1";
const place = { subPageId: "question:x", viewerId: "anna" };
const contextIn = (url: string) => JSON.parse(new URL(url).searchParams.get("context") ?? "");

it.each([
  ["19:a@thread.tacv2", { subEntityId: "question:x", channelId: "19:a@thread.tacv2" }],
  ["19:old@thread.skype", { subEntityId: "question:x", channelId: "19:old@thread.skype" }],
  ["19:chat@thread.v2", { subEntityId: "question:x", chatId: "19:chat@thread.v2", contextType: "chat" }],
  ["19:two_people@unq.gbl.spaces", { subEntityId: "question:x", chatId: expect.any(String), contextType: "chat" }],
])("a link from a card in %s opens the tab there", (conversationId, context) => {
  const url = teamsLinks({ appId }).toPage({ ...place, conversationId });

  expect(url).toMatch(new RegExp(`^https://teams\\.microsoft\\.com/l/entity/${appId}/`));
  expect(contextIn(url)).toEqual(context);
});

it("a link has an address for clients without Teams only when the tab has one, whatever characters it contains", () => {
  const webUrl = "https://gnista.example/tab?a=1&context=x";
  const at = { ...place, conversationId: "19:chat@thread.v2" };

  const url = new URL(teamsLinks({ appId, webUrl }).toPage(at));

  expect(url.searchParams.get("webUrl")).toBe(webUrl);
  expect(contextIn(url.href)).toMatchObject({ chatId: "19:chat@thread.v2" });
  expect(teamsLinks({ appId }).toPage(at)).not.toContain("webUrl");
});

it.each([
  ["19:a@thread.tacv2", { tenantId: "t", parentMessageId: "17" }],
  ["19:chat@thread.v2", { context: '{"contextType":"chat"}' }],
])("a link to a post in %s opens it there, for everybody", (conversationId, query) => {
  const url = new URL(teamsLinks({ appId }).toPost({ tenantId: "t", conversationId, activityId: "17" }) ?? "");

  expect(decodeURIComponent(url.pathname)).toBe(`/l/message/${conversationId}/17`);
  expect(Object.fromEntries(url.searchParams)).toEqual(query);
});

it("a link does not name the person who reads the card", () => {
  expect(teamsLinks({ appId }).toPage({ ...place, conversationId: "19:chat@thread.v2" })).not.toContain("anna");
});
