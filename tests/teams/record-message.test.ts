import { describe, expect, it } from "vitest";
import { aMonday, questionsIn } from "../features/polls/a-question.ts";
import type { SayOptions, Team, TeamParts } from "../support/a-team.ts";
import { text } from "../support/cards.ts";

/** Sends the new text of a message, as Teams does after an edit. */
const editMessage = (
  team: Team,
  id: string,
  words: string,
  eventType = "editMessage",
  more: object = {},
  options: SayOptions = {},
) => {
  const { channelData } = team.activityOf("anna", { isPersonal: options.inPersonalChat ?? false });
  return team.as("anna").says(words, {
    ...options,
    activityId: id,
    activity: { type: "messageUpdate", channelData: { ...channelData, eventType }, ...more },
  });
};

async function aTeamWithMessage(words: string, parts: TeamParts = {}) {
  const team = await aMonday(parts);
  const { id } = await team.as("anna").says(words);
  await team.settle();
  const questionCount = async () => {
    await team.settle();
    return questionsIn(team).length;
  };
  return { team, id, questionCount };
}

it("an edited message calls its command once, however often Teams delivers it, when the first text called no command", async () => {
  const { team, id, questionCount } = await aTeamWithMessage("frga Flytta mötet till 9?");
  expect(await questionCount()).toBe(0);

  await editMessage(team, id, "fråga Flytta mötet till 9?");
  await editMessage(team, id, "fråga Flytta mötet till 9?");
  await editMessage(team, id, "fråga Flytta mötet till 10?");

  expect(await questionCount()).toBe(1);
  expect(text(questionsIn(team)[0]?.card)).toContain("Flytta mötet till 9?");
});

it("an edited message does nothing when the first text was understood", async () => {
  const { team, id, questionCount } = await aTeamWithMessage("fråga Flytta mötet till 9?");

  const { replies } = await editMessage(team, id, "fråga Flytta mötet till 10?");

  expect(await questionCount()).toBe(1);
  expect(replies).toEqual([]);
});

it("an edited message that still calls no command is not answered again", async () => {
  const { team, id } = await aTeamWithMessage("frga Flytta mötet?");

  expect((await editMessage(team, id, "frgaa Flytta mötet?")).replies).toEqual([]);
});

it.each(["softDeleteMessage", "undeleteMessage"])("a message update of the kind %s does nothing", async (kind) => {
  const { team, id, questionCount } = await aTeamWithMessage("frga Flytta mötet?");

  const { status, replies } = await editMessage(team, id, "fråga Flytta mötet?", kind);

  expect([status, replies, await questionCount()]).toEqual([200, [], 0]);
});

it("an edited message does nothing when only its formatting changed", async () => {
  const { team, id, questionCount } = await aTeamWithMessage("fråga Flytta mötet till 9?");
  await team.at("2026-02-02T09:05:00+01:00");

  const { replies } = await editMessage(team, id, "fråga Flytta mötet till 9?", "editMessage", {
    attachments: [{ contentType: "text/html", content: "<p>fråga <b>Flytta</b> mötet till 9?</p>" }],
  });

  expect([replies, await questionCount()]).toEqual([[], 1]);
});

it("of two edits that call different commands only the first one runs", async () => {
  const { team, id, questionCount } = await aTeamWithMessage("frga Flytta mötet?");
  await editMessage(team, id, "tack");

  const { replies } = await editMessage(team, id, "fråga Flytta mötet?");

  expect([replies, await questionCount()]).toEqual([[], 0]);
});

/** An id as Teams gives one to a message: the time at which it was written. */
const idAt = (team: Team, hoursAgo: number) => String(team.now().getTime() - hoursAgo * 3_600_000);

