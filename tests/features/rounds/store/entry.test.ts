import { expect, it } from "vitest";
import { readOwnEntry, writeEntry } from "#bot/features/rounds/store/entry.ts";
import { createBox, destroyBox, readBox, textBox } from "#bot/features/rounds/store/sealed-box.ts";
import { emptyServices } from "../empty-services.ts";

const box = textBox("team", "r".repeat(22));

async function openedBox() {
  const services = emptyServices();
  await createBox(services, box, {});
  return services;
}

it("keeps one readable entry of a person who writes twenty times at the same moment", async () => {
  const services = await openedBox();

  await Promise.all(Array.from({ length: 20 }, (_, nth) => writeEntry(services, box, "bo", `Text ${nth}`)));

  const own = await readOwnEntry(services, box, "bo");
  const { entries } = (await readBox(services, box)) ?? {};
  expect(own).toMatch(/^Text \d+$/);
  expect(entries).toEqual([expect.objectContaining({ text: own })]);
});

it("writes nothing for a repeated request with the same text", async () => {
  const services = await openedBox();
  await writeEntry(services, box, "bo", "Mer tid");
  const before = (await services.store.range(box.pk)).items;

  await writeEntry(services, box, "bo", "Mer tid");

  expect((await services.store.range(box.pk)).items).toEqual(before);
});

it("reads no entry of another person", async () => {
  const services = await openedBox();
  await writeEntry(services, box, "bo", "Mer tid");

  expect(await readOwnEntry(services, box, "cia")).toBeUndefined();
});

it("refuses an entry when the box was never opened, and when it was destroyed", async () => {
  const services = await openedBox();
  await destroyBox(services, box);

  await expect(writeEntry(services, box, "bo", "För sent")).rejects.toThrow("ROUND_OVER");
  await expect(writeEntry(services, textBox("team", "n".repeat(22)), "bo", "Fel runda")).rejects.toThrow("ROUND_OVER");
  expect((await services.store.range(box.pk)).items).toEqual([]);
});
