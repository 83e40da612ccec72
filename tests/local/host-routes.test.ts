import { expect, it } from "vitest";
import { callerOf } from "#bot/http/caller.ts";
import { hostLinks, hostRoutes } from "#bot/local/host-routes.ts";
import { hostConfig, people, sampleTeam } from "#bot/local/sample-team.ts";
import { anHttpEdge, type HttpEdge } from "../support/http-edge.ts";

const config = hostConfig({
  playgroundUrl: "http://127.0.0.1:1",
  locale: "sv",
  personas: Object.values(people).map(({ id, name }) => ({ id, name })),
});

const aHost = (): Promise<HttpEdge> =>
  anHttpEdge({ features: [], pages: (app, issuer) => void app.use(hostRoutes(() => config, issuer)) });

it("the host page gets the sample people, and a token of the chosen person that the API accepts", async () => {
  const { url, issuer } = await aHost();

  const shown = await (await fetch(`${url}/host/config`)).json();
  const response = await fetch(`${url}/host/token?persona=${people.elin.id}`);
  const caller = await callerOf(`Bearer ${await response.text()}`, issuer.rules, new Date());

  expect(shown).toEqual(config);
  expect(caller.person).toEqual({ id: people.elin.id, name: people.elin.name });
  expect(response.headers.get("cache-control")).toBe("no-store");
});

it.each([
  ["an unknown person", "?persona=nobody"],
  ["several people", `?persona=${people.elin.id}&persona=${people.sara.id}`],
  ["nobody", ""],
])("the host page gets no token for %s", async (_, query) => {
  const { url } = await aHost();

  expect((await fetch(`${url}/host/token${query}`)).status).toBe(404);
});

it("/ of a local run leads to the host page", async () => {
  const { url } = await aHost();

  const response = await fetch(url, { redirect: "manual" });

  expect([response.status, response.headers.get("location")]).toEqual([302, "/host"]);
});

it("the published keys are those that verify the tokens", async () => {
  const { url, issuer } = await aHost();

  expect(await (await fetch(`${url}/openid/keys`)).json()).toEqual(issuer.keySet);
});

it("a link on a card opens the host page as the reader of the card, at the page it leads to", () => {
  const link = hostLinks("http://127.0.0.1:1").toPage({
    subPageId: "poll/a b&c",
    viewerId: people.sara.id,
    conversationId: sampleTeam.conversationId,
  });

  const { pathname, searchParams } = new URL(link ?? "");

  expect(pathname).toBe("/host");
  expect(Object.fromEntries(searchParams)).toEqual({
    persona: people.sara.id,
    frame: "channel",
    subPage: "poll/a b&c",
  });
});
