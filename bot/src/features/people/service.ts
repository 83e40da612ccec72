import type { Context, Locale, World } from "../../core/context.ts";
import { enterDirectory } from "../../core/directory.ts";
import { read } from "../../core/document.ts";
import { changing, deleteOne } from "../../core/document-store.ts";
import { AppError, unlessRefused } from "../../core/errors.ts";
import { isoWeek } from "../../core/week.ts";
import { translator } from "../../i18n/translate.ts";
import { isInTeam, requireTeam } from "../../kernel/access.ts";
import { FORMER_MEMBER, type PersonRef, PersonSettings, Reminded, TeamSettings, type Wish } from "./contract.ts";
import { type DisturbTarget, quietUntil } from "./rules.ts";
import { peopleTexts } from "./texts.ts";

export const userPartition = (personId: string) => `user|${personId}`;
export const teamPartition = (teamId: string) => `team|${teamId}`;

/** @throws AppError `NOT_YOUR_TEAM` where Gnista does not know the team */
export async function teamSettings(world: World, teamId: string): Promise<TeamSettings> {
  const item = await world.store.get(teamPartition(teamId), "team");
  if (!item) {
    throw new AppError("NOT_YOUR_TEAM");
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
    return [
      item
        ? { kind: "replace", id: "settings", data: changed, etag: item.etag }
        : { kind: "create", id: "settings", data: changed },
    ];
  });
  return changed;
}

/**
 * The team, in which the actor may act.
 *
 * @throws AppError `NOT_YOUR_TEAM`, the same whether the team exists or not
 */
export async function actingIn(ctx: Context, teamId: string): Promise<TeamSettings> {
  const team = await teamSettings(ctx, teamId);
  await requireTeam(ctx, team);
  return team;
}

/** Whether the actor may act in a team that is known. */
export async function mayActInTeam(ctx: Context, teamId: string): Promise<boolean> {
  const team = await unlessRefused(teamSettings(ctx, teamId));
  return team !== undefined && isInTeam(ctx, team);
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

/** How a team's documents and cards name somebody whose data was erased: at the head of a sentence, and within one. */
export async function formerMember(
  world: World,
  teamId: string,
): Promise<{ readonly first: PersonRef; readonly within: PersonRef }> {
  const name = translator(peopleTexts, await languageOfTeam(world, teamId))("formerMember");
  const first = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return { first: { id: FORMER_MEMBER, name: first }, within: { id: FORMER_MEMBER, name } };
}

/** What an event leaves in the partition of everybody it names, so that export and erase follow it and never scan. */
export interface Pointer {
  readonly slice: string;
  readonly eventId: string;
  readonly at: Date;
  readonly role: string;
  /** Where the event is: partition and id. */
  readonly pk: string;
  readonly id: string;
  readonly ttl?: number;
}

/** Written before the event itself, so that no event exists without its pointers. Repeating it changes nothing. */
export async function pointTo(world: World, personId: string, pointer: Pointer): Promise<void> {
  const { slice, role, pk, id, ttl } = pointer;
  await world.store.write(userPartition(personId), [
    {
      kind: "put",
      id: pointerItem(pointer),
      data: { schema: 1, slice, role, pk, id },
      ...(ttl === undefined ? {} : { ttl }),
    },
  ]);
}

/** For what did not come about after all, or is undone. */
export const pointNoMore = (world: World, personId: string, pointer: Pointer): Promise<void> =>
  deleteOne(world.store, userPartition(personId), pointerItem(pointer));

const pointerItem = ({ at, slice, eventId }: Pointer) => `ref|${at.toISOString()}|${slice}|${eventId}`;

/**
 * Remembers that somebody, the actor unless it says who, has acted or was named in the team's conversations, so that a
 * personal chat and the tab can offer it. Whether they are in the team is asked when it is offered (`teamsNow`).
 */
export async function rememberMembership(
  ctx: Context,
  team: TeamSettings,
  personId: string = ctx.actor.id,
): Promise<void> {
  const pk = userPartition(personId);
  const id = `in|${team.id}`;
  if (!(await ctx.store.get(pk, id))) {
    await enterDirectory(ctx.store, "user", personId);
    await ctx.store.write(pk, [{ kind: "put", id, data: { schema: 1, name: team.name } }]);
  }
}

/** Reminders a person or team gets in a week at most, all kinds together. */
export const MOST_REMINDERS_A_WEEK = 3;

/**
 * The one rule that everything unsolicited passes: weekdays 08-17 in the receiver's zone, not on red days, not
 * in a week the team's leader marked "Pressad vecka", not to those who opted out, capped per week. Returns the moment
 * it may go; `now` means now, and then takes one of the week's places (the same place again for the same `key`).
 * "never" means that the receiver has turned this kind off.
 */
export async function mayDisturb(world: World, target: DisturbTarget, key: string): Promise<"now" | "never" | Date> {
  const team = await teamSettings(world, target.teamId);
  const person = "personId" in target ? await personSettings(world, target.personId) : undefined;
  if (person?.optOuts.includes(target.kind)) {
    return "never";
  }

  const zone = person?.zone ?? team.zone;
  const pk = "personId" in target ? userPartition(target.personId) : teamPartition(target.teamId);
  const week = isoWeek(world.now, zone);
  let answer: "now" | Date = "now";
  await changing(world.store, pk, `nudges|${week}`, (item) => {
    const keys = item ? read(Reminded, item).data.keys : [];
    const isTaken = keys.includes(key);
    const until = quietUntil({
      now: world.now,
      zone,
      teamZone: team.zone,
      pressedWeeks: team.pressedWeeks,
      isCapped: !isTaken && keys.length >= MOST_REMINDERS_A_WEEK,
    });
    answer = until ?? "now";
    if (until || isTaken) {
      return undefined;
    }
    const data: Reminded = { schema: 1, keys: [...keys, key] };
    const id = `nudges|${week}`;
    return [
      item
        ? { kind: "replace", id, data, etag: item.etag, ttl: TWO_WEEKS_S }
        : { kind: "create", id, data, ttl: TWO_WEEKS_S },
    ];
  });
  return answer;
}

const TWO_WEEKS_S = 14 * 24 * 3600;
