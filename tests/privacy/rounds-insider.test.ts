import { describe, expect, it } from "vitest";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { aMeeting } from "../features/rounds/a-meeting.ts";
import { aCrowd } from "../features/rounds/days-of-meetings.ts";

/* Attacks by a member of the team, who may start rounds, join them, and read every figure and reply. */

const { answer, close, reveal, write } = roundVerbs;

describe("an insider in the team", () => {
  it("an insider who holds ten closing rounds with one other person in one sitting reads no figure of that person's answers", async () => {
    const meeting = await aMeeting(["anna", "bo"], { members: aCrowd });
    const { team, starts, does } = meeting;

    for (let round = 0; round < 10; round++) {
      await starts("anna", "closing");
      await does("bo", answer, { heard: 2 });
      await does("anna", close);
      await team.settle();
    }

    expect((await team.as("anna").asks("/teams/:team/heard")).body).toEqual({ shows: "nothing" });
  });

  it("an insider who reveals a written round early learns neither a text nor how many there are", async () => {
    const replies: unknown[] = [];
    for (const writers of [["bo"], ["bo", "cia", "dan"], ["bo", "cia", "dan", "eva"]]) {
      const { team, starts, does, panel } = await aMeeting(["anna", "bo", "cia", "dan", "eva", "filip"]);
      await starts("anna", "writing");
      for (const who of writers) {
        await does(who, write, { text: `Hemligt av ${who}` });
      }

      const reply = await does("anna", reveal);
      await team.settle();

      replies.push([reply, panel("anna").sent.filter((view) => /Hemligt/.test(view))]);
    }
    expect(replies).toEqual(Array(3).fill(["done", []]));
  });
});
