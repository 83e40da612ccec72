import { describe, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aCrowd, answersOf, aTeamThatMeets } from "../days-of-meetings.ts";

const { answer, close } = roundVerbs;

describe("a closing round (Avrundning)", () => {
  const nothing = { shows: "nothing" };

  it("shows the figure of four meetings on different days together, and uses each meeting for one figure only", async () => {
    const days = await aTeamThatMeets();
    const figures: unknown[] = [];

    for (let meeting = 0; meeting < 9; meeting++) {
      await days.opens(aCrowd);
      // Everyone changes their answer once.
      await days.starts("closing");
      for (const [nth, who] of aCrowd.entries()) {
        expect(await days.does(who, answer, { heard: 1 })).toBe("done");
        expect(await days.does(who, answer, { heard: 3 + (nth % 3) })).toBe("done");
      }
      expect(await days.does("anna", close)).toBe("done");
      expect(await days.does("bo", answer, { heard: 1 })).toBe("ROUND_OVER");
      await days.team.settle();
      figures.push(await days.figure());
      await days.sleeps();
    }

    const mean = { shows: "mean", mean: 4, answers: 48 };
    expect(figures).toEqual([nothing, nothing, nothing, mean, mean, mean, mean, mean, mean]);
  });

  it("does not count a meeting with four answers, and counts one meeting a day", async () => {
    const days = await aTeamThatMeets();
    const meets = async (people: readonly string[]) => {
      await days.opens(aCrowd);
      await days.closes(answersOf(people, () => 3));
    };
    for (let day = 0; day < 3; day++) {
      await meets(aCrowd);
      await meets(aCrowd);
      await days.sleeps();
    }
    await meets(aCrowd.slice(0, 4));
    const afterFour = await days.figure();
    await meets(aCrowd.slice(0, 5));

    expect(afterFour).toEqual(nothing);
    expect(await days.figure()).toEqual({ shows: "nearlyAll", heard: 3, answers: 3 * 12 + 5 });
  });

  it("shows no figure before ten people have answered, however often nine do", async () => {
    const days = await aTeamThatMeets();
    for (let day = 0; day < 6; day++) {
      await days.opens(aCrowd);
      await days.closes(answersOf(aCrowd.slice(0, 9), (nth) => 1 + (nth % 5)));
      await days.sleeps();
    }
    const ofNine = await days.figure();
    await days.opens(aCrowd);
    await days.closes(answersOf(aCrowd.slice(5, 10), () => 3));

    expect(ofNine).toEqual(nothing);
    expect(await days.figure()).toMatchObject({ shows: "mean", answers: 6 * 9 + 5 });
  });
});
