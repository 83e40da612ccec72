import { expect, it } from "vitest";
import type { Services } from "#bot/core/context.ts";
import { changePoll, destroyKeys, keyName, loadPoll, remainingS, tallySoFar } from "#bot/features/polls/store.ts";
import { TENANT, type Team } from "../../support/a-team.ts";
import { allVote, aMonday, asks, fika, question } from "./a-question.ts";

const servicesOf = (team: Team): Services => team.gnista.jobContextFor(TENANT, "test");
const codeOf = (act: Promise<unknown>) => act.then(() => "accepted").catch(({ code }) => code);

it("a change that changes nothing writes nothing, and makes the same promise to share the poll again", async () => {
  const team = await aMonday();
  await asks(team, "anna", fika);
  const services = servicesOf(team);
  const promised: string[] = [];
  const due: Services["due"] = { ...services.due, promise: async ({ key }) => void promised.push(key) };
  const { pollId } = question(team);
  const change = (most: number) =>
    changePoll({ ...services, due }, pollId, (poll) => (poll.most === most ? poll : { ...poll, most }));

  const first = await change(2);
  const etag = (await team.store.get(`poll|${pollId}`, "poll"))?.etag;
  const second = await change(2);

  expect(second).toEqual(first);
  expect((await team.store.get(`poll|${pollId}`, "poll"))?.etag).toBe(etag);
  expect(promised).toEqual(Array(2).fill(`polls:${pollId}:${first.revision}:share`));
});

it("concurrent changes of a poll are all kept, each with its own revision", async () => {
  const team = await aMonday();
  await asks(team, "anna", fika);
  const { pollId } = question(team);
  const before = await loadPoll(servicesOf(team), pollId);

  await Promise.all(
    [1, 2, 3].map(() => changePoll(servicesOf(team), pollId, (poll) => ({ ...poll, eligible: poll.eligible + 1 }))),
  );

  const after = await loadPoll(servicesOf(team), pollId);
  expect([after.eligible, after.revision]).toEqual([before.eligible + 3, before.revision + 3]);
});

it("loadPoll refuses an erased poll as one that does not exist", async () => {
  const team = await aMonday();
  await asks(team, "anna", fika);
  const { pollId } = question(team);
  await changePoll(servicesOf(team), pollId, (poll) => ({ ...poll, state: "erased" }));

  expect(await codeOf(loadPoll(servicesOf(team), pollId))).toBe("NOT_FOUND");
  expect(await codeOf(loadPoll(servicesOf(team), "x".repeat(22)))).toBe("NOT_FOUND");
});

it("destroyKeys destroys the key of every seal, whichever seal the poll's document names", async () => {
  const team = await aMonday();
  const { keys } = servicesOf(team);
  const names = [keyName({ id: "p", seal: "bound" }), keyName({ id: "p" })];
  await Promise.all(names.map((name) => keys.create(name)));

  await destroyKeys(servicesOf(team), "p");

  expect(new Set(names).size).toBe(2);
  expect(await Promise.all(names.map((name) => keys.get(name, "fresh")))).toEqual([undefined, undefined]);
});

it("everything that belongs to a poll is kept until a year after it was asked, however late it is written", () => {
  const openedAt = "2026-02-02T09:00:00.000Z";
  const remainingAt = (now: string) => remainingS({ now: new Date(now) }, { openedAt });
  const days = 24 * 3600;

  expect(remainingAt(openedAt)).toBe(365 * days);
  expect(remainingAt("2026-02-12T09:00:00.000Z")).toBe(355 * days);
});

it("the tally of a large team's poll adds the answers of all its shards", async () => {
  const members = ["anna", ...Array.from({ length: 60 }, (_, i) => `v${i}`)];
  const team = await aMonday({ members });
  await asks(team, "anna", { ...fika, answers: "named" });
  const poll = await loadPoll(servicesOf(team), question(team).pollId);

  await allVote(team, Object.fromEntries(members.slice(1, 21).map((who, i) => [who, i % 4 === 0 ? 1 : 0])));

  expect(poll.shards).toBeGreaterThan(1);
  expect(await tallySoFar(servicesOf(team), poll)).toEqual({ answers: 20, totals: [15, 5] });
});
