import { expect, it } from "vitest";
import { people, playgroundConfig, teamIn, you } from "#bot/local/sample-team.ts";

it.each(["sv", "en"] as const)(
  "the sample team has exactly six people, as the Playground requires, in the language %s",
  (locale) => {
    const chat = JSON.parse(playgroundConfig(locale)) as { currentUser: Account; users: Account[]; team: object };

    const inChat = [chat.currentUser, ...chat.users].map(({ aadObjectId, name }) => ({ id: aadObjectId, name }));

    expect(chat.users).toHaveLength(5);
    expect(inChat).toEqual(Object.values(people).map(({ id, name }) => ({ id, name })));
    expect(chat.currentUser.name).toBe(you.name);
    expect(chat.team).toMatchObject({ id: teamIn("sv").id, name: teamIn(locale).name });
  },
);

interface Account {
  readonly aadObjectId: string;
  readonly name: string;
}