describe("an edited message whose first text Gnista never received", () => {
  it.each([
    ["a channel", {}, {}],
    ["a group chat", { kind: "groupChat" }, {}],
    ["the personal chat", {}, { inPersonalChat: true }],
  ] as const)("runs like a new message, once, in %s", async (_, parts, options) => {
    const { team, questionCount } = await aTeamWithMessage("tack", parts);
    const id = idAt(team, 20);

    for (let delivery = 0; delivery < 3; delivery++) {
      await editMessage(team, id, "fråga Flytta mötet till 9?", "editMessage", {}, options);
    }
    await editMessage(team, id, "fråga Flytta mötet till 10?", "editMessage", {}, options);
    const { replies } = await editMessage(team, id, "tack", "editMessage", {}, options);

    expect(await questionCount()).toBe(1);
    expect(text(questionsIn(team)[0]?.card)).toContain("Flytta mötet till 9?");
    expect(replies).toEqual([]);
  });

  it("is answered with help when it calls no command, and the command of its next text runs", async () => {
    const { team, questionCount } = await aTeamWithMessage("tack");
    const id = idAt(team, 1);

    const first = await editMessage(team, id, "frga Flytta mötet?");
    const again = await editMessage(team, id, "frga Flytta mötet?");
    await editMessage(team, id, "fråga Flytta mötet?");

    expect(text(first.replies)).toContain("Det där kände jag inte igen");
    expect(again.replies).toEqual([]);
    expect(await questionCount()).toBe(1);
  });

  it.each([
    ["is a day old, when Gnista may have answered it", (team: Team) => idAt(team, 23.5), "@Gnista"],
    ["is years old", () => "1600000000001", "@Gnista"],
    ["is from a time to come", (team: Team) => idAt(team, -1), "@Gnista"],
    ["has an id that is no time", () => "f:5f2a", "@Gnista"],
    ["does not mention Gnista", (team: Team) => idAt(team, 1), ""],
  ] as const)("does nothing when the message %s", async (_, idIn, mention) => {
    const { team, questionCount } = await aTeamWithMessage("tack");
    const words = "fråga Flytta mötet till 9?";
    const unmentioned = mention === "" ? { text: words, entities: [] } : {};

    const { status, replies } = await editMessage(team, idIn(team), words, "editMessage", unmentioned);

    expect([status, replies, await questionCount()]).toEqual([200, [], 0]);
  });

  it("acts once when the first text called no command and arrives at the same time", async () => {
    for (let race = 0; race < 8; race++) {
      const { team, questionCount } = await aTeamWithMessage("hjälp");
      const id = idAt(team, 0);
      const edited = () => editMessage(team, id, "fråga Fika?");

      const first = team.as("anna").says("frga Fika?", { activityId: id });
      await Promise.all(race % 2 === 0 ? [first, edited()] : [edited(), first]);
      await team.at("2026-02-02T09:01:00+01:00");
      await edited();

      expect(await questionCount()).toBe(1);
    }
  });

  describe.each(["fråga Flytta mötet till 10?", "tack"])("and whose first text, %s, still arrives", (first) => {
    it("acts once when both arrive at the same time, the first text twice", async () => {
      const { team, questionCount } = await aTeamWithMessage("hjälp");
      const id = idAt(team, 0);
      team.teams.clear();

      await Promise.all([
        editMessage(team, id, "fråga Fika?"),
        team.as("anna").says(first, { activityId: id, times: 2 }),
      ]);

      expect(await questionCount()).toBeLessThanOrEqual(1);
      expect(team.channelPosts()).toHaveLength(1);
    });

    it("acts once when the first text arrives after the edited one", async () => {
      const { team, questionCount } = await aTeamWithMessage("hjälp");
      const id = idAt(team, 0);
      team.teams.clear();

      await editMessage(team, id, "fråga Fika?");
      const { replies } = await team.as("anna").says(first, { activityId: id });

      expect(replies).toEqual([]);
      expect(await questionCount()).toBe(1);
      expect(text(questionsIn(team)[0]?.card)).toContain("Fika?");
      expect(team.channelPosts()).toHaveLength(1);
    });
  });
});
