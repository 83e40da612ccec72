import { subWeeks } from "date-fns";
import type { Context } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { allOf, startingWith } from "../../../core/document-store.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { zoneOf } from "../../../kernel/membership.ts";
import { userPartition } from "../../../kernel/settings.ts";
import { type MyRhythm, WEEKS_SHOWN } from "../api.ts";
import { actOf, rhythmOf } from "../rules/rhythm.ts";

/** In which weeks the actor did something, and of which kinds: from their own pointers of these weeks. */
export async function myRhythm(ctx: Context): Promise<MyRhythm> {
  const since = subWeeks(ctx.now, WEEKS_SHOWN);
  const range = { ...startingWith("ref|"), from: `ref|${since.toISOString()}` };
  const done = [];
  for await (const item of allOf(ctx.store, userPartition(ctx.actor.id), range)) {
    const act = actOf(read(StoredPointer, item).data);
    const [, at = ""] = item.id.split("|");
    if (act) {
      done.push({ act, at: new Date(at) });
    }
  }
  return rhythmOf(done, ctx.now, await zoneOf(ctx));
}
