import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { scanPartition } from "../../../core/document-store.ts";
import { Membership, ReminderRecord, StoredPointer, TeamSettings } from "../../../kernel/contract.ts";
import { personSettings, teamPartition, userPartition } from "../../../kernel/settings.ts";

/** Everything in the person's own partition, from all features, and the teams they lead. */
export async function exportPerson(services: Services, personId: string) {
  const teams: { name: string; isLeader: boolean }[] = [];
  const namedIn: { at: string; slice: string; role: string }[] = [];
  const reminded: { week: string; reminders: number }[] = [];
  const others: { id: string; data: unknown }[] = [];
  for await (const item of scanPartition(services.store, userPartition(personId))) {
    const [kind = "", subject = ""] = item.id.split("|");
    if (kind === "in") {
      teams.push(await membershipOf(services, personId, subject, readDocument(Membership, item).data.name));
    } else if (kind === "ref") {
      const { slice, role } = readDocument(StoredPointer, item).data;
      namedIn.push({ at: subject, slice, role });
    } else if (kind === "nudges") {
      reminded.push({ week: subject, reminders: readDocument(ReminderRecord, item).data.keys.length });
    } else if (kind !== "settings") {
      others.push({ id: item.id, data: item.data });
    }
  }
  return { settings: await personSettings(services, personId), teams, namedIn, reminded, others };
}

async function membershipOf(services: Services, personId: string, teamId: string, remembered: string) {
  const stored = await services.store.get(teamPartition(teamId), "team");
  const team = stored && readDocument(TeamSettings, stored).data;
  return { name: team?.name ?? remembered, isLeader: team?.leaders.some(({ id }) => id === personId) ?? false };
}
