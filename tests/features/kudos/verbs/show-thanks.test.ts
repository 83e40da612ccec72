import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { personSettings } from "#bot/kernel/settings.ts";
import { harness, idOf, kudosIdIn, now, text } from "../kudos-harness.ts";

it("asks a recipient who has not chosen first, and posts the card after they agree", async () => {
  const h = await harness();
  const reply = await h.thank("anna", ["cia"], { words: "Tack Cia för hjälpen" });
  await h.settle();
  expect(text(reply)).toContain("Cia Ceder väljer om det ska synas.");
  expect(h.inChannel()).toEqual([]);
  const requestCard = now(h.sentTo("cia")[0]);
  expect(requestCard).toContain("Anna Ask vill tacka dig i kanalen. Okej?");
  expect(requestCard).toContain("Du behöver aldrig svara.");

  await h.click("cia", kudosVerbs.showThanks, { kudosId: kudosIdIn(requestCard) });
  await h.settle();

  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Cia Ceder");
  expect(now(h.inChannel()[0])).toContain("Tack Cia för hjälpen");
  expect(now(h.sentTo("cia")[0])).not.toContain("Okej?");
  expect((await personSettings(h.services(), idOf("cia"))).wish).toBe("openly");
});

it("adds a recipient's name to the posted card when they agree to be shown", async () => {
  const h = await harness({ bo: "openly" });
  await h.thank("anna", ["bo", "cia"]);
  await h.settle();
  expect(now(h.inChannel()[0])).not.toContain("Cia");

  await h.click("cia", kudosVerbs.showThanks, { kudosId: kudosIdIn(now(h.sentTo("cia")[0])) });
  await h.settle();

  expect(h.inChannel()).toHaveLength(1);
  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg och Cia Ceder");
});
