import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { teamsLinks } from "#bot/teams/links.ts";
import { CHANNEL, CHAT, TENANT, type Team } from "../../../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press } from "../../../support/cards.ts";
import type { Post } from "../../../support/fake-teams.ts";
import { aMonday, aPoll, MONDAY, question, questionsIn, wordsOn } from "../a-question.ts";

const ROOT = "1600000000009";
const inThread = { inThread: ROOT };
const links = teamsLinks({ appId: "00000000-0000-4000-8000-0000000000d1" });

const linkOn = (post: Post | undefined): unknown => objectsIn(post?.card).find(({ url }) => url !== undefined)?.url;

const toQuestion = (team: Team, conversationId: string) =>
  links.toPost({ tenantId: TENANT, conversationId, activityId: question(team).post.id });

/** Answers a click or a dialog in the thread of a channel. */
const inChannelThread = {
  activity: { conversation: { id: `${CHANNEL};messageid=${ROOT}`, conversationType: "channel" } },
};

describe("a question asked from a thread", () => {
  it.each([
    ["team", "sv", "En fråga har ställts härifrån.", "Till frågan", CHANNEL],
    ["team", "en", "A question was asked from here.", "Go to the question", CHANNEL],
    ["groupChat", "sv", "En fråga har ställts härifrån.", "Till frågan", CHAT],
  ] as const)(
    "is posted for everybody in a %s, and in %s the thread is told, with a link",
    async (kind, locale, told, title, place) => {
      const team = await aMonday({ kind, locale, links });

      const { replies } = await team.as("anna").says("fråga Flytta mötet till 9?", inThread);
      await team.settle();

      expect(replies).toEqual([]);
      expect(questionsIn(team)).toHaveLength(1);
      expect(question(team).post.threadId).toBeUndefined();
      const [note, ...more] = team.thread(ROOT);
      expect(more).toEqual([]);
      expect(wordsOn(note?.card).split("\n")).toEqual([told, title]);
      expect(linkOn(note)).toBe(toQuestion(team, place));
    },
  );

  it("tells the thread once, however often Teams delivers the message and jobs run", async () => {
    const team = await aMonday();

    await team.as("anna").says("fråga Flytta mötet till 9?", { ...inThread, times: 3 });
    await team.settle();
    const { pollId } = question(team);
    await team.as("anna").clicks(pollVerbs.close, { pollId });
    await team.settle();
    await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Därför." }, { in: "personal" });
    await team.settle();

    expect(team.thread(ROOT)).toHaveLength(1);
    expect(team.thread(ROOT)[0]?.versions).toHaveLength(1);
  });

  it("tells the thread after Teams refused it at first", async () => {
    const team = await aMonday();
    team.teams.fail({
      status: 503,
      fits: ({ method, path }) => method === "POST" && path.includes(`messageid=${ROOT}/`),
    });

    await team.as("anna").says("fråga Flytta mötet till 9?", inThread);
    await team.settle();
    expect(team.thread(ROOT)).toEqual([]);
    await team.at("2026-02-02T11:00:00+01:00");

    expect(team.thread(ROOT)).toHaveLength(1);
    expect(questionsIn(team)).toHaveLength(1);
  });

  it("a question in a thread is asked and closes as usual when the thread's first message was deleted", async () => {
    const team = await aMonday();
    team.teams.fail({
      status: 404,
      code: "ActivityNotFoundInConversation",
      times: 100,
      fits: ({ method, path }) => method === "POST" && path.includes(`messageid=${ROOT}/`),
    });

    await team.as("anna").says("fråga Flytta mötet till 9?", inThread);
    await team.settle();
    await team.as("anna").clicks(pollVerbs.close, { pollId: question(team).pollId });
    await team.settle();

    expect(question(team).words).toContain("Frågan är stängd.");
    expect(team.teams.calls.filter(({ path }) => path.includes(`messageid=${ROOT}/`))).toHaveLength(1);
  });

  it("leaves a note without the question's words, which says the same after it was taken back", async () => {
    const team = await aMonday();
    await team.as("anna").says("fråga Flytta mötet till 9?", inThread);
    await team.settle();

    await team.as("anna").clicks(pollVerbs.takeBack, { pollId: question(team).pollId });
    await team.settle();

    expect(wordsOn(team.thread(ROOT)[0]?.card)).toBe("En fråga har ställts härifrån.");
  });

  it("by a dialog in the thread tells the thread as well", async () => {
    const team = await aMonday();

    await team.as("anna").submits("fraga", { verb: pollVerbs.ask, ...aPoll(team) }, inChannelThread);
    await team.settle();

    expect(questionsIn(team)).toHaveLength(1);
    expect(team.thread(ROOT)).toHaveLength(1);
  });

  it("by a form in the thread tells it where the form was, and nowhere else", async () => {
    const team = await aMonday({ links });
    const { replies } = await team.as("anna").says("fråga", inThread);
    const form = cardOf(replies[0]);
    const { verb, data } = press(form, "Fråga", { ...filledIn(form), question: "Fika?" });

    await team.as("anna").clicks(verb, data, { activityId: replies[0]?.id ?? "", ...inChannelThread });
    await team.settle();

    const [used, ...more] = team.thread(ROOT);
    expect(more).toEqual([]);
    expect(wordsOn(used?.card).split("\n")).toEqual(["En fråga har ställts härifrån.", "Till frågan"]);
    expect(linkOn(used)).toBe(toQuestion(team, CHANNEL));
    expect(used?.versions).toHaveLength(2);
  });
});

describe("a question that no thread is told of", () => {
  it.each([
    ["a new post", "team", {}],
    ["a group chat", "groupChat", {}],
    ["the personal chat", "team", { inPersonalChat: true }],
  ] as const)("asked from %s: it is the only message", async (_, kind, options) => {
    const team = await aMonday({ kind });
    await team.as("anna").says("tack");
    await team.at("2026-02-02T09:01:00+01:00");
    team.teams.clear();

    await team.as("anna").says("fråga Flytta mötet till 9?", options);
    await team.settle();

    expect(team.channelPosts()).toHaveLength(1);
    expect(questionsIn(team)).toHaveLength(1);
  });

  it("asked in the tab, or again with a button on a card that is the first of its thread", async () => {
    const team = await aMonday();
    await team.as("anna").acts(pollVerbs.ask, aPoll(team));
    await team.at(MONDAY);
    const { post } = question(team);
    const activity = { conversation: { id: `${CHANNEL};messageid=${post.id}`, conversationType: "channel" } };

    await team.as("anna").clicks(pollVerbs.ask, aPoll(team), { activityId: post.id, activity });
    await team.settle();

    expect(questionsIn(team)).toHaveLength(2);
    expect(team.channelPosts()).toHaveLength(2);
  });
});
