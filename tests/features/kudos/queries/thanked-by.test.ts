import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { thankedBy } from "#bot/features/kudos/queries/thanked-by.ts";
import { harness, idOf, kudosIdIn, TEAM, text } from "../kudos-harness.ts";

const LONG_AGO = new Date("2026-01-01T00:00:00Z");

it("thankedBy lists the people thanked in public and in private, and nobody whom the sender takes out again", async () => {
  const h = await harness({ bo: "openly" });
  const peopleThanked = async (teamId = TEAM) =>
    (await thankedBy(h.services(), idOf("anna"), teamId, LONG_AGO)).map(({ personId }) => personId).toSorted();
  await h.thank("anna", ["bo"]);
  const kudosId = kudosIdIn(text(await h.thank("anna", ["cia", "dan"], { audience: "private" })));
  await h.thank("bo", ["anna", "eva"]);
  const before = await peopleThanked();

  await h.click("anna", kudosVerbs.remove, { kudosId });

  expect(before).toEqual(["bo", "cia", "dan"].map((who) => idOf(who as "bo")));
  expect(await peopleThanked()).toEqual([idOf("bo")]);
  expect(await peopleThanked("19:other@thread.tacv2")).toEqual([]);
});

it.each(["showThanks", "keepBetweenUs", "remove"] as const)(
  "thankedBy tells a sender nothing about the recipient's choice: %s",
  async (verb) => {
    const h = await harness();
    const kudosId = kudosIdIn(text(await h.thank("anna", ["cia"])));
    const thanked = () => thankedBy(h.services(), idOf("anna"), TEAM, LONG_AGO);
    const before = await thanked();

    await h.click("cia", kudosVerbs[verb], { kudosId });

    expect(before).toHaveLength(1);
    expect(await thanked()).toEqual(before);
  },
);
