import { describe, expect, it } from "vitest";
import { fullName } from "../support/a-team.ts";
import { filledIn } from "../support/cards.ts";
import { aTrialTeam, textOf } from "./a-trial-team.ts";

describe("a dialog form", () => {
  it("opens a form from the compose box without a message, in the client's language", async () => {
    const { team, last } = await aTrialTeam();

    const answer = await team.as("anna").opens("trial", { locale: "en-GB" });

    expect(answer.body).toMatchObject({ task: { value: { title: "Try" } } });
    expect(last()?.data).toEqual({ draft: undefined });
  });

  it("answers a submitted form with a receipt in the dialog, or closes it, and puts nothing into the compose box", async () => {
    const { team } = await aTrialTeam();

    const card = await team.as("anna").submits("trial", { verb: "trial/echo", words: "x" });
    const text = await team.as("anna").submits("trial", { verb: "trial/text" });
    const silent = await team.as("anna").submits("trial", { verb: "trial/silent" });
    const repetition = await team.as("anna").submits("trial", { verb: "trial/repeat" });

    expect(textOf(card.card)).toContain(`bara för ${fullName("anna")}`);
    expect(text.body).toEqual({ task: { type: "message", value: "sparat" } });
    expect(silent).toMatchObject({ status: 200, body: undefined });
    expect(repetition).toMatchObject({ status: 200, body: undefined });
    expect(textOf([card, text, silent])).not.toContain("composeExtension");
    expect(team.channelPosts()).toEqual([]);
  });

  it("shows a refused form again with the draft and the reason", async () => {
    const { team, last } = await aTrialTeam();

    const data = { verb: "trial/strict", words: "far too long" };
    const answer = await team.as("anna").submits("trial", data, { about: { from: "bo", text: "hej" } });

    expect(answer.status).toBe(200);
    expect(last()?.data).toMatchObject({ draft: { about: { text: "hej" } } });
    expect(answer.text).toBe("Texten är för lång. Korta den till 500 tecken.");
    expect(filledIn(answer.card)).toEqual({ words: "far too long" });
  });

  it.each([
    ["a bug", "trial/bug", "Något gick fel hos oss."],
    ["a busy store", "trial/busy", "Det är mycket på gång just nu."],
  ])("keeps what was put in when a submitted form meets %s", async (_, verb, said) => {
    const { team } = await aTrialTeam();

    const answer = await team.as("anna").submits("trial", { verb, words: "mina ord" });

    expect(answer.status).toBe(200);
    expect(answer.text).toContain(said);
    expect(filledIn(answer.card)).toEqual({ words: "mina ord" });
  });

  it("tells the person that the button no longer works when a form submits an unknown verb", async () => {
    const { team } = await aTrialTeam();

    const { text } = await team.as("anna").submits("trial", { verb: "trial/gone" });

    expect(text).toBe("Den här knappen fungerar inte längre. Skriv ”hjälp” till mig så visar jag vad som går.");
  });
});
