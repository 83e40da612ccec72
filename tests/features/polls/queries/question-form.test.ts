import { describe, expect, it } from "vitest";
import { QuestionForm } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, TEAM } from "../../../support/a-team.ts";
import { aQuestion } from "../../../support/cards.ts";
import { problem } from "../in-the-tab.ts";

describe("the poll form in the tab", () => {
  it.each(Array.from({ length: 8 }, (_, others) => others))(
    "the form offers anonymous answers only when five or more can answer, and shows the closing time: %i others",
    async (others) => {
      const everybody = ["anna", "bo", "cia", "dan", "eva", "filip", "gun", "hans"];
      const team = await aTeam({ members: everybody.slice(0, others + 1) });

      const form = QuestionForm.parse((await team.as("anna").asks(`/teams/${TEAM}/question-form`)).body);

      expect(form.mayBeAnonymous).toEqual({ advice: others >= 5, vote: others >= 4, consent: others >= 4 });
      expect(form.usualOptions.consent).toEqual(["Inga invändningar", "Jag har en invändning"]);
      expect(form.closesAt).toBe("2026-02-04T15:00:00.000Z");
    },
  );

  it("asks one poll however often the same form is sent", async () => {
    const team = await aTeam();
    const { nonce } = QuestionForm.parse((await team.as("anna").asks(`/teams/${TEAM}/question-form`)).body);
    const send = () => team.as("anna").acts(pollVerbs.ask, aQuestion(team, { nonce }));

    const sent = await Promise.all([send(), send(), send()]);
    await team.settle();
    sent.push(await send());

    expect(new Set(sent.map(({ body }) => JSON.stringify((body as { data: unknown }).data))).size).toBe(1);
    expect(team.channelPosts()).toHaveLength(1);
  });

  it("refuses an incomplete poll with what is missing and what to do, in the person's language", async () => {
    const team = await aTeam();
    const send = async (more: object, language: string) => {
      const body = JSON.stringify({ verb: pollVerbs.ask, data: aQuestion(team, more) });
      const { status, body: said } = await team.as("anna").asks("/acts", {
        method: "POST",
        body,
        headers: { "accept-language": language },
      });
      return [status, problem(said).title];
    };

    expect(await send({ question: " " }, "sv")).toEqual([422, "Skriv din fråga."]);
    expect(await send({ options: ["Ja"] }, "en")).toEqual([422, "Write at least two options to choose from."]);
  });
});
