import { describe, expect, it } from "vitest";
import { aTeam, CHANNEL, fullName, idOf, TEAM } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  return { team: await aTeam({ features: [slice], ...parts }), ...reached };
}

describe("a click", () => {
  it("reaches its verb with who clicked and where, from what Teams vouches for", async () => {
    const { team, last } = await trial();

    await team.as("anna").clicks("trial/echo", { teamId: "19:another@thread.tacv2", a: 1 }, { activityId: "77" });

    expect(last()?.ctx).toMatchObject({
      tenantId: "11111111-1111-4111-8111-111111111111",
      actor: { id: idOf("anna"), name: fullName("anna") },
      team: { id: TEAM, conversationId: CHANNEL },
      locale: "sv",
      clicked: { conversationId: CHANNEL, activityId: "77" },
    });
    expect(last()?.data).toMatchObject({ a: 1 });
  });

  it("in a personal chat belongs to no team", async () => {
    const { team, last } = await trial();

    await team.as("anna").clicks("trial/echo", {}, { in: "personal" });

    expect(last()?.ctx.team).toBeUndefined();
  });

  it("in a thread belongs to the channel, and the card is found again in its thread", async () => {
    const { team, last } = await trial();
    const conversation = { id: `${CHANNEL};messageid=5`, conversationType: "channel" };

    await team.as("anna").clicks("trial/echo", {}, { activityId: "6", activity: { conversation } });

    expect(last()?.ctx.team?.conversationId).toBe(CHANNEL);
    expect(last()?.ctx.clicked).toEqual({ conversationId: `${CHANNEL};messageid=5`, activityId: "6" });
  });

  it("knows a person by their lower-case directory id, and by the roster's name where the client sends none", async () => {
    const { team, last } = await trial();
    const from = { id: "29:bo", aadObjectId: idOf("bo").toUpperCase() };

    await team.as("bo").clicks("trial/echo", {}, { activity: { from } });

    expect(last()?.ctx.actor).toEqual({ id: idOf("bo"), name: fullName("bo") });
  });

  it.each([
    ["sv-SE", "sv"],
    ["sv", "sv"],
    ["en-US", "en"],
    ["de-DE", "en"],
  ])("from a client that speaks %s is answered in %s", async (client, spoken) => {
    const { team, last } = await trial();

    await team.as("anna").clicks("trial/echo", {}, { locale: client });

    expect(last()?.ctx.locale).toBe(spoken);
  });

  it("is answered in Swedish where the client says nothing", async () => {
    const { team, last } = await trial();

    await team.as("anna").clicks("trial/echo", {}, { activity: { locale: undefined } });

    expect(last()?.ctx.locale).toBe("sv");
  });
});

describe("what a click is answered with", () => {
  it("a card is for the one who clicked alone: no call reaches Teams, also for a card with refresh, also afterwards", async () => {
    const { team } = await trial();
    await team.as("anna").clicks("trial/text", {});
    const before = team.teams.calls.length;

    const first = await team.as("anna").clicks("trial/echo", {});
    const second = await team.as("bo").clicks("trial/echo", {});

    expect(JSON.stringify(first.card)).toContain(`bara för ${fullName("anna")}`);
    expect(JSON.stringify(first.card)).toContain('"refresh"');
    expect(JSON.stringify(second.card)).toContain(`bara för ${fullName("bo")}`);
    expect(team.teams.calls).toHaveLength(before);
  });

  it.each([
    ["trial/text", "sparat"],
    ["trial/silent", "Klart."],
  ])("%s says %s", async (verb, said) => {
    const { team } = await trial();

    const answer = await team.as("anna").clicks(verb, {});

    expect(answer.body).toEqual({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: said,
    });
  });

  it.each([
    ["trial/refuse", {}, 400, "CANNOT_THANK_SELF", "Dig själv kan du inte tacka. Berätta gärna vad som blev klart!"],
    ["trial/strict", { words: "for long" }, 400, "WORDS_TOO_LONG", "Texten är för lång. Korta den till 500 tecken."],
    [
      "trial/gone",
      {},
      400,
      "UNKNOWN_ACTION",
      "Den här knappen fungerar inte längre. Skriv hjälp så visar jag vad som går.",
    ],
    [
      "toString",
      {},
      400,
      "UNKNOWN_ACTION",
      "Den här knappen fungerar inte längre. Skriv hjälp så visar jag vad som går.",
    ],
    ["trial/busy", {}, 500, "BUSY_TRY_AGAIN", "Det är mycket på gång just nu. Vänta några sekunder och försök igen."],
  ])("%s says no in words, over HTTP 200", async (verb, data, statusCode, code, message) => {
    const { team } = await trial();

    const answer = await team.as("anna").clicks(verb, data);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ statusCode, type: "application/vnd.microsoft.error", value: { code, message } });
  });

  it("a bug is one calm sentence with a number, and the log has that number and no words of anybody", async () => {
    const { team } = await trial();

    const answer = await team.as("anna").clicks("trial/bug", { words: "secret words of Anna" }, { locale: "en-GB" });

    expect(answer.status).toBe(200);
    expect(answer.error?.code).toBe("SOMETHING_BROKE");
    const [requestId] = /[0-9a-f-]{36}/.exec(answer.error?.message ?? "") ?? [];
    expect(requestId).toBeDefined();
    const line = team.logs().find((one) => one.includes('"teams.bug"')) ?? "";
    expect(line).toContain(String(requestId));
    expect(line).toContain('"class":"TypeError"');
    expect(line).toContain("a-slice.ts");
    expect(team.logs().join("")).not.toContain("secret");
    expect(team.logs().join("")).not.toContain(idOf("anna"));
  });

  it("twelve clicks at once are twelve answers", async () => {
    const { team, seen } = await trial();

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => team.as(i % 2 ? "anna" : "bo").clicks("trial/echo", { i })),
    );

    expect(answers.every(({ card }) => card !== undefined)).toBe(true);
    expect(seen).toHaveLength(12);
  });
});
