import { expect, it } from "vitest";
import { MAX_OPS } from "#bot/core/document-store.ts";
import { writeEntry } from "#bot/features/rounds/store/entry.ts";
import {
  answerBox,
  boxOf,
  createBox,
  destroyBox,
  emptyBoxes,
  readBox,
  textBox,
} from "#bot/features/rounds/store/sealed-box.ts";
import { emptyServices } from "../empty-services.ts";

const id = "r".repeat(22);

it("a round in which people speak or greet has no box", () => {
  expect(boxOf("team", { id, kind: "speaking" })).toBeUndefined();
  expect(boxOf("team", { id, kind: "greeting" })).toBeUndefined();
  expect(boxOf("team", { id, kind: "writing" })).toEqual(textBox("team", id));
  expect(boxOf("team", { id, kind: "closing" })).toEqual(answerBox("team", id));
});

it("opening a box again keeps its entries", async () => {
  const services = emptyServices();
  const box = textBox("team", id);
  await createBox(services, box, {});
  await writeEntry(services, box, "bo", "Mer tid");

  await createBox(services, box, {});

  expect((await readBox(services, box))?.entries).toEqual([expect.objectContaining({ text: "Mer tid" })]);
});

it("stores neither a text, a person nor an answer in a readable form", async () => {
  const services = emptyServices();
  for (const [box, text] of [
    [textBox("team", id), "Mer tid"],
    [answerBox("team", id), "4"],
  ] as const) {
    await createBox(services, box, {});
    await writeEntry(services, box, "person-bo", text);
    const entries = (await services.store.range(box.pk)).items.filter((item) => item.id.startsWith("a|"));

    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toMatch(/Mer tid|person-bo|"4"/);
  }
});

it("destroys a box with more entries than one write holds, and no other box of the team", async () => {
  const services = emptyServices();
  const box = textBox("team", id);
  const other = textBox("team", "n".repeat(22));
  for (const one of [box, other]) {
    await createBox(services, one, {});
    await writeEntry(services, one, "anna", "Hej");
  }
  for (let nth = 0; nth <= MAX_OPS; nth++) {
    await writeEntry(services, box, `person${nth}`, "Mer tid");
  }

  await destroyBox(services, box);

  expect(await readBox(services, box)).toBeUndefined();
  expect((await services.store.range(box.pk)).items.filter((item) => item.id.includes(id))).toEqual([]);
  expect((await readBox(services, other))?.entries).toHaveLength(1);
});

it("no entry can be read after the key was destroyed, also if the database still has it", async () => {
  const services = emptyServices();
  const box = textBox("team", id);
  await createBox(services, box, {});
  await writeEntry(services, box, "bo", "Mer tid");
  const { items } = await services.store.range(box.pk);
  await destroyBox(services, box);

  await services.store.write(
    box.pk,
    items.map(({ id: itemId, data }) => ({ kind: "put", id: itemId, data })),
  );

  expect((await readBox(services, box))?.entries).toBe("unreadable");
});

it("emptying a team's boxes leaves no entry of any round", async () => {
  const services = emptyServices();
  for (const roundId of [id, "n".repeat(22)]) {
    await createBox(services, answerBox("team", roundId), {});
    await writeEntry(services, answerBox("team", roundId), "bo", "4");
  }

  await emptyBoxes(services, answerBox("team", id).pk);

  expect((await services.store.range(answerBox("team", id).pk)).items).toEqual([]);
});
