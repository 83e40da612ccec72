import { expect, it } from "vitest";
import { recentThanks } from "#bot/features/kudos/queries/recent-thanks.ts";
import { harness, TEAM } from "../kudos-harness.ts";

it("recentThanks lists the team's public thanks of the last fortnight, newest first", async () => {
  const h = await harness({ bo: "openly" });
  await h.thank("anna", ["bo"], { words: "äldst" });
  await h.thank("anna", ["cia"], { words: "osedd" });
  await h.settle();
  h.later(10 * 24 * 3600 * 1000);
  await h.thank("anna", ["bo"], { words: "nyast" });
  await h.settle();

  const words = async () => (await recentThanks(h.as("bo"), TEAM, "Europe/Stockholm", 14)).map((line) => line.words);

  expect(await words()).toEqual(["nyast", "äldst"]);
  h.later(5 * 24 * 3600 * 1000);
  expect(await words()).toEqual(["nyast"]);
});
