import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { loadKudos } from "#bot/features/kudos/store.ts";
import { harness, kudosIdIn, now, text, thanksInChannel } from "./kudos-harness.ts";

it.each(["showThanks", "keepBetweenUs", "remove", "restore"] as const)(
  "%s answers the same when it is sent twice in parallel and again later",
  async (verb) => {
    const h = await harness({ bo: "openly" });
    await h.thank("anna", ["bo", "cia"]);
    await h.settle();
    const kudosId = kudosIdIn(now(h.sentTo("cia")[0]));
    const click = () => h.click("cia", kudosVerbs[verb], { kudosId });

    const replies = await Promise.all([click(), click()]);
    await h.settle();
    replies.push(await click());
    await h.settle();

    expect(new Set(replies.map(text)).size).toBe(1);
    expect(h.inChannel()).toHaveLength(1);
    expect(h.sentTo("cia")).toHaveLength(1);
  },
);

it("a repeated click finishes a change whose promise to update the channel failed", async () => {
  const { h, kudosId } = await thanksInChannel();
  const due = { ...h.services().due, promise: () => Promise.reject(new Error("the process ends here")) };
  const broken = h.click("anna", kudosVerbs.remove, { kudosId }, { due });
  await expect(broken).rejects.toThrow("the process ends here");
  await h.settle();
  const between = now(h.inChannel()[0]);

  await h.click("anna", kudosVerbs.remove, { kudosId });
  await h.settle();

  expect(between).toContain("Anna Ask tackar Bo Berg");
  expect(now(h.inChannel()[0])).toContain("Det här är borttaget.");
});

it("changes by several people at once are all kept", async () => {
  const h = await harness({ bo: "openly", cia: "openly", dan: "openly" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia", "dan"])));

  await Promise.all((["bo", "cia"] as const).map((who) => h.click(who, kudosVerbs.remove, { kudosId })));
  await h.settle();

  expect((await loadKudos(h.services(), kudosId)).recipients.map(({ reach }) => reach)).toEqual([
    "left",
    "left",
    "shown",
  ]);
  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Dan Dahl");
});
