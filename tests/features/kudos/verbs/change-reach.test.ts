import { expect, it } from "vitest";
import { WishAnswer } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { personSettings } from "#bot/kernel/settings.ts";
import { aTeam } from "../../../support/a-team.ts";
import { harness, idOf, kudosIdIn, text } from "../kudos-harness.ts";
import { thanks } from "../thanks-in-tab.ts";

it.each([
  ["openly", kudosVerbs.keepBetweenUs, "stannar mellan er. Det du har valt"],
  ["betweenUs", kudosVerbs.showThanks, "den här gången. Det du har valt"],
] as const)(
  "a choice that deviates from the recipient's wish (%s) applies to one thank-you and leaves the wish unchanged",
  async (wish, verb, says) => {
    const h = await harness({ cia: wish });
    const receipt = await h.thank("anna", ["cia"]);
    await h.settle();

    const answer = await h.click("cia", verb, { kudosId: kudosIdIn(text(receipt)) });

    expect(text(answer)).toContain(says);
    expect(text(answer)).not.toContain("nästa gång");
    expect((await personSettings(h.services(), idOf("cia"))).wish).toBe(wish);
  },
);

it("tells a recipient that their first choice to show or hide their name is remembered, and no later one", async () => {
  const team = await aTeam();
  const { kudosId } = await thanks(team, "anna", ["bo"]);
  const { kudosId: other } = await thanks(team, "anna", ["cia"]);
  const confirmation = async (who: string, verb: string, id: string) =>
    WishAnswer.parse(((await team.as(who).acts(verb, { kudosId: id })).body as { data: unknown }).data).said;

  const shown = await confirmation("bo", kudosVerbs.showThanks, kudosId);
  const hidden = await confirmation("cia", kudosVerbs.keepBetweenUs, other);
  const hiddenOnce = await confirmation("bo", kudosVerbs.keepBetweenUs, kudosId);

  expect([shown, hidden].every((words) => words.includes("Jag gör likadant nästa gång"))).toBe(true);
  expect(hiddenOnce).not.toContain("nästa gång");
});
