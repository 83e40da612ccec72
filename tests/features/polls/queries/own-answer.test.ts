import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { CHANNEL, fullName, memberOf, TEAM, TENANT } from "../../../support/a-team.ts";
import {
  allVote,
  aMonday,
  asks,
  CLOSES,
  decides,
  everybody,
  fika,
  mine,
  presses,
  question,
  refusalTexts,
  votes,
  wordsOn,
} from "../a-question.ts";

describe("the card with one's own answer", () => {
  it.each(["anonymous", "named"])("shows a voter their own answer while the poll is open: %s", async (answers) => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers });
    await votes(team, "bo", 1);
    const before = await presses(team, "bo", "Mitt svar");

    await votes(team, "bo", 0);

    expect(wordsOn(before.card)).toContain("Ditt svar: Frukt");
    expect(wordsOn((await mine(team, "bo")).card)).toContain("Ditt svar: Bulle");
    expect(wordsOn((await mine(team, "cia")).card)).toContain("Du har inte svarat. Du behöver aldrig svara.");
    expect(wordsOn((await mine(team, "bo", { in: "personal", locale: "en-GB" })).card)).toContain("Your answer: Bulle");
  });

  it("no longer shows a voter their own answer after an anonymous poll was decided", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    await votes(team, "bo", 1);
    await team.at(CLOSES);
    await decides(team, "anna", { outcome: "0" });

    const { card } = await mine(team, "bo");

    expect(wordsOn(card)).toContain("Frågan är stängd, och ingen kan längre se vad du svarade.");
  });
});

it("refuses every verb on a poll of another team, from the personal chat and from another channel", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named" });
  const { pollId } = question(team);
  const data = { pollId, edition: 0, choices: "0", options: "a\nb", outcome: "0", why: "x", day: "2026-02-10" };
  const elsewhere = { id: "19:other@thread.tacv2", conversationType: "channel", isGroup: true };

  for (const verb of Object.values(pollVerbs).filter((one) => one !== pollVerbs.ask)) {
    const personal = await team.as("sture").clicks(verb, data, { in: "personal" });
    const other = await team.as("sture").clicks(verb, data, {
      activity: {
        conversation: { ...elsewhere, tenantId: "11111111-1111-4111-8111-111111111111" },
        channelData: { tenant: { id: "11111111-1111-4111-8111-111111111111" }, team: { id: elsewhere.id } },
      },
    });
    for (const { error } of [personal, other]) {
      expect(error?.code).toBe("NOT_FOUND");
    }
  }
  expect(question(team).words).toContain("Inga svar än.");
});

describe("an answer that cannot be accepted", () => {
  const two = { options: "Bulle\nFrukt\nKaka", most: "2", answers: "named" };

  it("refuses an answer from another channel by a member who is not in the poll's conversation, and by a person outside the team", async () => {
    const team = await aMonday();
    await asks(team, "anna", two);
    const vote = { pollId: question(team).pollId, edition: 0, choices: "0" };
    const conversation = {
      id: "19:private@thread.tacv2",
      conversationType: "channel",
      isGroup: true,
      tenantId: TENANT,
    };
    const channelData = { tenant: { id: TENANT }, team: { id: TEAM }, channel: { id: conversation.id } };

    const six = ["anna", "bo", "cia", "dan", "eva", "filip"];
    await team.has([...six, "sture"]);
    team.teams.room(
      CHANNEL,
      six.map((who) => memberOf(who, fullName(who))),
    );

    const sture = await refusalTexts(team, "sture", pollVerbs.vote, vote, { activity: { conversation, channelData } });
    const zoe = await refusalTexts(team, "zoe", pollVerbs.vote, vote, { activity: { conversation, channelData } });
    const bo = await team.as("bo").clicks(pollVerbs.vote, vote, { activity: { conversation, channelData } });

    expect(sture).toEqual([
      "Frågan ställdes i ett annat samtal. Svara där.",
      "This was asked in another conversation. Answer there.",
    ]);
    expect(zoe).toEqual([
      "Det här finns inte kvar, eller så hör det till ett annat team.",
      "This is no longer there, or it belongs to another team.",
    ]);
    expect(bo.error).toBeUndefined();
  });
});

describe("a person who has left the team", () => {
  const without = (...gone: readonly string[]) => everybody.filter((who) => !gone.includes(who));

  it("still counts the vote of a person who left the team, and shows them nothing more of the poll", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt", answers: "named" });
    await allVote(team, { bo: 0, cia: 1, dan: 0 });
    await team.has(without("bo"));
    const { pollId } = question(team);

    const tried = await Promise.all(
      [pollVerbs.vote, pollVerbs.mine, pollVerbs.card, pollVerbs.who].map((verb) =>
        team.as("bo").clicks(verb, { pollId, edition: 0, choices: "1" }, { in: "personal" }),
      ),
    );
    await team.at(CLOSES);

    expect(tried.map(({ error }) => error?.code)).toEqual(Array(4).fill("NOT_FOUND"));
    expect(question(team).words).toContain("Bulle\n2\nFrukt\n1");
  });
});
