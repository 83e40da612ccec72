import type { Slice } from "../../core/actions.ts";
import { overview } from "./service.ts";

/** Stores nothing about anybody: it shows what other slices stored in the team's own partition. */
export const pulseSlice: Slice = {
  name: "pulse",
  routes: [
    { method: "get", path: "/teams/:team/overview", run: (ctx, { params }) => overview(ctx, params.team ?? "") },
  ],
};
