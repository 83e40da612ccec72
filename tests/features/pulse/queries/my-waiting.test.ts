import { expect, it } from "vitest";
import { composeFeatures } from "#bot/core/compose-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import { TryLater } from "#bot/core/outbox.ts";
import * as declared from "#bot/features/index.ts";
import { MAX_OWED, MyWaiting } from "#bot/features/pulse/api.ts";
import { aTeam, idOf, TEAM } from "../../../support/a-team.ts";
import { closedQuestion, opensThePage, waitingFor } from "../../polls/a-waiting-list.ts";

const pageId = (day: number) => `${day}`.padStart(22, "w");

/** A feature that owes `count` items, due one a day from `first`, and returns them unsorted. */
function wave(count: number, first: string): Feature {
  const at = (day: number) => new Date(Date.parse(first) + day * 24 * 3600_000);
  const items = Array.from({ length: count }, (_, day) => ({
    key: `w${day}`,
    title: `Vinka ${day}`,
    dueAt: at(day),
    page: { kind: "wave", id: pageId(day) },
  }));
  return { name: "wave", waiting: async ({ actor }) => (actor.id === idOf("anna") ? items.toReversed() : []) };
}

it("lists the items of all features, soonest due first, and at most ten", async () => {
  const team = await aTeam({
    features: composeFeatures([...Object.values(declared), wave(MAX_OWED, "2026-02-01T12:00:00Z")]),
  });
  await opensThePage(team, "anna", "bo");
  const before = await waitingFor(team, "anna");

  await closedQuestion(team, "anna", "Flytta mötet till 9?");
  const { items, hasMore } = await waitingFor(team, "anna");

  expect([before.items.length, before.hasMore]).toEqual([MAX_OWED, false]);
  expect([items.length, hasMore]).toEqual([MAX_OWED, true]);
  expect(new Set(items.map(({ feature }) => feature))).toEqual(new Set(["polls", "wave"]));
  expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).toSorted());
  expect((await waitingFor(team, "bo")).items).toEqual([]);
});

it("a team's waiting list has the items of that team only, and is refused to people outside it", async () => {
  const team = await aTeam({
    features: composeFeatures([...Object.values(declared), wave(1, "2026-02-04T12:00:00Z")]),
  });
  await opensThePage(team, "anna");
  await team.store.write(`user|${idOf("anna")}`, [
    { kind: "put", id: "in|19:other@thread.tacv2", data: { schema: 1, name: "Andra laget" } },
  ]);
  const of = (who: string) => team.as(who).asks(`/teams/${TEAM}/waiting`);

  expect(MyWaiting.parse((await of("anna")).body)).toMatchObject({
    items: [{ feature: "wave", team: { id: TEAM, name: "Laget" }, page: `wave:${pageId(0)}@${TEAM}` }],
    hasMore: false,
    isTeamMissing: false,
  });
  expect(MyWaiting.parse((await of("bo")).body).items).toEqual([]);
  expect((await of("zoe")).status).toBe(403);
});

it("reports that items may be missing when a feature throws TryLater, and lists the rest", async () => {
  const later: Feature = { name: "later", waiting: async () => Promise.reject(new TryLater(7)) };
  const team = await aTeam({
    features: composeFeatures([...Object.values(declared), later, wave(1, "2026-02-04T12:00:00Z")]),
  });
  await opensThePage(team, "anna");

  expect(await waitingFor(team, "anna")).toMatchObject({ items: [{ feature: "wave" }], isTeamMissing: true });
});

it("lists no items of a team that the viewer has left", async () => {
  const team = await aTeam();
  await opensThePage(team, "bo");
  await closedQuestion(team, "bo", "Flytta mötet till 9?");

  await team.has(["anna", "cia", "dan", "eva", "filip"]);

  expect(await waitingFor(team, "bo")).toMatchObject({ items: [] });
});
