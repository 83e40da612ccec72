import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { harness, kudosIdIn, text } from "../kudos-harness.ts";

it("an outsider gets the same refusal for private thanks that exist and for an unknown id", async () => {
  const h = await harness();
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"], { audience: "private" })));

  for (const verb of [kudosVerbs.alsoThank, kudosVerbs.mine, kudosVerbs.remove, kudosVerbs.showThanks]) {
    expect(await h.refusal(() => h.click("cia", verb, { kudosId }))).toBe(
      "Det här finns inte kvar, eller så hör det till ett annat team.",
    );
    expect(await h.refusal(() => h.click("cia", verb, { kudosId: "x".repeat(22) }))).toBe(
      "Det här finns inte kvar, eller så hör det till ett annat team.",
    );
  }
});

it("refuses a removal by another person than sender or recipient, and showing a name by the sender", async () => {
  const h = await harness({ bo: "openly" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"])));

  expect(await h.refusal(() => h.click("cia", kudosVerbs.remove, { kudosId }))).toContain("Bara den som tackade");
  expect(await h.refusal(() => h.click("anna", kudosVerbs.showThanks, { kudosId }))).toContain("Bara den");
});
