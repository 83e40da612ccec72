import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { text, thanksInChannel } from "../kudos-harness.ts";

it("shows those who joined to the recipient only, and leaves the card in the channel unchanged", async () => {
  const { h, kudosId } = await thanksInChannel();

  const replies = await Promise.all(
    (["cia", "dan", "eva", "cia"] as const).map((who) => h.click(who, kudosVerbs.alsoThank, { kudosId })),
  );
  await h.settle();

  expect(text(replies[0])).toContain("Du tackar också.");
  expect(h.inChannel()[0]?.versions).toHaveLength(1);
  expect(text(await h.click("bo", kudosVerbs.mine, { kudosId }))).toContain(
    "Cia Ceder, Dan Dahl och Eva Ek tackar också.",
  );
  expect(text(await h.click("anna", kudosVerbs.mine, { kudosId }))).not.toContain("Cia Ceder");
  expect(await h.refusal(() => h.click("cia", kudosVerbs.mine, { kudosId }))).toContain("Bara den som tackade");
});
