import type { World } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { allOf } from "../../../core/document-store.ts";
import { Membership, Reminded, StoredPointer, TeamSettings } from "../../../kernel/contract.ts";
import { personSettings, teamPartition, userPartition } from "../../../kernel/settings.ts";

/** All that lies in the person's own partition, whichever slice put it there, and which teams they lead. */
export async function exportPerson(world: World, personId: string) {
  const teams: { name: string; isLeader: boolean }[] = [];
  const namedIn: { at: string; slice: string; role: string }[] = [];
  const reminded: { week: string; reminders: number }[] = [];
  const others: { id: string; data: unknown }[] = [];
  for await (const item of allOf(world.store, userPartition(personId))) {
    const [kind = "", about = ""] = item.id.split("|");
    if (kind === "in") {
      teams.push(await membershipOf(world, personId, about, read(Membership, item).data.name));
    } else if (kind === "ref") {
      const { slice, role } = read(StoredPointer, item).data;
      namedIn.push({ at: about, slice, role });
    } else if (kind === "nudges") {
      reminded.push({ week: about, reminders: read(Reminded, item).data.keys.length });
    } else if (kind !== "settings") {
      others.push({ id: item.id, data: item.data });
    }
  }
  return { settings: await personSettings(world, personId), teams, namedIn, reminded, others };
}

async function membershipOf(world: World, personId: string, teamId: string, remembered: string) {
  const stored = await world.store.get(teamPartition(teamId), "team");
  const team = stored && read(TeamSettings, stored).data;
  return { name: team?.name ?? remembered, isLeader: team?.leaders.some(({ id }) => id === personId) ?? false };
}
