import type { World } from "../../../core/context.ts";
import { inDirectory, leaveDirectory } from "../../../core/directory.ts";
import { read } from "../../../core/document.ts";
import { allOf, deleteAll, deleteOne, type Item, startingWith } from "../../../core/document-store.ts";
import type { Feature, PersonalData } from "../../../core/feature.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { forgetMembership } from "../../../kernel/membership.ts";
import { teamPartition, userPartition } from "../../../kernel/settings.ts";

/*
 * A team or a whole tenant moves out: its documents are destroyed, keys included. What was posted stays in Teams, which
 * it belongs to. Both may be run again until they come through: what is gone already is not missed.
 */

export interface MovedOut {
  /** Thanks, questions and whatever else had documents of its own. */
  readonly events: number;
  readonly people: number;
  readonly teams: number;
}

/** Whether there is anything of the team, or of the tenant where none is named. */
export async function isKnown(world: World, teamId?: string): Promise<boolean> {
  for (const kind of teamId === undefined ? (["team", "conv", "user"] as const) : (["team", "conv"] as const)) {
    for await (const id of inDirectory(world.store, kind)) {
      if (teamId === undefined || id === teamId) {
        return true;
      }
    }
  }
  return false;
}

/** Destroys what belongs to one team, private thanks between its people included. Their own settings stay theirs. */
export async function removeTeam(world: World, features: readonly Feature[], teamId: string): Promise<MovedOut> {
  const { events, people } = await removeEvents(world, features, (team) => team === teamId);
  for (const personId of people) {
    await forgetMembership(world, personId, teamId);
  }
  await removeConversations(world, teamId);
  await forgetTeam(world, features, teamId);
  return { events, people: people.size, teams: 1 };
}

/** Destroys all that the tenant has. Promises that are due find nothing, and what expires within a day expires. */
export async function removeTenant(world: World, features: readonly Feature[]): Promise<MovedOut> {
  const { events, people } = await removeEvents(world, features, () => true);
  const teams = await Array.fromAsync(inDirectory(world.store, "team"));
  for (const teamId of teams) {
    await forgetTeam(world, features, teamId);
  }
  await removeConversations(world);
  await deleteAll(world.store, "teams");
  for (const personId of people) {
    await deleteAll(world.store, userPartition(personId));
    await leaveDirectory(world.store, "user", personId);
  }
  return { events, people: people.size, teams: teams.length };
}

/** Destroys what pointers lead to, and finds everybody whom it names on the way: also those who never did a thing. */
async function removeEvents(
  world: World,
  features: readonly Feature[],
  belongs: (teamId: string) => boolean,
): Promise<{ readonly events: number; readonly people: ReadonlySet<string> }> {
  const data = new Map(features.map(({ name, personalData }) => [name, personalData]));
  const people = new Set(await Array.fromAsync(inDirectory(world.store, "user")));
  let events = 0;
  for (const personId of people) {
    for await (const item of allOf(world.store, userPartition(personId), startingWith("ref|"))) {
      const { slice, pk } = read(StoredPointer, item).data;
      const about = await data.get(slice)?.about?.(world, pk);
      // Found while they are gone through, they are gone through too.
      for (const named of about?.people ?? []) {
        people.add(named);
      }
      if (!about || belongs(about.teamId)) {
        events += await destroyed(world, data.get(slice), pk, about !== undefined);
        await forgetPointer(world, personId, item);
      }
    }
  }
  return { events, people };
}

async function destroyed(world: World, data: PersonalData | undefined, pk: string, isThere: boolean): Promise<number> {
  if (!isThere || !data?.destroy) {
    return 0;
  }
  await data.destroy(world, pk);
  return 1;
}

const forgetPointer = (world: World, personId: string, { id }: Item): Promise<void> =>
  deleteOne(world.store, userPartition(personId), id);

/** Slices forget what they forget when Gnista is taken out; then goes what that would have left for a while. */
async function forgetTeam(world: World, features: readonly Feature[], teamId: string): Promise<void> {
  for (const { events } of features) {
    await events?.removed?.(world, { id: teamId, conversationId: teamId });
  }
  await deleteAll(world.store, teamPartition(teamId));
  await leaveDirectory(world.store, "team", teamId);
}

async function removeConversations(world: World, teamId?: string): Promise<void> {
  for await (const conversationId of inDirectory(world.store, "conv")) {
    const pk = `conv|${conversationId}`;
    const item = await world.store.get<{ teamId?: string }>(pk, "ref");
    if (teamId === undefined || item?.data.teamId === teamId || conversationId === teamId) {
      await deleteAll(world.store, pk);
      await leaveDirectory(world.store, "conv", conversationId);
    }
  }
}
