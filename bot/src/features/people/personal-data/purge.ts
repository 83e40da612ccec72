import type { Services } from "../../../core/context.ts";
import { inDirectory, leaveDirectory } from "../../../core/directory.ts";
import { readDocument } from "../../../core/document.ts";
import { deleteAll, deleteOne, type Item, prefixRange, scanPartition } from "../../../core/document-store.ts";
import type { Feature } from "../../../core/feature.ts";
import type { PersonalData } from "../../../core/personal-data.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { forgetMembership } from "../../../kernel/membership.ts";
import { teamPartition, userPartition } from "../../../kernel/settings.ts";

/*
 * Purges a team or a whole tenant: its documents are destroyed, keys included. Posted messages stay in Teams, to which
 * they belong. Both functions may be repeated until they complete: data that is already deleted is not an error.
 */

export interface PurgeResult {
  /** Thanks, polls and all other acts that have documents of their own. */
  readonly events: number;
  readonly people: number;
  readonly teams: number;
}

/** Whether there is data of the team, or of the tenant when no team is given. */
export async function isKnown(services: Services, teamId?: string): Promise<boolean> {
  for (const kind of teamId === undefined ? (["team", "conv", "user"] as const) : (["team", "conv"] as const)) {
    for await (const id of inDirectory(services.store, kind)) {
      if (teamId === undefined || id === teamId) {
        return true;
      }
    }
  }
  return false;
}

/** Destroys the data of one team, including private thanks between its members. Their own settings are kept. */
export async function removeTeam(
  services: Services,
  features: readonly Feature[],
  teamId: string,
): Promise<PurgeResult> {
  const { events, people } = await removeEvents(services, features, (team) => team === teamId);
  for (const personId of people) {
    await forgetMembership(services, personId, teamId);
  }
  await removeConversations(services, teamId);
  await forgetTeam(services, features, teamId);
  return { events, people: people.size, teams: 1 };
}

/**
 * Destroys all data of the tenant. Due promises then find nothing, and data that expires within a day is left to
 * expire.
 */
export async function removeTenant(services: Services, features: readonly Feature[]): Promise<PurgeResult> {
  const { events, people } = await removeEvents(services, features, () => true);
  const teams = await Array.fromAsync(inDirectory(services.store, "team"));
  for (const teamId of teams) {
    await forgetTeam(services, features, teamId);
  }
  await removeConversations(services);
  await deleteAll(services.store, "teams");
  for (const personId of people) {
    await deleteAll(services.store, userPartition(personId));
    await leaveDirectory(services.store, "user", personId);
  }
  return { events, people: people.size, teams: teams.length };
}

/**
 * Destroys the documents that pointers refer to, and collects everybody they name, including people who never acted.
 */
async function removeEvents(
  services: Services,
  features: readonly Feature[],
  belongs: (teamId: string) => boolean,
): Promise<{ readonly events: number; readonly people: ReadonlySet<string> }> {
  const data = new Map(features.map(({ name, personalData }) => [name, personalData]));
  const people = new Set(await Array.fromAsync(inDirectory(services.store, "user")));
  let events = 0;
  for (const personId of people) {
    for await (const item of scanPartition(services.store, userPartition(personId), prefixRange("ref|"))) {
      const { slice, pk } = readDocument(StoredPointer, item).data;
      const subjects = await data.get(slice)?.subjects?.(services, pk);
      // A Set's iterator also visits items that are added during the iteration.
      for (const namedId of subjects?.people ?? []) {
        people.add(namedId);
      }
      if (!subjects || belongs(subjects.teamId)) {
        events += await destroyEvent(services, data.get(slice), pk, subjects !== undefined);
        await forgetPointer(services, personId, item);
      }
    }
  }
  return { events, people };
}

async function destroyEvent(
  services: Services,
  data: PersonalData | undefined,
  pk: string,
  isThere: boolean,
): Promise<number> {
  if (!isThere || !data?.destroy) {
    return 0;
  }
  await data.destroy(services, pk);
  return 1;
}

const forgetPointer = (services: Services, personId: string, { id }: Item): Promise<void> =>
  deleteOne(services.store, userPartition(personId), id);

/**
 * Runs each feature's own removal, as when Gnista is uninstalled; then deletes what that would have kept for a while.
 */
async function forgetTeam(services: Services, features: readonly Feature[], teamId: string): Promise<void> {
  for (const { events } of features) {
    await events?.removed?.(services, { id: teamId, conversationId: teamId });
  }
  await deleteAll(services.store, teamPartition(teamId));
  await leaveDirectory(services.store, "team", teamId);
}

async function removeConversations(services: Services, teamId?: string): Promise<void> {
  for await (const conversationId of inDirectory(services.store, "conv")) {
    const pk = `conv|${conversationId}`;
    const item = await services.store.get<{ teamId?: string }>(pk, "ref");
    if (teamId === undefined || item?.data.teamId === teamId || conversationId === teamId) {
      await deleteAll(services.store, pk);
      await leaveDirectory(services.store, "conv", conversationId);
    }
  }
}
