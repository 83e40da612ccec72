import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { text } from "../../../support/cards.ts";
import { aCardInChannel, removes } from "../a-card.ts";
import { harness, kudosIdIn, now } from "../kudos-harness.ts";

it("a recipient removes their name, also from the words, and the last recipient removes the whole card", async () => {
  const h = await harness({ bo: "openly", cia: "openly" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"], { words: "Tack Cia och du!" })));
  await h.settle();

  await h.click("cia", kudosVerbs.remove, { kudosId });
  await h.settle();
  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
  expect(now(h.inChannel()[0])).not.toContain("Cia");

  h.leave("bo");
  await h.click("bo", kudosVerbs.remove, { kudosId }, { team: undefined });
  await h.settle();
  expect(now(h.inChannel()[0])).toContain("Det här är borttaget.");
});

it.each(["anna", "bo"])("hides the kudos card for everybody when %s removes it", async (who) => {
  const { team, card, id } = await aCardInChannel();

  await removes(team, who, card);

  const post = team.channelPosts().find((one) => one.id === id);
  expect(text(post?.card)).toContain("Det här är borttaget.");
  expect(text(post?.card)).not.toContain("hjälpen");
});
