import { changing } from "../core/changing.ts";
import type { Context, Locale, World } from "../core/context.ts";
import { enterDirectory } from "../core/directory.ts";
import { read } from "../core/document.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import { memoizeReads } from "../core/memoized-reads.ts";
import { replaceOrCreate } from "../core/try-write.ts";
import { PersonSettings, TeamSettings, type Wish } from "./contract.ts";

export const userPartition = (personId: string) => `user|${personId}`;

export const teamPartition = (teamId: string) => `team|${teamId}`;

/**
 * The world of one request, in which settings are read at most once: the edge, access and the view all need them. Other
 * documents are read as often as a verb asks, since it may wait for somebody else's change. Never for a job or a stream,
 * which may outlive a change.
 */
export const forOneRequest = <W extends World>(world: W): W => ({
  ...world,
  store: memoizeReads(
    world.store,
    (pk, id) =>
      (id === "team" && pk.startsWith(teamPartition(""))) || (id === "settings" && pk.startsWith(userPartition(""))),
  ),
});

/** All that reading and writing of settings needs of the world. */
type Stored = Pick<World, "store">;

/** Whether the team's settings are stored: Gnista was added there, and was not taken out. */
export const isKnownTeam = async (world: Stored, teamId: string): Promise<boolean> =>
  (await world.store.get(teamPartition(teamId), "team")) !== undefined;

/** @throws AppError `NOT_YOUR_TEAM` where Gnista does not know the team */
export async function teamSettings(world: Stored, teamId: string): Promise<TeamSettings> {
  const item = await world.store.get(teamPartition(teamId), "team");
  if (!item) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  return read(TeamSettings, item).data;
}

export async function personSettings(world: World, personId: string): Promise<PersonSettings> {
  const item = await world.store.get(userPartition(personId), "settings");
  return item ? read(PersonSettings, item).data : PersonSettings.parse({});
}

/** Who wants what, undefined for those who have not chosen yet. */
export async function wishesOf(
  world: World,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Wish | undefined>> {
  return new Map(await Promise.all(personIds.map(async (id) => [id, (await personSettings(world, id)).wish] as const)));
}

/** Changes the actor's own settings; two changes at once both count. */
export async function changeSettings(
  ctx: Context,
  change: (settings: PersonSettings) => PersonSettings,
): Promise<PersonSettings> {
  let changed = PersonSettings.parse({});
  await changing(ctx.store, userPartition(ctx.actor.id), "settings", async (item) => {
    changed = change(item ? read(PersonSettings, item).data : PersonSettings.parse({}));
    if (!item) {
      await enterDirectory(ctx.store, "user", ctx.actor.id);
    }
    return [replaceOrCreate(item, { id: "settings", data: changed })];
  });
  return changed;
}

/** The language private words to a person are in: their own setting, else the team's. */
export async function languageOf(world: World, personId: string, team: Pick<TeamSettings, "locale">): Promise<Locale> {
  return (await personSettings(world, personId)).locale ?? team.locale;
}

/** A team's settings, also for thirty days after Gnista was taken out of it. */
export async function settingsOf(world: World, teamId: string): Promise<TeamSettings | undefined> {
  const pk = teamPartition(teamId);
  const item = (await world.store.get(pk, "team")) ?? (await world.store.get(pk, "left"));
  return item && read(TeamSettings, item).data;
}

export const languageOfTeam = async (world: World, teamId: string): Promise<Locale> =>
  (await settingsOf(world, teamId))?.locale ?? "sv";
