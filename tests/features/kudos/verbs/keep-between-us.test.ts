import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { personSettings } from "#bot/kernel/settings.ts";
import { harness, idOf, kudosIdIn, now } from "../kudos-harness.ts";

it("remembers a recipient's choice to keep thanks between the two, for the next thanks", async () => {
  const h = await harness();
  await h.thank("anna", ["cia"]);
  await h.settle();

  await h.click("cia", kudosVerbs.keepBetweenUs, { kudosId: kudosIdIn(now(h.sentTo("cia")[0])) });
  await h.thank("bo", ["cia"]);
  await h.settle();

  expect(h.inChannel()).toEqual([]);
  expect(now(h.sentTo("cia")[1])).toContain("Det här stannar mellan er.");
  expect((await personSettings(h.services(), idOf("cia"))).wish).toBe("betweenUs");
});
