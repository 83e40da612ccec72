import type { Option } from "../../../cards/fields.ts";
import { offeredZones } from "../rules/zones.ts";

export const zoneOptions = (current: string | undefined): readonly Option[] =>
  offeredZones(current).map((zone) => ({ title: zone.replaceAll("_", " "), value: zone }));
