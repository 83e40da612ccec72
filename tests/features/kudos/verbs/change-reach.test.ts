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

it.each([
  [kudosVerbs.showThanks, "Ditt namn syns i kanalen."],
  [kudosVerbs.keepBetweenUs, "Det stannar mellan er."],
] as const)("tells a recipient how to change a remembered choice (%s), true where the card is", async (verb, says) => {
  const answers = async (inPersonalChat: boolean) => {
    const h = await harness();
    const receipt = await h.thank("anna", ["cia"]);
    await h.settle();
    const kudosId = kudosIdIn(text(receipt));
    const reply = await h.click("cia", verb, { kudosId }, inPersonalChat ? { team: undefined } : {});
    return "card" in reply ? reply : expect.unreachable("no card came");
  };

  const personal = await answers(true);
  const channel = await answers(false);

  expect(text(personal.card)).toContain(says);
  expect(text(personal.card)).toContain("Ändra dig? Skriv ”inställningar” här.");
  expect(text(channel.card)).toContain("Ändra dig? Skriv ”inställningar” i chatten med mig.");
  expect(text(channel.card)).not.toContain("här.");
  for (const { data } of [personal, channel]) {
    expect(WishAnswer.parse(data).said).toContain("Jag gör likadant nästa gång. Ändra dig? Öppna Mina inställningar.");
  }
});

it("opens the settings for a person who types what the card says, also with its quotation marks", async () => {
  const team = await aTeam();

  for (const words of ["inställningar", "”inställningar”"]) {
    const { replies } = await team.as("bo").says(words, { inPersonalChat: true });

    expect(text(replies), words).toContain("Hellre öga mot öga");
  }
});
