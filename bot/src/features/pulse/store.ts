import { addSeconds } from "date-fns";
import type { Person, Services } from "../../core/context.ts";
import { readDocument } from "../../core/document.ts";
import { deleteAll, deleteOne, prefixRange, scanPartition } from "../../core/document-store.ts";
import { digest, mintIdempotencyToken } from "../../core/idempotency-token.ts";
import type { DataSubjects } from "../../core/personal-data.ts";
import { replaceOrCreate } from "../../core/try-write.ts";
import { updateWithRetry } from "../../core/update-with-retry.ts";
import { addPointer, type Pointer, removePointer } from "../../kernel/pointers.ts";
import { userPartition } from "../../kernel/settings.ts";
import { RestedSuggestion, RestsAbout, RestsLink } from "./contract.ts";
import { REST_WEEKS, restPlace } from "./rules/suggestions.ts";

/*
 * The people a leader has thought of in a team: a separate list, under its own key that is destroyed with the list.
 * List and key have random names, so that neither the documents nor a key vault's log lead from them to anybody; only
 * the leader's own partition does.
 */

const REST_S = REST_WEEKS * 7 * 24 * 3600;
/** Longer than any rest in the list, so that the job that retires the list still finds it. */
const LIST_S = REST_S + 7 * 24 * 3600;
const AN_HOUR_S = 3600;

export const RETIRE_RESTS = "pulse/retire-rests";

const PARTITION = "rests|";
const partitionOf = (list: string) => `${PARTITION}${list}`;
const listIn = (pk: string) => pk.slice(PARTITION.length);
const keyName = (list: string) => `rests-${list}`;
const linkItem = (teamId: string) => `${PARTITION}${teamId}`;
const placeItem = (key: Uint8Array, personId: string) => `r|${restPlace(key, personId)}`;
const ABOUT = "about";

/** The prefix in versions before 2026-12. */
const PLAIN_RESTS = "rest|";

/** The leader whose rests they are, and the team. */
export type RestsOf = Pick<RestsAbout, "leaderId" | "teamId">;

/** The members whom the leader has thought of lately, with the day. */
export async function restedBy(
  services: Services,
  { leaderId, teamId }: RestsOf,
  members: readonly Person[],
): Promise<ReadonlyMap<string, string>> {
  const link = await linkOf(services, leaderId, teamId);
  const days = link ? await daysIn(services, link.list) : new Map<string, string>();
  const key = link && days.size > 0 ? await services.keys.get(keyName(link.list)) : undefined;
  if (!key) {
    return new Map();
  }
  return new Map(
    members.flatMap(({ id }) => {
      const day = days.get(placeItem(key, id));
      return day === undefined ? [] : [[id, day] as const];
    }),
  );
}

/** Records the rest for four weeks. Everything that finds and ends the list is written first. Idempotent. */
export async function rest(services: Services, of: RestsOf, personId: string, day: string): Promise<void> {
  const { list, since } = await openList(services, of);
  const pk = partitionOf(list);
  await addPointer(services, of.leaderId, { ...pointerTo(list, since), ttl: LIST_S });
  const at = addSeconds(services.now, REST_S + AN_HOUR_S);
  await services.due.promise({ job: RETIRE_RESTS, key: `pulse:${pk}:${day}`, at, pk, id: ABOUT });
  const key = await services.keys.create(keyName(list));
  const owner: RestsAbout = { schema: 1, ...of };
  const rested: RestedSuggestion = { schema: 1, day };
  await services.store.write(pk, [
    { kind: "put", id: ABOUT, data: owner, ttl: LIST_S },
    { kind: "put", id: placeItem(key, personId), data: rested, ttl: REST_S },
  ]);
  await deleteAll(services.store, userPartition(of.leaderId), prefixRange(PLAIN_RESTS));
}

/** Undoes the rest. Does nothing without a list or a key. */
export async function unrest(services: Services, { leaderId, teamId }: RestsOf, personId: string): Promise<void> {
  const link = await linkOf(services, leaderId, teamId);
  const key = link && (await services.keys.get(keyName(link.list)));
  if (link && key) {
    await deleteOne(services.store, partitionOf(link.list), placeItem(key, personId));
  }
}

/** The days on which the leader thought of a person, over all teams. */
export async function restDays(services: Services, leaderId: string): Promise<readonly string[]> {
  const own = userPartition(leaderId);
  const days: string[] = [];
  for await (const item of scanPartition(services.store, own, prefixRange(PARTITION))) {
    days.push(...(await daysIn(services, readDocument(RestsLink, item).data.list)).values());
  }
  for await (const item of scanPartition(services.store, own, prefixRange(PLAIN_RESTS))) {
    days.push(readDocument(RestedSuggestion, item).data.day);
  }
  return days.toSorted();
}

/** True while a rest of the list is still running. */
export const hasRests = async (services: Services, pk: string): Promise<boolean> =>
  (await daysIn(services, listIn(pk))).size > 0;

/** Destroys the key first: the remaining documents then identify nobody. */
export async function destroyRests(services: Services, pk: string): Promise<void> {
  const owner = await ownerIn(services, pk);
  await services.keys.destroy(keyName(listIn(pk)));
  await deleteAll(services.store, pk);
  const link = owner && (await linkOf(services, owner.leaderId, owner.teamId));
  if (owner && link?.list === listIn(pk)) {
    await deleteOne(services.store, userPartition(owner.leaderId), linkItem(owner.teamId));
    await removePointer(services, owner.leaderId, pointerTo(link.list, link.since));
  }
}

export async function restsSubjects(services: Services, pk: string): Promise<DataSubjects | undefined> {
  const owner = await ownerIn(services, pk);
  return owner && { teamId: owner.teamId, people: [owner.leaderId] };
}

async function ownerIn(services: Services, pk: string): Promise<RestsAbout | undefined> {
  const item = await services.store.get(pk, ABOUT);
  return item && readDocument(RestsAbout, item).data;
}

async function linkOf(services: Services, leaderId: string, teamId: string): Promise<RestsLink | undefined> {
  const item = await services.store.get(userPartition(leaderId), linkItem(teamId));
  return item && readDocument(RestsLink, item).data;
}

/** Opens the leader's list or extends its lifetime; concurrent calls get the same list. */
async function openList(services: Services, { leaderId, teamId }: RestsOf): Promise<RestsLink> {
  const id = linkItem(teamId);
  let link: RestsLink = {
    schema: 1,
    list: digest("rests", mintIdempotencyToken(services.now)),
    since: services.now.toISOString(),
  };
  await updateWithRetry(services.store, userPartition(leaderId), id, (item) => {
    link = item ? readDocument(RestsLink, item).data : link;
    return [replaceOrCreate(item, { id, data: link, ttl: LIST_S })];
  });
  return link;
}

function pointerTo(list: string, since: string): Pointer {
  const pk = partitionOf(list);
  return { slice: "pulse", eventId: digest("rests", list), at: new Date(since), role: "rests", pk, id: ABOUT };
}

/** By id in the list. Few: a rest is deleted after four weeks. */
async function daysIn(services: Services, list: string): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  for await (const item of scanPartition(services.store, partitionOf(list), prefixRange("r|"))) {
    days.set(item.id, readDocument(RestedSuggestion, item).data.day);
  }
  return days;
}
