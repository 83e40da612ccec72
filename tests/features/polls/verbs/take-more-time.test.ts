import { describe, expect, it } from "vitest";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { press } from "../../../support/cards.ts";
import { aClosedPoll, decides, privateCard, question, replies, wordsOn } from "../a-question.ts";

describe("the outcome of a poll", () => {
  it("lets the asker take more time with one tap, shows the day on the card, and accepts the outcome later", async () => {
    const team = await aClosedPoll();
    const later = press(privateCard(team, "anna"), "Säg vilken dag", { day: "2026-02-10" });

    const { card } = await team.as("anna").clicks(later.verb, later.data, { in: "personal" });
    await team.settle();
    const put = question(team).words;
    await decides(team, "anna", { outcome: "1" });

    expect(wordsOn(card)).toContain("Anna Ask behöver mer tid. Besked tisdag 10 februari.");
    expect(put).toContain("Anna Ask behöver mer tid. Besked tisdag 10 februari.");
    expect(replies(team)).toHaveLength(2);
    expect(question(team).words).toContain("Så blir det: Frukt");
  });

  it.each([
    ["no day", "", "Välj dagen då beskedet kommer.", "Choose the day when the answer will come."],
    ["a day that has been", "2026-02-02", "Tiden har redan varit.", "That time has passed."],
    ["a day far away", "2026-12-24", "Välj en dag inom 60 dagar.", "Choose a day within 60 days."],
    ["what is not a day", "2026-02-30", "Det här gick inte att läsa.", "This couldn't be read."],
  ])("refuses to take more time until %s", async (_, day, sv, en) => {
    const team = await aClosedPoll();
    const about = { pollId: question(team).pollId, day };

    expect((await team.as("anna").clicks(pollVerbs.moreTime, about)).text).toContain(sv);
    expect((await team.as("anna").clicks(pollVerbs.moreTime, about, { locale: "en-GB" })).text).toContain(en);
    expect(question(team).words).toContain("Besked från Anna Ask");
  });
});

describe("the days that the card for deciding offers", () => {
  it("tells card and thread the next working day after two taps, and moves the one reply when the day changes", async () => {
    const team = await aClosedPoll();
    const card = privateCard(team, "anna");
    const tomorrow = press(card, "I morgon");

    await team.as("anna").clicks(tomorrow.verb, tomorrow.data, { in: "personal" });
    await team.settle();
    const first = [question(team).words, ...replies(team)];
    const friday = press(privateCard(team, "anna"), "Fredag");
    await team.as("anna").clicks(friday.verb, friday.data, { in: "personal" });
    await team.settle();

    expect(first).toEqual([
      expect.stringContaining("Anna Ask behöver mer tid. Besked i morgon."),
      "Anna Ask behöver mer tid. Besked onsdag 4 februari.",
    ]);
    expect(question(team).words).toContain("Anna Ask behöver mer tid. Besked fredag 6 februari.");
    expect(replies(team)).toEqual(["Anna Ask behöver mer tid. Besked fredag 6 februari."]);
  });

  it("means the day after the press, also on a card that has lain for days", async () => {
    const team = await aClosedPoll();
    const { verb, data } = press(privateCard(team, "anna"), "I morgon");
    await team.at("2026-02-05T09:00:00+01:00");

    await team.as("anna").clicks(verb, data, { in: "personal" });
    await team.settle();

    expect(replies(team)).toEqual(["Anna Ask behöver mer tid. Besked fredag 6 februari."]);
  });

  it("the reply in the thread names the decider in the team's language, whoever postponed the decision", async () => {
    const team = await aClosedPoll({ locale: "en", leaders: ["cia"] });
    const { pollId } = question(team);

    await team.as("cia").clicks(pollVerbs.moreTime, { pollId, day: "friday" });
    await team.settle();

    expect(replies(team)).toEqual(["Anna Ask needs more time and will tell you by Friday 6 February."]);
  });
});
