import { subDays, subMilliseconds } from "date-fns";
import type { About } from "../../core/actions.ts";
import type { Context, World } from "../../core/context.ts";
import { read } from "../../core/document.ts";
import { allOf, deleteAll, deleteOne, type Range, startingWith } from "../../core/document-store.ts";
import { FORM_LIFETIME_MS } from "../../core/nonce.ts";
import { isoWeek } from "../../core/week.ts";
import { newestWhereActorIs } from "../people/service/there.ts";
import { userPartition } from "../people/service.ts";
import { MOST_THANKS, StoredThanks, ThanksLine } from "../pulse/contract.ts";
import { findKudos, inboxItem, inboxPartition, kudosIn } from "./service/store.ts";

/**
 * Public thanks and small wins of the last days where the actor is, the newest first: as many as a page holds, and one
 * more where there are more. What is private is not among them.
 */
export async function recentThanks(
  ctx: Context,
  teamId: string,
  zone: string,
  days = 14,
): Promise<readonly ThanksLine[]> {
  const since = subDays(ctx.now, days);
  const newest = await newestThanks(ctx, teamId, { ...startingWith("g|"), from: `g|${since.toISOString()}` });
  const first = newest.length > MOST_THANKS ? [] : await thanksByWeek(ctx, teamId, zone, since);
  return [...newest, ...first]
    .map((line) => ThanksLine.parse(line))
    .toSorted((a, b) => (a.givenAt < b.givenAt ? 1 : -1))
    .slice(0, MOST_THANKS + 1);
}

/** Of Gnista's first days, whose lines lie in the week of their form. */
async function thanksByWeek(ctx: Context, teamId: string, zone: string, since: Date): Promise<readonly StoredThanks[]> {
  const from = `k|${isoWeek(subMilliseconds(since, FORM_LIFETIME_MS), zone)}|`;
  const lines = await newestThanks(ctx, teamId, { ...startingWith("k|"), from });
  return lines.filter(({ givenAt }) => givenAt >= since.toISOString());
}

const newestThanks = (ctx: Context, teamId: string, range: Range): Promise<readonly StoredThanks[]> =>
  newestWhereActorIs(ctx, teamId, { ...range, most: MOST_THANKS + 1 }, (item) => read(StoredThanks, item).data);

/**
 * All thanks that name the person, by the pointers in their own partition. What reached only others stays theirs,
 * and words that were taken back are the sender's alone.
 */
export async function exportThanks(world: World, personId: string): Promise<readonly object[]> {
  const found: object[] = [];
  for await (const { data } of allOf<{ slice: string; role: string; pk: string }>(
    world.store,
    userPartition(personId),
    startingWith("ref|"),
  )) {
    const kudos = data.slice === "kudos" ? await findKudos(world, kudosIn(data.pk)) : undefined;
    if (kudos) {
      found.push(asTheirs(kudos, personId, data.role));
    }
  }
  return found;
}

/** Whose thanks lie in a partition, and in which team they were given. */
export async function aboutThanks(world: World, pk: string): Promise<About | undefined> {
  const kudos = await findKudos(world, kudosIn(pk));
  if (!kudos) {
    return undefined;
  }
  const also = await Array.fromAsync(allOf(world.store, pk, startingWith("also|")));
  const people = [kudos.sender.id, ...kudos.recipients.map(({ id }) => id), ...also.map(({ id }) => id.slice(5))];
  return { teamId: kudos.teamId, people };
}

/** What waits in somebody's own partition goes first: what tells of it is the last to go. */
export async function destroyThanks(world: World, pk: string): Promise<void> {
  const kudos = await findKudos(world, kudosIn(pk));
  for (const { id } of kudos?.recipients ?? []) {
    await deleteOne(world.store, inboxPartition(id), inboxItem({ id: kudosIn(pk), givenAt: kudos?.givenAt ?? "" }));
  }
  await deleteAll(world.store, pk);
}

function asTheirs(kudos: NonNullable<Awaited<ReturnType<typeof findKudos>>>, personId: string, role: string): object {
  const { kind, words, value, givenAt, week, audience, wholeTeam, isWithdrawn } = kudos;
  const reach = kudos.recipients.find(({ id }) => id === personId)?.reach;
  const sender = kudos.sender.name;
  if (role === "also") {
    return { role, kind, sender, givenAt };
  }
  if (role === "recipient") {
    const areWordsTheirs = reach !== "inPerson" && !isWithdrawn;
    return { role, kind, sender, givenAt, reach, isWithdrawn, ...(areWordsTheirs ? { words, value } : {}) };
  }
  const recipients = kudos.recipients.map(({ name }) => name);
  return { role, kind, words, value, givenAt, week, audience, wholeTeam, recipients, isWithdrawn };
}
