import { describe, expect, it } from "vitest";
import { idOf } from "../support/a-team.ts";
import { aTrialTeam } from "./a-trial-team.ts";

describe("the answer to a click", () => {
  it.each([
    ["trial/text", "sparat"],
    ["trial/silent", "Klart."],
  ])("answers a click on %s with the message %s", async (verb, text) => {
    const { team } = await aTrialTeam();

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
      "Den här knappen fungerar inte längre. Skriv ”hjälp” till mig så visar jag vad som går.",
    ],
    [
      "toString",
      {},
      400,
      "UNKNOWN_ACTION",
      "Den här knappen fungerar inte längre. Skriv ”hjälp” till mig så visar jag vad som går.",
    ],
    ["trial/busy", {}, 500, "BUSY_TRY_AGAIN", "Det är mycket på gång just nu. Vänta några sekunder och försök igen."],
  ])(
    "answers a refused click on %s with HTTP 200, an error code and a text",
    async (verb, data, statusCode, code, message) => {
      const { team } = await aTrialTeam();

      const answer = await team.as("anna").clicks(verb, data);

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ statusCode, type: "application/vnd.microsoft.error", value: { code, message } });
    },
  );

  it("answers a bug with one sentence and a request id, and logs that id without the person's words", async () => {
    const { team } = await aTrialTeam();

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
});
