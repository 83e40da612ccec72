import { expect, it } from "vitest";
import { noPanels, withArrival } from "#bot/features/rounds/rules/panels.ts";
import { changePanels, findPanels, partOf, roundIn } from "#bot/features/rounds/store/panels.ts";
import { emptyServices } from "../empty-services.ts";

it("keeps every change when a hundred people arrive at the same moment", async () => {
  const services = emptyServices();
  const people = Array.from({ length: 100 }, (_, nth) => ({ id: `p${nth}`, name: `Person ${nth}` }));

  await Promise.all(
    people.map((person) =>
      changePanels(services, "team", (panels) =>
        withArrival(panels ?? noPanels("team", services.now), person, "instance"),
      ),
    ),
  );

  const panels = await findPanels(services, "team");
  expect(panels?.here).toHaveLength(people.length);
  expect(panels?.version).toBe(services.now.getTime() + people.length);
});

it("writes nothing when a change returns what it was given, and deletes the document when it returns nothing", async () => {
  const services = emptyServices();
  await changePanels(services, "team", () => noPanels("team", services.now));
  const before = await services.store.get("round|team", "round");

  await changePanels(services, "team", (panels) => panels);
  expect(await services.store.get("round|team", "round")).toEqual(before);

  await changePanels(services, "team", () => undefined);
  expect(await findPanels(services, "team")).toBeUndefined();
});

it("a change that is refused does not block the next one", async () => {
  const services = emptyServices();
  const refused = changePanels(services, "team", () => {
    throw new Error("refused");
  });
  const accepted = changePanels(services, "team", () => noPanels("team", services.now));

  await expect(refused).rejects.toThrow("refused");
  expect((await accepted)?.teamId).toBe("team");
});

it("a promise names the round and its kind, and one that names no round of a known kind is ignored", () => {
  const round = { id: "r".repeat(22), kind: "writing" } as const;

  expect(roundIn(partOf(round))).toEqual(round);
  expect(roundIn("dancing|r")).toBeUndefined();
  expect(roundIn("")).toBeUndefined();
});
