import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { deliverKudosToChannel } from "#bot/features/kudos/jobs/deliver-kudos.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { harness, idOf, kudosIdIn, now, TEAM, text } from "../kudos-harness.ts";

it("posts one card with sender, recipient, words and value when the recipient wishes to be shown", async () => {
  const h = await harness({ bo: "openly" });

  const reply = await h.thank("anna", ["bo"], { value: "Mod" });
  await h.settle();

  expect(text(reply)).toContain("Det läggs i kanalen.");
  expect(h.inChannel()).toHaveLength(1);
  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
  expect(now(h.inChannel()[0])).toContain("Tack för hjälpen");
  expect(now(h.inChannel()[0])).toContain("Mod");
  expect(h.sentTo("bo")).toEqual([]);
});

it("tells the sender once how to add Gnista when the channel cannot be reached", async () => {
  const h = await harness({ bo: "openly" });
  h.cannotReach(TEAM);

  await h.thank("anna", ["bo"]);
  await h.settle();
  await h.settle();

  expect(h.sentTo("anna")).toHaveLength(1);
  expect(now(h.sentTo("anna")[0])).toContain("Lägg till Gnista i kanalen");
});

it("writes in the team's language in the channel, and to a recipient who has chosen no language of their own", async () => {
  const h = await harness({ bo: "openly" }, { locale: "en" });

  await h.thank("anna", ["bo", "cia"]);
  await h.settle();

  expect(now(h.inChannel()[0])).toContain("Anna Ask thanks Bo Berg");
  expect(now(h.sentTo("cia")[0])).toContain("wants to thank you in the channel");
});

it("private thanks store nothing in the team's partition and post nothing in the channel", async () => {
  const h = await harness({ bo: "openly" });
  const before = await h.services().store.range(teamPartition(TEAM));

  const reply = await h.thank("anna", ["bo"], { audience: "private" });
  await h.settle();

  expect(text(reply)).toContain("Bo Berg får det privat.");
  expect(await h.services().store.range(teamPartition(TEAM))).toEqual(before);
  expect(h.inChannel()).toEqual([]);
  expect(now(h.sentTo("bo")[0])).toContain("Tack för hjälpen");
});

it("private thanks that cannot be delivered wait in the recipient's inbox, and the sender is informed", async () => {
  const h = await harness();
  h.cannotReach(idOf("bo"));

  await h.thank("anna", ["bo"], { audience: "private" });
  await h.settle();

  const inbox = await h.services().store.range(`inbox|${idOf("bo")}`);
  expect(inbox.items[0]?.data).toMatchObject({ words: "Tack för hjälpen", sender: { name: "Anna Ask" } });
  expect(now(h.sentTo("anna")[0])).toContain("Jag når inte Bo Berg i Teams. Ditt tack väntar i Gnista.");
});

it("posts one card when the job that shares the kudos runs three times at once", async () => {
  const h = await harness({ bo: "openly" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"])));
  const work = { pk: `kudos|${kudosId}`, id: "kudos" };
  const ctx = () => ({ ...h.services(), outbox: h.outbox });

  await Promise.allSettled([
    deliverKudosToChannel(ctx(), work),
    deliverKudosToChannel(ctx(), work),
    deliverKudosToChannel(ctx(), work),
  ]);
  await h.settle();

  expect(h.inChannel()).toHaveLength(1);
});

it("replaces a used form by a line without names, from which only its sender opens the receipt", async () => {
  const h = await harness({ bo: "openly" });
  const clicked = await h.outbox.post({ kind: "conversation", conversationId: TEAM }, { text: "the form" });

  const draft = h.draft({ recipients: idOf("bo"), askerId: idOf("anna"), door: "message" });
  await h.click("anna", kudosVerbs.give, draft, { clicked });
  await h.settle();

  const line = now(h.inChannel()[0]);
  expect(line).toContain("Tacket är skickat.");
  expect(line).not.toMatch(/Anna|Bo Berg/);
  const kudosId = kudosIdIn(line);
  expect(text(await h.click("anna", kudosVerbs.receipt, { kudosId }))).toContain("Det läggs i kanalen.");
  expect(await h.refusal(() => h.click("bo", kudosVerbs.receipt, { kudosId }))).toContain("Bara den som tackade");
});
