import { describe, expect, it } from "vitest";
import { teamPartition } from "#bot/kernel/settings.ts";
import { RUN_COMMAND } from "#bot/teams/run-command.ts";
import { aTeam, fullName, idOf, memberOf, personalChatOf, TEAM } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press, text } from "../support/cards.ts";

const titles = (card: unknown) => objectsIn(card).flatMap(({ title }) => (typeof title === "string" ? [title] : []));

describe("the buttons of help", () => {
  it.each([false, true])(
    "every button opens its command for the person who presses it, and the help card stays (personal chat: %s)",
    async (inPersonalChat) => {
      const team = await aTeam({ leaders: ["anna"] });
      const { replies } = await team.as("anna").says("hjälp", { inPersonalChat });
      const [help] = replies;
      const buttons = titles(cardOf(help));
      expect(buttons).toEqual(["Tack", "Fråga", "Inställningar", "Mina uppgifter", "Vårt team"]);
      team.teams.clear();

      const answers = await Promise.all(
        buttons.map(async (title) => {
          const { verb, data } = press(cardOf(help), title);
          const where = inPersonalChat ? ({ in: "personal" } as const) : {};
          return text((await team.as("bo").clicks(verb, data, { ...where, activityId: help?.id })).card);
        }),
      );

      const shown = ["Tacka privat", "Vem avgör?", "Inställningar", "Mina uppgifter", "Teamets inställningar"];
      for (const [index, expected] of shown.entries()) {
        expect(answers[index]).toContain(expected);
      }
      await team.settle();
      expect(team.teams.calls.filter(({ method }) => method !== "GET")).toEqual([]);
    },
  );

  it("a question from a form opened by help is posted, and the help card in the channel stays as it was", async () => {
    const team = await aTeam();
    const { replies } = await team.as("anna").says("hjälp");
    const open = press(cardOf(replies[0]), "Fråga");
    const form = (await team.as("bo").clicks(open.verb, open.data, { activityId: replies[0]?.id })).card;

    const send = press(form, "Fråga", { ...filledIn(form), question: "Flytta mötet till 9?" });
    await team.as("bo").clicks(send.verb, send.data, { activityId: replies[0]?.id });
    await team.settle();

    expect(text(team.channelPosts())).toContain("Flytta mötet till 9?");
    expect(team.channelPosts()[0]?.versions).toHaveLength(1);
  });

  it("asks in the personal chat which team is meant when there are several", async () => {
    const team = await aTeam();
    await team.as("anna").says("vårt team");
    const item = await team.store.get<object>(teamPartition(TEAM), "team");
    const other = { ...item?.data, id: "19:other@thread.tacv2", name: "Andra laget" };
    await team.store.write(teamPartition(other.id), [{ kind: "put", id: "team", data: other }]);
    await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: `in|${other.id}`, data: { name: other.name } }]);
    team.teams.room(other.id, [memberOf("anna", fullName("anna"))]);

    const { card } = await team.as("anna").clicks(RUN_COMMAND, { command: "tack" }, { in: "personal" });

    expect(titles(card)).toEqual(["Andra laget", "Laget"]);
  });

  it.each([
    ["a command that does not exist", { command: "sudo" }, "Den här knappen fungerar inte längre."],
    ["no command", {}, ""],
  ])("refuses %s", async (_, data, words) => {
    const team = await aTeam();

    const answer = await team.as("anna").clicks(RUN_COMMAND, data, { in: "personal" });

    expect(answer.error).toBeDefined();
    expect(text(answer.error)).toContain(words);
  });

  it("refuses a person who shares no team with Gnista, and says where to begin", async () => {
    const team = await aTeam();
    team.teams.room(personalChatOf("zoe"), [memberOf("zoe", fullName("zoe"))]);

    const { error } = await team.as("zoe").clicks(RUN_COMMAND, { command: "tack" }, { in: "personal" });

    expect(text(error)).toContain("Jag är inte med i något av dina team än.");
  });
});
