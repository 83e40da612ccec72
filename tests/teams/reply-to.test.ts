import { describe, expect, it } from "vitest";
import { isFromTargetedCard } from "#bot/teams/send-targeted.ts";
import { aTeam, idOf, userIdOf } from "../support/a-team.ts";
import { cardOf, filledIn, press, text } from "../support/cards.ts";

const realTeam = () => aTeam({ leaders: ["anna"] });

describe("a command written to Gnista alone", () => {
  it.each([
    "tack",
    "fråga",
    "inställningar",
    "mina uppgifter",
    "vårt team",
    "hjälp",
    "hej hopp",
    "fråga Pizza eller sushi?",
  ])("%s is answered to its writer alone, and nobody else sees or learns of it", async (words) => {
    const team = await realTeam();

    const { replies } = await team.as("bo").says(words, { isTargeted: true });
    await team.settle();

    expect(replies).toHaveLength(1);
    expect(team.sees("bo")).toMatchObject([{ onlyTo: userIdOf("bo") }]);
    expect(["anna", "cia"].map((who) => team.sees(who))).toEqual([[], []]);
    expect(team.teams.posts[0]?.versions[0]?.activity.entities).toEqual([
      { type: "targetedMessageInfo", messageId: expect.any(String) },
    ]);
  });

  it("a sure question is posted openly, and its writer alone is told when it closes", async () => {
    const team = await realTeam();

    await team.as("bo").says("fråga Flytta mötet till 9?", { isTargeted: true });
    await team.settle();

    expect(text(team.sees("cia"))).toContain("Flytta mötet till 9?");
    expect(team.sees("cia")).toHaveLength(1);
    expect(text(team.sees("bo").filter(({ onlyTo }) => onlyTo))).toContain("Frågan ställs i kanalen.");
  });

  it("a used form is withdrawn, and its sender reads the outcome as a message", async () => {
    const team = await realTeam();
    await team.where("cia", { wants: "openly" });
    const { replies } = await team.as("bo").says("tack @cia för hjälpen", { isTargeted: true });
    const form = cardOf(replies[0]);

    const send = press(form, "Tacka öppet", filledIn(form));
    const { body } = await team.as("bo").clicks(send.verb, send.data, { activityId: replies[0]?.id });
    await team.settle();

    expect(body).toMatchObject({ type: "application/vnd.microsoft.activity.message" });
    expect(text(body)).toContain("Det läggs i kanalen.");
    expect(text(team.sees("anna"))).toContain("Bo Berg tackar Cia Ceder");
    expect(team.teams.posts.filter(({ onlyTo }) => onlyTo)).toEqual([]);
  });

  it("a refused form stays with all that was put in, and the message says what is missing", async () => {
    const team = await realTeam();
    const { replies } = await team.as("bo").says("tack", { isTargeted: true });
    const send = press(cardOf(replies[0]), "Tacka privat", { recipients: idOf("cia"), words: "" });

    const { error } = await team.as("bo").clicks(send.verb, send.data, { activityId: replies[0]?.id });
    await team.settle();

    expect(error?.code).toBe("WORDS_MISSING");
    expect(team.sees("bo")).toMatchObject([{ id: replies[0]?.id, versions: [{}] }]);
  });

  it("an answer of a button on it stays for its reader alone, and its own buttons do too", async () => {
    const team = await realTeam();
    const { replies } = await team.as("bo").says("hjälp", { isTargeted: true });
    const open = press(cardOf(replies[0]), "Tack");

    const form = (await team.as("bo").clicks(open.verb, open.data, { activityId: replies[0]?.id })).card;

    expect(isFromTargetedCard(press(form, "Tacka privat").data)).toBe(true);
    expect(team.teams.posts).toHaveLength(1);
  });

  it("a refusal is told to its writer alone", async () => {
    const team = await realTeam();

    await team.as("bo").says(`fråga ${"x".repeat(400)}?`, { isTargeted: true });

    expect(team.sees("bo")).toMatchObject([{ onlyTo: userIdOf("bo"), text: expect.stringContaining("240") }]);
    expect(team.sees("anna")).toEqual([]);
  });

  it.each([true, false])(
    "is answered in the person's chat where Teams refuses, never in the channel (chat: %s)",
    async (isReachable) => {
      const team = await realTeam();
      Object.assign(team.teams, { takesTargeted: false });
      if (!isReachable) {
        team.cannotReach("bo");
      }

      const { status } = await team.as("bo").says("mina uppgifter", { isTargeted: true });

      expect(status).toBe(200);
      expect(team.personalPosts("bo")).toHaveLength(isReachable ? 1 : 0);
      expect(team.channelPosts()).toEqual([]);
    },
  );

  it("acts once when Teams delivers it twice at the same time", async () => {
    const team = await realTeam();

    await team.as("bo").says("fråga Flytta mötet till 9?", { isTargeted: true, times: 2 });
    await team.settle();

    expect(team.channelPosts().filter(({ onlyTo }) => onlyTo === undefined)).toHaveLength(1);
    expect(team.sees("bo").filter(({ onlyTo }) => onlyTo)).toHaveLength(1);
  });
});
