import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import type { Team } from "../../../support/a-team.ts";
import { press } from "../../../support/cards.ts";
import {
  ANSWER_DUE,
  allVote,
  aMeetingPoll,
  aMonday,
  aMondayOfNine,
  asks,
  CLOSES,
  decides,
  everybody,
  overview,
  privateCard,
  privateTexts,
  question,
  REMINDED,
  replies,
  says,
  wordsOn,
} from "../a-question.ts";

const REMINDER = "Frågan är öppen till i dag 16:00: Flytta mötet till 9?\nSvara om du vill.";

const WAITING = "Teamet väntar på besked om: Flytta mötet till 9?";

/** Marks weeks as the leader does ("Pressad vecka"), in which Gnista sends no reminders. */
async function markPressedWeeks(team: Team, ...weeks: readonly string[]): Promise<void> {
  const pk = teamPartition(team.teamId);
  const item = await team.store.get<object>(pk, "team");
  await team.store.write(pk, [{ kind: "put", id: "team", data: { ...item?.data, pressedWeeks: weeks } }]);
}

describe("the reminder in the channel", () => {
  it("reminds the channel once, in the poll's thread, without names or figures", async () => {
    const team = await aMeetingPoll();
    await allVote(team, { bo: 0, cia: 1 });
    await team.at("2026-02-03T12:59:00+01:00");
    const before = replies(team);

    await team.at(REMINDED);
    await team.at("2026-02-03T15:59:00+01:00");

    expect(before).toEqual([]);
    expect(replies(team)).toEqual([REMINDER]);
    for (const who of everybody) {
      expect(privateTexts(team, who)).toEqual([]);
    }
  });

  it("does not remind the channel when everyone who can answer has answered", async () => {
    const team = await aMeetingPoll();
    await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 0, filip: 1, gunn: 0, hugo: 1, ivar: 0 });

    await team.at(REMINDED);

    expect(replies(team)).toEqual([]);
  });

  it("does not remind the channel of a poll to fewer than eight, even when an older version scheduled it", async () => {
    const team = await aMeetingPoll();
    const pk = `poll|${question(team).pollId}`;
    const item = await team.store.get<object>(pk, "poll");
    await team.store.write(pk, [{ kind: "put", id: "poll", data: { ...item?.data, eligible: 7 } }]);

    await team.at(REMINDED);

    expect(replies(team)).toEqual([]);
  });

  it("does not remind the channel of a poll that closed early", async () => {
    const team = await aMeetingPoll();
    await team.as("anna").clicks(pollVerbs.close, { pollId: question(team).pollId });

    await team.at(REMINDED);

    expect(replies(team)).toEqual([]);
  });

  it("does not remind the channel after the close, however late the scheduler runs", async () => {
    const team = await aMeetingPoll();

    await team.at("2026-02-03T16:30:00+01:00");

    expect(replies(team)).toEqual([]);
  });

  it("does not remind the channel of a poll that is open for less than a working day", async () => {
    const team = await aMondayOfNine();
    await asks(team, "anna", { closesAt: "16:00" });

    await team.at("2026-02-02T13:00:00+01:00");
    await team.at("2026-02-02T15:59:00+01:00");

    expect(replies(team)).toEqual([]);
  });

  it("does not remind the channel in a pressed week", async () => {
    const team = await aMeetingPoll();
    await markPressedWeeks(team, "2026-W06");

    await team.at(REMINDED);
    await team.at(CLOSES);
    await team.at("2026-02-09T12:00:00+01:00");

    expect(replies(team)).toEqual([]);
  });

  it("does not remind the channel on a public holiday or at the weekend", async () => {
    const team = await aMondayOfNine({ now: "2026-01-02T09:00:00+01:00" });
    await asks(team, "anna", { question: "Ett?", closesOn: "2026-01-06" });
    await asks(team, "anna", { question: "Två?", closesOn: "2026-01-04" });

    await team.at("2026-01-04T13:00:00+01:00");
    await team.at("2026-01-06T13:00:00+01:00");
    await team.at("2026-01-07T09:00:00+01:00");

    expect(replies(team, 0)).toEqual([]);
    expect(replies(team, 1)).toEqual([]);
  });

  it("reminds the channel when the working day begins if the reminder is due earlier", async () => {
    const team = await aMondayOfNine();
    await asks(team, "anna", { question: "Flytta mötet till 9?", closesOn: "2026-02-04", closesAt: "10:00" });

    await team.at("2026-02-04T07:00:00+01:00");
    const early = replies(team);
    await team.at("2026-02-04T08:00:00+01:00");
    await team.at("2026-02-04T09:59:00+01:00");

    expect(early).toEqual([]);
    expect(replies(team)).toEqual([REMINDER.replace("16:00", "10:00")]);
  });

  it("reminds the channel at most three times a week, for all its polls together", async () => {
    const team = await aMondayOfNine();
    for (const word of ["Ett", "Två", "Tre", "Fyra"]) {
      await asks(team, "anna", { question: `${word}?`, closesOn: "2026-02-05" });
    }

    await team.at("2026-02-05T13:00:00+01:00");

    expect([0, 1, 2, 3].flatMap((nth) => replies(team, nth))).toHaveLength(3);
  });

  it("reminds the channel once even when Teams is busy at that moment", async () => {
    const team = await aMeetingPoll();
    team.teams.fail({ status: 503, times: 1 });

    await team.at(REMINDED);
    await team.at("2026-02-03T13:01:00+01:00");
    await team.at("2026-02-03T13:10:00+01:00");

    expect(replies(team)).toEqual([REMINDER]);
  });
});

