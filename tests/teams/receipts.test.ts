import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, idOf, type Team } from "../support/a-team.ts";
import type { Act } from "../support/acts.ts";
import { aDraft, aQuestion, idIn, objectsIn, press, text } from "../support/cards.ts";
import { actsOfFeatures } from "../support/every-verb.ts";

/*
 * What a person must close after an act. A card that answers a click stands where the clicked card stood, and asks for
 * nothing. A message, a dialog that stays open or a second message is one thing more to put away.
 */

const everyAct = actsOfFeatures.flatMap(({ module }) =>
  Object.entries({ ...module?.acts, ...module?.otherEntryPoints }),
);

async function aTeamWithWishes(): Promise<Team> {
  const team = await aTeam({ leaders: ["anna"] });
  await team.where("bo", { wants: "openly" });
  return team;
}

/** What the act leaves for the one who acted. */
async function leftBy(act: Act): Promise<readonly string[]> {
  const team = await aTeamWithWishes();
  const deliver = await act(team);
  await team.settle();
  const known = new Set(team.teams.posts.map(({ id }) => id));

  const answer = await deliver();
  await team.settle();

  const { who = "", body = "" } = team.answers().at(-1) ?? {};
  const own = team.personalPosts(who).filter(({ id }) => !known.has(id));
  return [
    ...("text" in answer ? [`message: ${String(answer.text)}`] : []),
    ...(isOpen(body) ? ["the dialog"] : []),
    ...own.map(({ card, text: words }) => `private: ${words ?? fallbackOf(card)}`),
  ];
}

const isOpen = (body: string): boolean => body.includes('"task":{');
const fallbackOf = (card: unknown): string => String(objectsIn(card)[0]?.fallbackText);

/** Teams shows no card with these verbs: they belong to the tab, which shows their outcome itself. */
const isOfTheTab = (name: string): boolean => /^(?:rounds|pulse)\//u.test(name);

describe("what an act leaves to close", () => {
  it("is nothing for every act of every feature, but where it says or asks something new", async () => {
    const left: Record<string, readonly string[]> = {};
    for (const [name, act] of everyAct.filter(([one]) => !isOfTheTab(one))) {
      const things = await leftBy(act);
      Object.assign(left, things.length > 0 ? { [name]: things } : {});
    }

    expect(left).toEqual({
      // Cia has not chosen whether she is named in the channel.
      "thanks in a dialog": ["the dialog"],
      // The recipient keeps the words.
      [kudosVerbs.keepBetweenUs]: ["private: Anna Ask tackar dig"],
      // What the asker does next.
      [pollVerbs.close]: [expect.stringContaining("private: Din fråga är stängd")],
      [peopleVerbs.erase]: ["private: Dina uppgifter är raderade."],
      // The answers to what was written in the personal chat.
      "fråga, said alone": [expect.stringContaining("private: Frågan ställs")],
      "mina uppgifter, said alone": [expect.stringContaining("private: Mina uppgifter")],
    });
  });

  it.each([
    ["to one who wishes to be thanked openly", { recipients: "bo" }, {}, false],
    ["for progress, to nobody", { words: "Vi blev klara", kind: "progress" }, {}, false],
    ["to one who has not chosen", { recipients: "cia" }, {}, true],
    ["to one who wishes it, and to one who would rather hear it in person", { recipients: "bo,dan" }, {}, true],
    ["in private", { recipients: "bo", audience: "private" }, {}, true],
    ["whose words name somebody who keeps out of the channel", { recipients: "bo", words: "Du och Dan" }, {}, true],
    ["from the personal chat", { recipients: "bo" }, { in: "personal" }, true],
  ] as const)("of a dialog for thanks %s, is what the channel does not show", async (_, draft, where, isLeft) => {
    const team = await aTeamWithWishes();
    await team.where("dan", { wants: "inPerson" });
    const { recipients = "", ...more } = { recipients: "", ...draft };
    const ids = recipients.split(",").filter(Boolean).map(idOf).join(",");
    const data = { ...aDraft(team, { ...more, recipients: ids }), verb: kudosVerbs.give };

    const { body, status } = await team.as("anna").submits("tack", data, where);
    await team.settle();

    expect({ status, isLeft: isOpen(text(body ?? "")) }).toEqual({ status: 200, isLeft });
  });

  it("of a dialog for a question, is nothing in the channel, where the sender still takes it back on its card", async () => {
    const team = await aTeamWithWishes();
    const { body } = await team.as("anna").submits("fraga", { ...aQuestion(team), verb: pollVerbs.ask });
    await team.settle();

    expect(body).toBeUndefined();
    const pollId = idIn(team.channelPosts()[0]?.card, "pollId");
    const own = (await team.as("anna").clicks(pollVerbs.card, { pollId })).card;
    expect(press(own, "Ta tillbaka").verb).toBe(pollVerbs.takeBack);
  });
});
