import { composeFeatures } from "./core/compose-features.ts";
import type { Feature } from "./core/feature.ts";
import * as declared from "./features/index.ts";

/** All features of Gnista. */
export const allFeatures: readonly Feature[] = composeFeatures(Object.values(declared));
