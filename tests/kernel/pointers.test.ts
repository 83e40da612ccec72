import { expect, it } from "vitest";
import { prefixRange, scanPartition } from "#bot/core/document-store.ts";
import { addPointer, type Pointer, removePointer } from "#bot/kernel/pointers.ts";
import { userPartition } from "#bot/kernel/settings.ts";
import { aTeam, idOf, TENANT, type Team } from "../support/a-team.ts";

const waved: Pointer = {
  slice: "wave",
  eventId: "e1",
  at: new Date("2026-02-03T08:00:00Z"),
  role: "waver",
  pk: "wave|e1",
  id: "wave",
};

const servicesOf = (team: Team) => team.gnista.jobContextFor(TENANT, "test");

const pointersOf = (team: Team, who: string) =>
  Array.fromAsync(scanPartition(team.store, userPartition(idOf(who)), prefixRange("ref|")), ({ data }) => data);

it("a pointer that is written twice is one document in the person's partition, with the place of the event", async () => {
  const team = await aTeam();

  await addPointer(servicesOf(team), idOf("bo"), waved);
  await addPointer(servicesOf(team), idOf("bo"), waved);

  expect(await pointersOf(team, "bo")).toEqual([
    { schema: 1, slice: "wave", role: "waver", pk: "wave|e1", id: "wave" },
  ]);
  expect(await pointersOf(team, "cia")).toEqual([]);
});

it("removePointer removes the pointer of that event, and leaves the person's other pointers and other people's", async () => {
  const team = await aTeam();
  const later = { ...waved, eventId: "e2", pk: "wave|e2" };
  for (const who of ["bo", "cia"]) {
    await addPointer(servicesOf(team), idOf(who), waved);
    await addPointer(servicesOf(team), idOf(who), later);
  }

  await removePointer(servicesOf(team), idOf("bo"), waved);

  expect(await pointersOf(team, "bo")).toMatchObject([{ pk: "wave|e2" }]);
  expect(await pointersOf(team, "cia")).toHaveLength(2);
});

it("a pointer with a time to live expires with its event", async () => {
  const team = await aTeam();
  await addPointer(servicesOf(team), idOf("bo"), { ...waved, ttl: 60 });

  await team.at(new Date(team.now().getTime() + 61_000));

  expect(await pointersOf(team, "bo")).toEqual([]);
});
