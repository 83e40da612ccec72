import type { Slice } from "../core/actions.ts";
import { kudosSlice } from "./kudos/handlers.ts";

/** The one list of slices: a slice is a folder and its line here. */
export const slices: readonly Slice[] = [kudosSlice];
