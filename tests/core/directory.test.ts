import { expect, it } from "vitest";
import { enterDirectory, inDirectory, leaveDirectory } from "#bot/core/directory.ts";
import { aStore } from "../support/a-store.ts";

it("the directory lists each team, person and conversation once, by kind, until it leaves", async () => {
  const { store } = aStore();
  await Promise.all(["anna", "anna", "bo"].map((id) => enterDirectory(store, "user", id)));
  await enterDirectory(store, "team", "19:team@thread.tacv2");
  await enterDirectory(store, "conv", "19:channel@thread.tacv2");

  const before = await Array.fromAsync(inDirectory(store, "user"));
  await leaveDirectory(store, "user", "anna");
  await leaveDirectory(store, "user", "nobody");

  expect(before).toEqual(["anna", "bo"]);
  expect(await Array.fromAsync(inDirectory(store, "user"))).toEqual(["bo"]);
  expect(await Array.fromAsync(inDirectory(store, "team"))).toEqual(["19:team@thread.tacv2"]);
  expect(await Array.fromAsync(inDirectory(store, "conv"))).toEqual(["19:channel@thread.tacv2"]);
});
