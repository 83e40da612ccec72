import { describe, expect, it } from "vitest";
import { fullName } from "../support/a-team.ts";
import { aTrialTeam, textOf } from "./a-trial-team.ts";

describe("a dialog form", () => {
  it("opens a form from the compose box without a message, in the client's language", async () => {
    const { team, last } = await aTrialTeam();

    const answer = await team.as("anna").opens("trial", { locale: "en-GB" });

    expect(answer.body).toMatchObject({ task: { value: { title: "Try" } } });
    expect(last()?.data).toEqual({ draft: undefined, sent: undefined, error: undefined });
  });

  it("answers a submitted form with a receipt in the dialog, and puts nothing into the compose box", async () => {
    const { team } = await aTrialTeam();

    const card = await team.as("anna").submits("trial", { verb: "trial/echo", words: "x" });
    const text = await team.as("anna").submits("trial", { verb: "trial/text" });
    const silent = await team.as("anna").submits("trial", { verb: "trial/silent" });

    expect(textOf(card.card)).toContain(`bara för ${fullName("anna")}`);
    expect(text.body).toEqual({ task: { type: "message", value: "sparat" } });
    expect(silent.body).toEqual({});
    expect(textOf([card, text, silent])).not.toContain("composeExtension");
    expect(team.channelPosts()).toEqual([]);
  });

  it("shows a refused form again with the draft and the reason", async () => {
    const { team, last } = await aTrialTeam();

    const data = { verb: "trial/strict", words: "far too long" };
    const answer = await team.as("anna").submits("trial", data, { about: { from: "bo", text: "hej" } });

    expect(answer.status).toBe(200);
    expect(last()?.data).toMatchObject({
      sent: data,
      error: "Texten är för lång. Korta den till 500 tecken.",
      draft: { about: { text: "hej" } },
    });
    expect(textOf(answer.card)).toContain("far too long");
  });

  it("answers a submitted form that meets a bug with one sentence", async () => {
    const { team } = await aTrialTeam();

    const answer = await team.as("anna").submits("trial", { verb: "trial/bug" });

    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Något gick fel hos oss.");
  });

  it("tells the person that the button no longer works when a form submits an unknown verb", async () => {
    const { team, last } = await aTrialTeam();

    await team.as("anna").submits("trial", { verb: "trial/gone" });

    expect(last()?.data).toMatchObject({
      error: "Den här knappen fungerar inte längre. Skriv ”hjälp” till mig så visar jag vad som går.",
    });
  });
});
