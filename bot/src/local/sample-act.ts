import type { Context } from "../core/context.ts";
import type { Who } from "./sample-team.ts";

/** Something that somebody in the sample team did, through the verb that everybody uses. */
export interface Act {
  readonly at: Date;
  run(as: AsPerson): Promise<unknown>;
}

/** Acts as somebody in the sample team, at a moment of its past. */
export type AsPerson = (who: Who) => Context;
