import type { Slice } from "../core/actions.ts";
import { kudosSlice } from "./kudos/handlers.ts";
import { peopleSlice } from "./people/handlers.ts";
import { pollsSlice } from "./polls/handlers.ts";
import { pulseSlice } from "./pulse/handlers.ts";
import { roundsSlice } from "./rounds/handlers.ts";

/** The one list of slices: a slice is a folder and its line here. Acts come before settings, as in the help. */
const others: readonly Slice[] = [kudosSlice, pollsSlice, roundsSlice, pulseSlice];

export const slices: readonly Slice[] = [...others, peopleSlice(others)];
