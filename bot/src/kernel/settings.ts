import type { Context, Locale, Services } from "../core/context.ts";
import { enterDirectory } from "../core/directory.ts";
import { readDocument } from "../core/document.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import { memoizeReads } from "../core/memoize-reads.ts";
import { replaceOrCreate } from "../core/try-write.ts";
import { updateWithRetry } from "../core/update-with-retry.ts";
import { PersonSettings, TeamSettings, type Wish } from "./contract.ts";

export const userPartition = (personId: string) => `user|${personId}`;

export const teamPartition = (teamId: string) => `team|${teamId}`;

/**
 * The services of one request, in which settings are read at most once: the edge, access and the view all need them.
 * Other documents are read on every call, since a verb may wait for another's change. Not for jobs and streams, which
 * may outlive a change.
 */
export const memoizedPerRequest = <W extends Services>(services: W): W => ({
  ...services,
  store: memoizeReads(
    services.store,
    (pk, id) =>
      (id === "team" && pk.startsWith(teamPartition(""))) || (id === "settings" && pk.startsWith(userPartition(""))),
  ),
});

/** The part of the services that settings need. */
type Stored = Pick<Services, "store">;

/** @throws AppError `NOT_YOUR_TEAM` where Gnista does not know the team */
export async function teamSettings(services: Stored, teamId: string): Promise<TeamSettings> {
  const item = await services.store.get(teamPartition(teamId), "team");
  if (!item) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  return readDocument(TeamSettings, item).data;
}

export async function personSettings(services: Services, personId: string): Promise<PersonSettings> {
  const item = await services.store.get(userPartition(personId), "settings");
  return item ? readDocument(PersonSettings, item).data : PersonSettings.parse({});
}

/** The wishes of these people; undefined without a choice. */
export async function wishesOf(
  services: Services,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Wish | undefined>> {
  return new Map(
    await Promise.all(personIds.map(async (id) => [id, (await personSettings(services, id)).wish] as const)),
  );
}

/** Changes the actor's own settings; concurrent changes both take effect. */
export async function changeSettings(
  ctx: Context,
  change: (settings: PersonSettings) => PersonSettings,
): Promise<PersonSettings> {
  let changed = PersonSettings.parse({});
  await updateWithRetry(ctx.store, userPartition(ctx.actor.id), "settings", async (item) => {
    changed = change(item ? readDocument(PersonSettings, item).data : PersonSettings.parse({}));
    if (!item) {
      await enterDirectory(ctx.store, "user", ctx.actor.id);
    }
    return [replaceOrCreate(item, { id: "settings", data: changed })];
  });
  return changed;
}

/** The language of private messages to a person: their own setting, else the team's. */
export async function languageOf(
  services: Services,
  personId: string,
  team: Pick<TeamSettings, "locale">,
): Promise<Locale> {
  return (await personSettings(services, personId)).locale ?? team.locale;
}

/** A team's settings, also for thirty days after Gnista was removed from it. */
export async function settingsOf(services: Services, teamId: string): Promise<TeamSettings | undefined> {
  const pk = teamPartition(teamId);
  const item = (await services.store.get(pk, "team")) ?? (await services.store.get(pk, "left"));
  return item && readDocument(TeamSettings, item).data;
}

export const languageOfTeam = async (services: Services, teamId: string): Promise<Locale> =>
  (await settingsOf(services, teamId))?.locale ?? "sv";
