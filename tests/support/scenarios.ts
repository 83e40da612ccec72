import { allFeatures } from "#bot/all-features.ts";
import type { FeaturePrivacy } from "./feature-privacy.ts";
import { privacyOfFeatures } from "./lifetimes.ts";

type Scenario = "busyHour";

/** The names of all features, for `it.each`. */
export const featureNames: readonly string[] = allFeatures.map(({ name }) => name);

/**
 * The scenario that the feature declares in its `privacy.ts`.
 *
 * @throws Error that names the missing scenario and its file
 */
export function scenarioOf<S extends Scenario>(name: string, scenario: S): NonNullable<FeaturePrivacy[S]> {
  const { file = `tests/features/${name}/privacy.ts`, module } =
    privacyOfFeatures.find(({ feature }) => feature === name) ?? {};
  const found = module?.[scenario];
  if (!found) {
    throw new Error(`${name}: add ${scenario} to ${file}`);
  }
  return found;
}
