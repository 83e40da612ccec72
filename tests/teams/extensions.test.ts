import { describe, expect, it } from "vitest";
import { plainText } from "#bot/teams/plain-text.ts";
import { aTeam, fullName, idOf, TEAM } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

async function trial(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  return { team: await aTeam({ features: [slice], ...parts }), ...reached };
}

const textOf = (card: unknown) => JSON.stringify(card);

describe("a form in a dialog", () => {
  it("opens with the message it is about: plain words, and who wrote them", async () => {
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

  it("opens from the compose box without one, in the language of the client", async () => {
    const { team, last } = await trial();

    const answer = await team.as("anna").opens("trial", { locale: "en-GB" });

    expect(answer.body).toMatchObject({ task: { value: { title: "Try" } } });
    expect(last()?.data).toEqual({ draft: undefined, sent: undefined, error: undefined });
  });

  it("that was written by a bot or a stranger still opens", async () => {
    const { team, last } = await trial();
    const value = {
      commandId: "trial",
      messagePayload: { body: { content: "hej" }, from: { application: { id: "x" } } },
    };

    await team.as("anna").opens("trial", { activity: { value } });

    expect(last()?.data).toMatchObject({ draft: { about: { from: undefined, text: "hej" } } });
  });

  it("is answered once sent with a receipt in the dialog, and nothing is put into the compose box", async () => {
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

  it("that is refused comes back with all that was typed, and says what to mend", async () => {
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

  it("that meets a bug says one calm sentence", async () => {
    const { team } = await trial();

    const answer = await team.as("anna").submits("trial", { verb: "trial/bug" });

    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Något gick fel hos oss.");
  });

  it("of a button of another time says so", async () => {
    const { team, last } = await trial();

    await team.as("anna").submits("trial", { verb: "trial/gone" });

    expect(last()?.data).toMatchObject({
      error: "Den här knappen fungerar inte längre. Skriv hjälp så visar jag vad som går.",
    });
  });
});

describe("where Gnista is not in the chat", () => {
  it("offers to be added, in the person's language, and tells no slice", async () => {
    const { team, seen, installed } = await trial({ isNotInstalled: true });

    const answer = await team.as("anna").opens("trial", { locale: "en-GB" });

    expect(answer.body).toMatchObject({ task: { type: "continue", value: { title: "Add Gnista" } } });
    expect(textOf(answer.card)).toContain("Gnista isn't in this chat or channel yet.");
    expect(textOf(answer.card)).toContain('"msteams":{"justInTimeInstall":true}');
    expect(seen).toEqual([]);
    expect(installed).toEqual([]);
  });

  it("goes on with the form once it is added, with the message it was about", async () => {
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

  it("offers again where Teams has not added it after all", async () => {
    const { team, seen } = await trial({ isNotInstalled: true });

    const answer = await team.as("anna").submits("trial", { msteams: { justInTimeInstall: true } });

    expect(textOf(answer.card)).toContain("justInTimeInstall");
    expect(seen).toEqual([]);
  });

  it("is busy, and not missing, where Teams only asks for patience", async () => {
    const { team } = await trial();
    await team.has(["anna", "bo"]);
    team.teams.fail({ status: 429, times: 9, fits: ({ path }) => path.endsWith("pagedmembers") });

    const answer = await team.skippingWaits(() => team.as("anna").opens("trial"));

    expect(answer.text).toBe("Det är mycket på gång just nu. Vänta några sekunder och försök igen.");
  });
});

describe("a message's words", () => {
  it.each([
    ["<p>hej</p><p>du</p>", "hej\ndu"],
    ["a&nbsp;b &#229; &lt;b&gt;", "a b å <b>"],
    ["<script>x()</script><style>p{}</style>kvar", "kvar"],
    ['<at id="0">Bo Berg</at> tack!', "Bo Berg tack!"],
    ["<ul><li>ett</li><li>två</li></ul>", "ett\ntvå"],
    ["&constructor; &#xFFFFFF; &#55296;", "&constructor; &#xFFFFFF; &#55296;"],
    ["bara text", "bara text"],
  ])("of %j are %j", (html, words) => {
    expect(plainText(html)).toBe(words);
  });
});
