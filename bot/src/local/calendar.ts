import { createHash } from "node:crypto";
import { TZDate } from "@date-fns/tz";
import { addDays, startOfDay } from "date-fns";
import type { SampleTeam } from "../core/sample.ts";
import { isWorkingDay } from "../core/working-time.ts";
import { sampleTeam } from "./sample-team.ts";

/** Counts working days backwards and forwards from `now`. */
export function calendar(now: Date): SampleTeam["dateOf"] {
  const today = startOfDay(new TZDate(now, sampleTeam.zone));
  const noon = (days: number) => new TZDate(addDays(today, days).getTime() + 12 * HOUR_MS, sampleTeam.zone);
  const isWorking = (days: number) => isWorkingDay(noon(days), sampleTeam.zone);
  const past = Array.from({ length: 130 }, (_, i) => -1 - i).filter(isWorking);
  const ahead = Array.from({ length: 20 }, (_, i) => i).filter(isWorking);
  return ({ day, at }, minutesLater = 0) => {
    const days = (day > 0 ? past[day - 1] : ahead[-day]) ?? 0;
    const [hours = 0, minutes = 0] = at.split(":").map(Number);
    const date = noon(days);
    date.setHours(hours, minutes + minutesLater, 0, 0);
    return new Date(date.getTime());
  };
}

const HOUR_MS = 3_600_000;

/** A form's idempotency token, equal for the same act. */
export function nonceFor(at: Date, words: string): string {
  return `${at.getTime().toString(36)}.${createHash("sha256").update(words).digest("base64url").slice(0, 16)}`;
}
