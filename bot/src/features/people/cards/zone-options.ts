import type { Option } from "../../../cards/fields.ts";
import { zonesOffered } from "../rules/offered-zones.ts";

export const zoneOptions = (current: string | undefined): readonly Option[] =>
  zonesOffered(current).map((zone) => ({ title: zone.replaceAll("_", " "), value: zone }));
