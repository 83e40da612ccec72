import { expect, it } from "vitest";
import { type Receipt, ThanksForm } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { aTeam, fullName, idOf, TEAM } from "../../../support/a-team.ts";
import { aDraft } from "../../../support/cards.ts";
import { fromMe } from "../thanks-in-tab.ts";

it("answers the sender at once how each recipient is reached, and gives once when it is sent again", async () => {
  const team = await aTeam({ values: ["Mod"] });
  await team.where("bo", { wants: "openly" });
  await team.where("dan", { wants: "betweenUs" });
  const nonce = ThanksForm.parse((await team.as("anna").asks(`/teams/${TEAM}/thanks-form`)).body).nonce;
  const draft = aDraft(team, { nonce, recipients: ["bo", "cia", "dan"].map(idOf), value: "Mod" });
  const send = async () => (await team.as("anna").acts(kudosVerbs.give, draft)).body as { data: Receipt };

  const sent = await Promise.all([send(), send()]);
  await team.settle();
  sent.push(await send());

  expect(sent[0]?.data).toMatchObject({
    isShown: true,
    isRemoved: false,
    reached: { shown: [fullName("bo")], asked: [fullName("cia")], private: [fullName("dan")], inPerson: [] },
  });
  expect(new Set(sent.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect((await fromMe(team, "anna")).lines).toHaveLength(1);
  expect(team.channelPosts()).toHaveLength(1);
});
