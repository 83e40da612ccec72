import type { Option } from "../../../cards/inputs.ts";

/**
 * The zones a card offers: where teams like ours are. All four hundred would not fit into one. A zone that came from a
 * client is offered as well, so that saving a card never moves anybody.
 */
const offered = [
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

export function zoneOptions(current: string | undefined): readonly Option[] {
  const isOffered = current === undefined || offered.some((zone) => zone === current);
  return [...(isOffered ? [] : [current]), ...offered].map((zone) => ({
    title: zone.replaceAll("_", " "),
    value: zone,
  }));
}
