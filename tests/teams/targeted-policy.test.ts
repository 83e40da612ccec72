import { expect, it } from "vitest";
import type { Connector } from "#bot/teams/adapter.ts";
import { BotAdapter } from "#bot/teams/adapter.ts";
import { targeted } from "#bot/teams/targeted-policy.ts";
import { CHANNEL, memberOf, userIdOf } from "../support/a-team.ts";
import { fakeTeams } from "../support/fake-teams.ts";

const hello = { type: "message", text: "hej", summary: "Gnista: hej" } as const;
const toAnna = { ...hello, recipient: { id: userIdOf("anna"), name: "Anna Ask" } };
const options = { timeout: 5_000 };

/** The SDK's own connector, on a fake of Teams' service that records every request. */
async function aConnector(): Promise<{ teams: Awaited<ReturnType<typeof fakeTeams>>; connector: Connector }> {
  const teams = await fakeTeams(() => 0);
  teams.room(CHANNEL, [memberOf("anna", "Anna Ask")]);
  teams.receives("42");
  return { teams, connector: await new BotAdapter("unsigned").connector(teams.serviceUrl) };
}

it("a targeted message carries its reader and the query, and the answer to one names what it answers", async () => {
  const { teams, connector } = await aConnector();
  const { conversations } = connector;

  const { id } = await conversations.sendToConversation(`${CHANNEL};messageid=7`, toAnna, {
    ...options,
    ...targeted({ answers: "42" }),
  });
  const [sent] = teams.calls;

  expect(sent).toMatchObject({
    method: "POST",
    path: `/v3/conversations/${CHANNEL};messageid=7/activities`,
    query: { isTargetedActivity: "true" },
    status: 201,
    body: {
      ...toAnna,
      entities: [{ type: "targetedMessageInfo", messageId: "42" }],
    },
  });
  expect(Object.keys(Object(sent?.body)).toSorted()).toEqual(["entities", "recipient", "summary", "text", "type"]);
  expect(teams.posts).toMatchObject([{ id, onlyTo: userIdOf("anna") }]);
  await teams.close();
});

it("an unasked targeted message has no entity, and its change and its deletion carry the query and no reader", async () => {
  const { teams, connector } = await aConnector();
  const { conversations } = connector;
  const mark = { ...options, ...targeted({}) };

  const { id = "" } = await conversations.sendToConversation(CHANNEL, toAnna, mark);
  await conversations.updateActivity(CHANNEL, id, { ...toAnna, text: "ändrat" }, mark);
  await conversations.deleteActivity(CHANNEL, id, mark);

  expect(teams.calls.map(({ method, query, status }) => [method, query.isTargetedActivity, status])).toEqual([
    ["POST", "true", 201],
    ["PUT", "true", 200],
    ["DELETE", "true", 200],
  ]);
  expect(teams.calls[0]?.body).not.toHaveProperty("entities");
  expect(teams.calls[1]?.body).toEqual({ ...hello, text: "ändrat" });
  expect(teams.posts).toEqual([]);
  await teams.close();
});

it("a call without the mark is sent as before, and no call carries the mark's header", async () => {
  const { teams, connector } = await aConnector();

  await connector.conversations.sendToConversation(CHANNEL, hello, options);
  await connector.conversations.sendToConversation(CHANNEL, toAnna, { ...options, ...targeted({}) });

  expect(teams.calls[0]).toMatchObject({ query: {}, body: hello });
  expect(teams.calls.flatMap(({ headers }) => Object.keys(headers)).filter((name) => /gnista/i.test(name))).toEqual([]);
  await teams.close();
});
