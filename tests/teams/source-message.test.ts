import { describe, expect, it } from "vitest";
import { fullName, idOf, TEAM } from "../support/a-team.ts";
import { aTrialTeam } from "./a-trial-team.ts";

describe("a dialog form", () => {
  it("opens a form with the plain text and the author of the message it is about", async () => {
    const { team, last } = await aTrialTeam();

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

  it("opens a form about a message by a bot, without an author", async () => {
    const { team, last } = await aTrialTeam();
    const value = {
      commandId: "trial",
      messagePayload: { body: { content: "hej" }, from: { application: { id: "x" } } },
    };

    await team.as("anna").opens("trial", { activity: { value } });

    expect(last()?.data).toMatchObject({ draft: { about: { from: undefined, text: "hej" } } });
  });
});
