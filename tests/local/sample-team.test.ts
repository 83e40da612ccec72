import { expect, it } from "vitest";
import { hostConfig, playgroundConfig, you } from "#bot/local/sample-team.ts";

it("the sample team has exactly six people, as the Playground requires, and the same ones in the chat and in the tab", () => {
  const chat = JSON.parse(playgroundConfig()) as { currentUser: Account; users: Account[] };

  const inChat = [chat.currentUser, ...chat.users].map(({ aadObjectId, name }) => ({ id: aadObjectId, name }));
  const inTab = hostConfig("http://127.0.0.1:1").personas.map(({ id, name }) => ({ id, name }));

  expect(chat.users).toHaveLength(5);
  expect(inChat).toEqual(inTab);
  expect(chat.currentUser.name).toBe(you.name);
});

interface Account {
  readonly aadObjectId: string;
  readonly name: string;
}
