import { expect, it } from "vitest";
import { type Receipt, ThanksForm } from "#bot/features/kudos/api.ts";
import { kudosVerbs, MAX_RECIPIENTS } from "#bot/features/kudos/contract.ts";
import { aTeam, idOf, TEAM } from "../../support/a-team.ts";
import { aDraft } from "../../support/cards.ts";
import { fromMe, thanks, toMe } from "./thanks-in-tab.ts";

it("a recipient shows, hides, removes and restores their name from the tab", async () => {
  const team = await aTeam();
  const { kudosId } = await thanks(team, "anna", ["bo"]);
  const reach = async () => (await toMe(team, "bo")).lines.map((line) => line.reach);
  const steps: unknown[] = [await reach()];

  for (const verb of [kudosVerbs.showThanks, kudosVerbs.keepBetweenUs, kudosVerbs.remove, kudosVerbs.restore]) {
    const { status } = await team.as("bo").acts(verb, { kudosId });
    await team.settle();
    steps.push([status, ...(await reach())]);
  }

  expect(steps).toEqual([["asked"], [200, "shown"], [200, "private"], [200], [200, "private"]]);
  const undo = await team.as("anna").acts(kudosVerbs.remove, { kudosId });
  expect([undo.status, (await fromMe(team, "anna")).lines, await reach()]).toEqual([200, [], []]);
  const { body } = await team.as("anna").acts(kudosVerbs.restore, { kudosId });
  expect((body as { data: Receipt }).data).toMatchObject({ kudosId, isRemoved: false });
});

it("a refusal tells what to do next in the request's language, and the same form can be sent again", async () => {
  const team = await aTeam({ members: ["anna", "bo", ...Array.from({ length: MAX_RECIPIENTS }, (_, i) => `m${i}`)] });
  const { nonce } = ThanksForm.parse((await team.as("anna").asks(`/teams/${TEAM}/thanks-form`)).body);
  const send = async (more: object, language: string) => {
    const body = JSON.stringify({ verb: kudosVerbs.give, data: aDraft(team, { nonce, ...more }) });
    const headers = { "accept-language": language };
    const answer = await team.as("anna").asks("/acts", { method: "POST", body, headers });
    return [answer.status, (answer.body as { title?: string }).title];
  };
  const everybody = ["bo", ...Array.from({ length: MAX_RECIPIENTS }, (_, i) => `m${i}`)].map(idOf);

  const refused = [
    await send({ recipients: everybody }, "sv"),
    await send({ recipients: [idOf("anna")] }, "en"),
    await send({ recipients: [idOf("bo")], words: "" }, "sv"),
  ];
  const [status] = await send({ recipients: [idOf("bo")] }, "sv");

  expect(refused).toEqual([
    [422, "Välj högst tjugo personer, eller hela teamet."],
    [422, "You can't thank yourself. Do share what got done!"],
    [422, "Skriv några ord om vad som betydde något."],
  ]);
  expect(status).toBe(200);
});
