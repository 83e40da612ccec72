import { describe, expect, it } from "vitest";
import { aTeam, CHANNEL, fullName, idOf, TEAM } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  return { team: await aTeam({ features: [slice], ...parts }), ...reached };
}

describe("a click", () => {
  it("a click passes its verb the actor, team and card that Teams vouches for, not those in its data", async () => {
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

  it("a click in a personal chat belongs to no team", async () => {
    const { team, last } = await trial();

    await team.as("anna").clicks("trial/echo", {}, { in: "personal" });

    expect(last()?.ctx.team).toBeUndefined();
  });

  it("a click in a thread belongs to the channel, and its card is addressed in the thread", async () => {
    const { team, last } = await trial();
    const conversation = { id: `${CHANNEL};messageid=5`, conversationType: "channel" };

    await team.as("anna").clicks("trial/echo", {}, { activityId: "6", activity: { conversation } });

    expect(last()?.ctx.team?.conversationId).toBe(CHANNEL);
    expect(last()?.ctx.clicked).toEqual({ conversationId: `${CHANNEL};messageid=5`, activityId: "6" });
  });

  it("a click identifies its actor by lower-case directory id, and takes the name from the roster when the client sends none", async () => {
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
  ])("a click from a client with the locale %s is answered in %s", async (client, expectedLocale) => {
    const { team, last } = await trial();

    await team.as("anna").clicks("trial/echo", {}, { locale: client });

    expect(last()?.ctx.locale).toBe(expectedLocale);
  });

  it("a click without a locale is answered in Swedish", async () => {
    const { team, last } = await trial();

    await team.as("anna").clicks("trial/echo", {}, { activity: { locale: undefined } });

    expect(last()?.ctx.locale).toBe("sv");
  });
});

describe("the answer to a click", () => {
  it("answers a click with a card for the actor alone, without any call to Teams, also when the card has a refresh", async () => {
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
  ])("answers a click on %s with the message %s", async (verb, text) => {
    const { team } = await trial();

    const answer = await team.as("anna").clicks(verb, {});

    expect(answer.body).toEqual({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: text,
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
  ])(
    "answers a refused click on %s with HTTP 200, an error code and a text",
    async (verb, data, statusCode, code, message) => {
      const { team } = await trial();

      const answer = await team.as("anna").clicks(verb, data);

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ statusCode, type: "application/vnd.microsoft.error", value: { code, message } });
    },
  );

  it("answers a bug with one sentence and a request id, and logs that id without the person's words", async () => {
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

  it("answers each of twelve simultaneous clicks with a card", async () => {
    const { team, seen } = await trial();

    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => team.as(i % 2 ? "anna" : "bo").clicks("trial/echo", { i })),
    );

    expect(answers.every(({ card }) => card !== undefined)).toBe(true);
    expect(seen).toHaveLength(12);
  });
});
