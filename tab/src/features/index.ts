/* The list of the tab's features: a feature is its folder and its line here. */
export { kudosFeature } from "./kudos/feature.ts";
export { peopleFeature } from "./people/feature.ts";
export { pollsFeature } from "./polls/feature.ts";
export { pulseFeature } from "./pulse/feature.ts";
export { roundsFeature } from "./rounds/feature.ts";
