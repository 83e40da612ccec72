import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { recentThanks } from "#bot/features/kudos/queries/recent-thanks.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { press, text } from "../../../support/cards.ts";
import { aCardInChannel, removes } from "../a-card.ts";
import { harness, kudosIdIn, now, TEAM } from "../kudos-harness.ts";

it("the sender removes thanks, which leaves a line without names in the channel, and can restore them", async () => {
  const h = await harness({ bo: "openly" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"])));
  await h.settle();

  const reply = await h.click("anna", kudosVerbs.remove, { kudosId });
  await h.settle();

  expect(text(reply)).toContain("Tacket är borttaget.");
  expect(now(h.inChannel()[0])).toContain("Det här är borttaget.");
  expect(now(h.inChannel()[0])).not.toMatch(/Anna|Bo Berg/);
  expect(now(h.sentTo("cia")[0])).not.toContain("Tack för hjälpen");
  expect(await recentThanks(h.as("bo"), TEAM, "Europe/Stockholm", 14)).toEqual([]);
  expect(await h.refusal(() => h.click("dan", kudosVerbs.alsoThank, { kudosId }))).toBe("Tacket är borttaget.");

  await h.click("anna", kudosVerbs.restore, { kudosId });
  await h.settle();
  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
  expect(h.inChannel()).toHaveLength(1);
  expect(h.sentTo("cia")).toHaveLength(1);
  const week = await h.services().store.get(teamPartition(TEAM), "w|2026-W06");
  expect(week?.data).toMatchObject({ acts: { thanks: 1 } });
});

it.each(["anna", "bo"])(
  "restores the card when %s, who removed it, undoes that, and refuses anybody else's undo",
  async (who) => {
    const { team, card, id } = await aCardInChannel();
    await removes(team, who, card);
    const currentCard = () => team.channelPosts().find((one) => one.id === id)?.card;

    const undo = press(currentCard(), "Ångra");
    const byCia = await team.as("cia").clicks(undo.verb, undo.data);
    await team.settle();
    const afterCia = text(currentCard());
    await team.as(who).clicks(undo.verb, undo.data);
    await team.settle();

    expect(byCia.error).toBeDefined();
    expect(afterCia).toContain("Det här är borttaget.");
    expect(text(currentCard())).toContain("hjälpen");
  },
);
