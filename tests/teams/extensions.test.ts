import { describe, expect, it } from "vitest";
import { aTeam, fullName, idOf, TEAM } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  return { team: await aTeam({ features: [slice], ...parts }), ...reached };
}

const textOf = (card: unknown) => JSON.stringify(card);

describe("a dialog form", () => {
  it("opens a form with the plain text and the author of the message it is about", async () => {
    const { team, last } = await trial();

    const about = { from: "bo", text: "<b>Bygget</b> &amp; testet<br>är <i>lagat</i>" };
    const answer = await team.as("anna").opens("trial", { about });

    expect(answer.body).toMatchObject({
      task: {
        type: "continue",
        value: { title: "Prova", card: { contentType: "application/vnd.microsoft.card.adaptive" } },
      },
    });
    expect(last()?.data).toMatchObject({
      draft: { about: { from: { id: idOf("bo"), name: fullName("bo") }, text: "Bygget & testet\när lagat" } },
    });
    expect(last()?.ctx.team?.id).toBe(TEAM);
  });

  it("opens a form from the compose box without a message, in the client's language", async () => {
    const { team, last } = await trial();

    const answer = await team.as("anna").opens("trial", { locale: "en-GB" });

    expect(answer.body).toMatchObject({ task: { value: { title: "Try" } } });
    expect(last()?.data).toEqual({ draft: undefined, sent: undefined, error: undefined });
  });

  it("opens a form about a message by a bot, without an author", async () => {
    const { team, last } = await trial();
    const value = {
      commandId: "trial",
      messagePayload: { body: { content: "hej" }, from: { application: { id: "x" } } },
    };

    await team.as("anna").opens("trial", { activity: { value } });

    expect(last()?.data).toMatchObject({ draft: { about: { from: undefined, text: "hej" } } });
  });

  it("answers a submitted form with a receipt in the dialog, and puts nothing into the compose box", async () => {
    const { team } = await trial();

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
    const { team, last } = await trial();

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
    const { team } = await trial();

    const answer = await team.as("anna").submits("trial", { verb: "trial/bug" });

    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Något gick fel hos oss.");
  });

  it("tells the person that the button no longer works when a form submits an unknown verb", async () => {
    const { team, last } = await trial();

    await team.as("anna").submits("trial", { verb: "trial/gone" });

    expect(last()?.data).toMatchObject({
      error: "Den här knappen fungerar inte längre. Skriv hjälp så visar jag vad som går.",
    });
  });
});

describe("a chat without Gnista", () => {
  it("offers to add Gnista, in the person's language, and calls no feature", async () => {
    const { team, seen, installed } = await trial({ isNotInstalled: true });

    const answer = await team.as("anna").opens("trial", { locale: "en-GB" });

    expect(answer.body).toMatchObject({ task: { type: "continue", value: { title: "Add Gnista" } } });
    expect(textOf(answer.card)).toContain("Gnista isn't in this chat or channel yet.");
    expect(textOf(answer.card)).toContain('"msteams":{"justInTimeInstall":true}');
    expect(seen).toEqual([]);
    expect(installed).toEqual([]);
  });

  it("opens the form with its message after Gnista is added", async () => {
    const { team, last, installed } = await trial({ isNotInstalled: true });
    const offered = await team.as("anna").opens("trial", { about: { from: "bo", text: "Bygget är lagat" } });
    const [button] = (offered.card as { actions: { type: string; data: object }[] }).actions;
    expect(button?.type).toBe("Action.Submit");

    team.seats(true);
    const answer = await team.as("anna").submits("trial", button?.data);

    expect(answer.body).toMatchObject({ task: { type: "continue", value: { title: "Prova" } } });
    expect(last()?.data).toMatchObject({
      draft: { about: { from: { id: idOf("bo"), name: fullName("bo") }, text: "Bygget är lagat" } },
    });
    expect(installed).toHaveLength(1);
  });

  it("offers to add Gnista again when Teams has not added it", async () => {
    const { team, seen } = await trial({ isNotInstalled: true });

    const answer = await team.as("anna").submits("trial", { msteams: { justInTimeInstall: true } });

    expect(textOf(answer.card)).toContain("justInTimeInstall");
    expect(seen).toEqual([]);
  });

  it("answers that it is busy, instead of offering to add Gnista, when Teams answers 429", async () => {
    const { team } = await trial();
    await team.has(["anna", "bo"]);
    team.teams.fail({ status: 429, times: 9, fits: ({ path }) => path.endsWith("pagedmembers") });

    const answer = await team.skippingWaits(() => team.as("anna").opens("trial"));

    expect(answer.text).toBe("Det är mycket på gång just nu. Vänta några sekunder och försök igen.");
  });
});
