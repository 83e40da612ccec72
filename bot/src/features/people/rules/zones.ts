import { DEFAULT_ZONE, isZone } from "../../../core/week.ts";

/**
 * The time zones that card and tab offer: where typical teams are. All four hundred would not fit into a card. A zone
 * that came from a client is offered as well, so that saving never changes the zone unintentionally.
 */
export function offeredZones(current: string | undefined): readonly string[] {
  const isOffered = current === undefined || OFFERED.some((zone) => zone === current);
  return [...(isOffered ? [] : [current]), ...OFFERED];
}

const OFFERED = [
  "Europe/Stockholm",
  "Europe/Amsterdam",
  "Europe/Athens",
  "Europe/Berlin",
  "Europe/Bucharest",
  "Europe/Copenhagen",
  "Europe/Helsinki",
  "Europe/Istanbul",
  "Europe/Kyiv",
  "Europe/Lisbon",
  "Europe/London",
  "Europe/Madrid",
  "Europe/Mariehamn",
  "Europe/Oslo",
  "Europe/Paris",
  "Europe/Riga",
  "Europe/Rome",
  "Europe/Tallinn",
  "Europe/Vienna",
  "Europe/Vilnius",
  "Europe/Warsaw",
  "Europe/Zurich",
  "Atlantic/Reykjavik",
  "America/Chicago",
  "America/Los_Angeles",
  "America/New_York",
  "America/Sao_Paulo",
  "Africa/Johannesburg",
  "Africa/Nairobi",
  "Asia/Dubai",
  "Asia/Kolkata",
  "Asia/Shanghai",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Australia/Sydney",
  "Pacific/Auckland",
] as const;

/**
 * The canonical name of the time zone; undefined when there is none. An offset is not a zone: it has no daylight saving
 * time.
 */
export function zoneNamed(text: string): string | undefined {
  if (!/^[A-Za-z]/.test(text) || !isZone(text)) {
    return undefined;
  }
  return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
}

export const zoneOfClient = (text: string | undefined): string => zoneNamed(text ?? "") ?? DEFAULT_ZONE;
