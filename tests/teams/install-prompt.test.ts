import { describe, expect, it } from "vitest";
import { fullName, idOf } from "../support/a-team.ts";
import { aTrialTeam, textOf } from "./a-trial-team.ts";

describe("a chat without Gnista", () => {
  it("offers to add Gnista, in the person's language, and calls no feature", async () => {
    const { team, seen, installed } = await aTrialTeam({ isNotInstalled: true });

    const answer = await team.as("anna").opens("trial", { locale: "en-GB" });

    expect(answer.body).toMatchObject({ task: { type: "continue", value: { title: "Add Gnista" } } });
    expect(textOf(answer.card)).toContain("Gnista isn't in this chat or channel yet.");
    expect(textOf(answer.card)).toContain('"msteams":{"justInTimeInstall":true}');
    expect(seen).toEqual([]);
    expect(installed).toEqual([]);
  });

  it("opens the form with its message after Gnista is added", async () => {
    const { team, last, installed } = await aTrialTeam({ isNotInstalled: true });
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
    const { team, seen } = await aTrialTeam({ isNotInstalled: true });

    const answer = await team.as("anna").submits("trial", { msteams: { justInTimeInstall: true } });

    expect(textOf(answer.card)).toContain("justInTimeInstall");
    expect(seen).toEqual([]);
  });

  it("answers that it is busy, instead of offering to add Gnista, when Teams answers 429", async () => {
    const { team } = await aTrialTeam();
    await team.has(["anna", "bo"]);
    team.teams.fail({ status: 429, times: 9, fits: ({ path }) => path.endsWith("pagedmembers") });

    const answer = await team.skippingWaits(() => team.as("anna").opens("trial"));

    expect(answer.text).toBe("Det är mycket på gång just nu. Vänta några sekunder och försök igen.");
  });
});
