import { describe, expect, it } from "vitest";
import { aClosedPoll, asks, decides, overview } from "../a-question.ts";

describe("the outcome of a poll", () => {
  it("the tab lists a poll without an outcome first, and among the decided ones afterwards", async () => {
    const team = await aClosedPoll();
    await asks(team, "bo", { question: "En till?" });
    const owed = await overview(team, "eva");

    await decides(team, "anna", { outcome: "0" });
    const teamPage = await overview(team, "anna");

    expect(Object.keys(owed).indexOf("owed")).toBeLessThan(Object.keys(owed).indexOf("open"));
    expect(owed.owed).toMatchObject([{ question: "Vad tar vi till fikat?", state: "closed", isMine: false }]);
    expect(owed.open).toMatchObject([{ question: "En till?" }]);
    expect(teamPage.owed).toEqual([]);
    expect(teamPage.decided).toMatchObject([{ outcome: "Bulle", why: "För att ni sa så.", isMine: true }]);
  });
});
