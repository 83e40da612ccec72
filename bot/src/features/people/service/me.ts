import type { Context, World } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { allOf, startingWith } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import {
  Membership,
  type PersonalReminder,
  type PersonSettings,
  type Preferences,
  Reminded,
  StoredPointer,
  TeamSettings,
} from "../contract.ts";
import { withPreferences, withReminder, zoneNamed } from "../rules.ts";
import { changeSettings, personSettings, teamPartition, userPartition } from "../service.ts";

/** @throws AppError `UNKNOWN_ZONE` */
export async function savePreferences(ctx: Context, chosen: Preferences): Promise<PersonSettings> {
  const zone = chosen.zone === undefined ? undefined : zoneNamed(chosen.zone);
  if (chosen.zone !== undefined && zone === undefined) {
    throw new AppError("UNKNOWN_ZONE");
  }
  return changeSettings(ctx, (settings) =>
    withPreferences(settings, zone === undefined ? chosen : { ...chosen, zone }),
  );
}

export const turnReminder = (ctx: Context, kind: PersonalReminder, isOn: boolean): Promise<PersonSettings> =>
  changeSettings(ctx, (settings) => withReminder(settings, kind, isOn));

/** All that this slice stores about a person, by their own partition alone. */
export async function exportPerson(world: World, personId: string) {
  const pk = userPartition(personId);
  const teams: { name: string; isLeader: boolean }[] = [];
  for await (const item of allOf(world.store, pk, startingWith("in|"))) {
    const stored = await world.store.get(teamPartition(item.id.slice("in|".length)), "team");
    const team = stored && read(TeamSettings, stored).data;
    const isLeader = team?.leaders.some(({ id }) => id === personId) ?? false;
    teams.push({ name: team?.name ?? read(Membership, item).data.name, isLeader });
  }
  const namedIn: { at: string; slice: string; role: string }[] = [];
  for await (const item of allOf(world.store, pk, startingWith("ref|"))) {
    const { slice, role } = read(StoredPointer, item).data;
    namedIn.push({ at: item.id.split("|")[1] ?? "", slice, role });
  }
  const reminded: { week: string; reminders: number }[] = [];
  for await (const item of allOf(world.store, pk, startingWith("nudges|"))) {
    reminded.push({ week: item.id.slice("nudges|".length), reminders: read(Reminded, item).data.keys.length });
  }
  return { settings: await personSettings(world, personId), teams, namedIn, reminded };
}