describe("the asker's reminder of the outcome", () => {
  it("reminds the asker once, in private, two working days after the close, with a button to submit the outcome", async () => {
    const team = await aMeetingPoll();
    await team.at(CLOSES);
    await team.at("2026-02-05T15:59:00+01:00");
    const before = privateTexts(team, "anna").length;

    await team.at(ANSWER_DUE);
    await team.at("2026-02-27T12:00:00+01:00");
    const tell = press(privateCard(team, "anna"), "Lämna besked");
    const { card } = await team.as("anna").clicks(tell.verb, tell.data, { in: "personal" });

    expect(before).toBe(1);
    expect(privateTexts(team, "anna").filter((one) => one.includes(WAITING))).toHaveLength(1);
    expect(privateTexts(team, "anna")).toHaveLength(2);
    expect(wordsOn(card)).toContain("Vad blir det?");
    expect(replies(team)).toEqual([]);
    expect((await overview(team, "anna")).owed).toMatchObject([{ isOverdue: true }]);
    expect((await overview(team, "bo")).owed).toMatchObject([{ isOverdue: false }]);
  });

  it("does not remind the asker of an outcome that has been submitted", async () => {
    const team = await aMeetingPoll();
    await team.at(CLOSES);
    await decides(team, "anna", { outcome: "0" });

    await team.at(ANSWER_DUE);

    expect(privateTexts(team, "anna")).toHaveLength(1);
  });

  it("reminds the asker after the day that they named, and not before", async () => {
    const team = await aMeetingPoll();
    await team.at(CLOSES);
    const { pollId } = question(team);
    await team.as("anna").clicks(pollVerbs.moreTime, { pollId, day: "2026-02-10" }, { in: "personal" });

    await team.at(ANSWER_DUE);
    await team.at("2026-02-10T16:59:00+01:00");
    const before = privateTexts(team, "anna").length;
    await team.at("2026-02-10T17:00:00+01:00");
    const inTheEvening = privateTexts(team, "anna").length;
    await team.at("2026-02-11T08:00:00+01:00");
    await team.at("2026-02-12T12:00:00+01:00");

    expect([before, inTheEvening]).toEqual([1, 1]);
    expect(privateTexts(team, "anna").slice(1)).toEqual([expect.stringContaining(WAITING)]);
  });

  it("reminds the asker only once, even when they take more time afterwards", async () => {
    const team = await aMeetingPoll();
    await team.at(CLOSES);
    await team.at(ANSWER_DUE);
    const { pollId } = question(team);
    await team.as("anna").clicks(pollVerbs.moreTime, { pollId, day: "2026-02-10" }, { in: "personal" });

    await team.at("2026-02-11T08:00:00+01:00");
    await team.at("2026-02-20T08:00:00+01:00");

    expect(privateTexts(team, "anna").filter((one) => one.includes(WAITING))).toHaveLength(1);
  });

  it("lets the asker turn reminders off with one tap, and sends no more", async () => {
    const team = await aMeetingPoll();
    await team.at(CLOSES);
    await team.at(ANSWER_DUE);
    const off = press(privateCard(team, "anna"), "Påminn mig inte");
    const { error } = await team.as("anna").clicks(off.verb, off.data, { in: "personal" });
    await says(team, "anna", "fråga En till?");

    await team.at("2026-02-06T16:00:00+01:00");
    await team.at("2026-02-10T16:00:00+01:00");

    expect(off.verb).toBe(peopleVerbs.remindersOff);
    expect(error).toBeUndefined();
    expect(privateTexts(team, "anna").filter((one) => one.includes("Teamet väntar på besked om"))).toHaveLength(1);
    expect((await overview(team, "bo")).owed).toHaveLength(2);
  });

  it("does not remind the asker in a pressed week, but on the first morning after it", async () => {
    const team = await aMeetingPoll();
    await team.at(CLOSES);
    await markPressedWeeks(team, "2026-W06");

    await team.at(ANSWER_DUE);
    const inTheWeek = privateTexts(team, "anna").length;
    await team.at("2026-02-09T07:59:00+01:00");
    await team.at("2026-02-09T08:00:00+01:00");

    expect(inTheWeek).toBe(1);
    expect(privateTexts(team, "anna").slice(1)).toEqual([expect.stringContaining(WAITING)]);
  });

  it("does not remind the asker on a public holiday, but on the first working morning after it", async () => {
    const team = await aMonday({ now: "2026-04-27T09:00:00+02:00" });
    await says(team, "anna", "fråga Flytta mötet till 9?");
    await team.at("2026-04-28T16:00:00+02:00");
    const { pollId } = question(team);
    await team.as("anna").clicks(pollVerbs.moreTime, { pollId, day: "2026-04-30" }, { in: "personal" });

    await team.at("2026-05-01T10:00:00+02:00");
    await team.at("2026-05-03T10:00:00+02:00");
    const before = privateTexts(team, "anna").length;
    await team.at("2026-05-04T08:00:00+02:00");

    expect(before).toBe(1);
    expect(privateTexts(team, "anna").slice(1)).toEqual([expect.stringContaining(WAITING)]);
  });

  it("reminds the asker in working hours of their own time zone, not the team's", async () => {
    const team = await aMeetingPoll();
    const { verb, data } = { verb: peopleVerbs.savePreferences, data: { zone: "America/New_York" } };
    await team.as("anna").clicks(verb, data, { in: "personal" });
    await team.at(CLOSES);

    await team.at("2026-02-05T16:00:00+01:00");
    const at10InNewYork = privateTexts(team, "anna").length;
    await says(team, "anna", "fråga Flytta mötet till 9?");

    expect(at10InNewYork).toBe(2);
    await team.as("anna").clicks(verb, { zone: "Asia/Tokyo" }, { in: "personal" });
    await team.at("2026-02-06T16:00:00+01:00");
    await team.at("2026-02-10T16:00:00+01:00");
    const atMidnightInTokyo = privateTexts(team, "anna").length;
    await team.at("2026-02-11T00:00:00+01:00");
    await team.at("2026-02-12T00:00:00+01:00");
    expect(atMidnightInTokyo).toBe(3);
    expect(privateTexts(team, "anna").filter((one) => one.includes(WAITING))).toHaveLength(2);
  });

  it("reminds the asker once even when Teams is busy at that moment", async () => {
    const team = await aMeetingPoll();
    await team.at(CLOSES);
    team.teams.fail({ status: 503, times: 1 });

    await team.at(ANSWER_DUE);
    await team.at("2026-02-05T16:01:00+01:00");
    await team.at("2026-02-05T16:20:00+01:00");

    expect(privateTexts(team, "anna").filter((one) => one.includes(WAITING))).toHaveLength(1);
  });

  it("reminds the asker in their own language, or else in the team's", async () => {
    const team = await aMeetingPoll({ locale: "en" });
    await team.as("anna").clicks(peopleVerbs.savePreferences, { locale: "sv" }, { in: "personal" });
    await says(team, "bo", "ask Move it?");
    await team.at(CLOSES);

    await team.at(ANSWER_DUE);

    expect(privateTexts(team, "anna").at(-1)).toContain(WAITING);
    expect(privateTexts(team, "bo").at(-1)).toContain("The team is waiting to hear about: Move it?");
    expect(privateTexts(team, "bo").at(-1)).toContain("Don't remind me");
  });
});
