import type { Services } from "../core/context.ts";
import { readDocument } from "../core/document.ts";
import { replaceOrCreate } from "../core/try-write.ts";
import { updateWithRetry } from "../core/update-with-retry.ts";
import { isoWeek } from "../core/week.ts";
import { ReminderRecord } from "./contract.ts";
import { type DisturbTarget, quietUntil } from "./quiet-until.ts";
import { personSettings, teamPartition, teamSettings, userPartition } from "./settings.ts";

/** The maximum per person or team and week, of all kinds together. */
export const MAX_REMINDERS_A_WEEK = 3;

/**
 * The one rule for unsolicited messages: weekdays 08-17 in the recipient's zone, not on public holidays, not in a week
 * that the leader marked "Pressad vecka", not to people who opted out, at most `MAX_REMINDERS_A_WEEK`.
 *
 * @returns `now` after using one reminder of the week's quota (once per `key`), the next allowed moment, or `never` when
 * the recipient has turned this kind off
 */
export async function timeToDisturb(
  services: Services,
  target: DisturbTarget,
  key: string,
): Promise<"now" | "never" | Date> {
  const team = await teamSettings(services, target.teamId);
  const person = "personId" in target ? await personSettings(services, target.personId) : undefined;
  if (person?.optOuts.includes(target.kind)) {
    return "never";
  }

  const zone = person?.zone ?? team.zone;
  const pk = "personId" in target ? userPartition(target.personId) : teamPartition(target.teamId);
  const week = isoWeek(services.now, zone);
  let when: "now" | Date = "now";
  await updateWithRetry(services.store, pk, `nudges|${week}`, (item) => {
    const keys = item ? readDocument(ReminderRecord, item).data.keys : [];
    const isCounted = keys.includes(key);
    const until = quietUntil({
      now: services.now,
      zone,
      teamZone: team.zone,
      pressedWeeks: team.pressedWeeks,
      isCapped: !isCounted && keys.length >= MAX_REMINDERS_A_WEEK,
    });
    when = until ?? "now";
    if (until || isCounted) {
      return undefined;
    }
    const data: ReminderRecord = { schema: 1, keys: [...keys, key] };
    return [replaceOrCreate(item, { id: `nudges|${week}`, data, ttl: TWO_WEEKS_S })];
  });
  return when;
}

const TWO_WEEKS_S = 14 * 24 * 3600;
