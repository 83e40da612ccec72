import type { Services } from "../core/context.ts";
import { read } from "../core/document.ts";
import { replaceOrCreate } from "../core/try-write.ts";
import { updateWithRetry } from "../core/update-with-retry.ts";
import { isoWeek } from "../core/week.ts";
import { ReminderRecord } from "./contract.ts";
import { type DisturbTarget, quietUntil } from "./quiet-times.ts";
import { personSettings, teamPartition, teamSettings, userPartition } from "./settings.ts";

/** Reminders a person or team gets in a week at most, all kinds together. */
export const MAX_REMINDERS_A_WEEK = 3;

/**
 * The one rule that everything unsolicited passes: weekdays 08-17 in the receiver's zone, not on red days, not
 * in a week the team's leader marked "Pressad vecka", not to those who opted out, capped per week. Returns the moment
 * it may go; `now` means now, and then takes one of the week's places (the same place again for the same `key`).
 * "never" means that the receiver has turned this kind off.
 */
export async function mayDisturb(
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
  let answer: "now" | Date = "now";
  await updateWithRetry(services.store, pk, `nudges|${week}`, (item) => {
    const keys = item ? read(ReminderRecord, item).data.keys : [];
    const isTaken = keys.includes(key);
    const until = quietUntil({
      now: services.now,
      zone,
      teamZone: team.zone,
      pressedWeeks: team.pressedWeeks,
      isCapped: !isTaken && keys.length >= MAX_REMINDERS_A_WEEK,
    });
    answer = until ?? "now";
    if (until || isTaken) {
      return undefined;
    }
    const data: ReminderRecord = { schema: 1, keys: [...keys, key] };
    return [replaceOrCreate(item, { id: `nudges|${week}`, data, ttl: TWO_WEEKS_S })];
  });
  return answer;
}

const TWO_WEEKS_S = 14 * 24 * 3600;
