import { subWeeks } from "date-fns";
import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange, scanPartition } from "../../../core/document-store.ts";
import type { Feature } from "../../../core/feature.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { zoneOf } from "../../../kernel/membership.ts";
import { userPartition } from "../../../kernel/settings.ts";
import { type MyRhythm, WEEKS_SHOWN } from "../api.ts";
import { weeksOfActs } from "../rules/weeks-shown.ts";

/**
 * The weeks in which the actor did something, and which declared kinds of acts: from their own pointers of these weeks.
 */
export async function myRhythm(ctx: Context, features: readonly Feature[]): Promise<MyRhythm> {
  const acts = new Map(
    features.flatMap(({ name, ownActs = {} }) =>
      Object.entries(ownActs).map(([role, act]) => [`${name} ${role}`, act] as const),
    ),
  );
  const since = subWeeks(ctx.now, WEEKS_SHOWN);
  const range = { ...prefixRange("ref|"), from: `ref|${since.toISOString()}` };
  const done = [];
  for await (const item of scanPartition(ctx.store, userPartition(ctx.actor.id), range)) {
    const { slice, role } = readDocument(StoredPointer, item).data;
    const act = acts.get(`${slice} ${role}`);
    const [, at = ""] = item.id.split("|");
    if (act) {
      done.push({ key: act.key, at: new Date(at) });
    }
  }
  // Two roles may have the same kind.
  const labels = new Map([...acts.values()].map(({ key, label }) => [key, label[ctx.locale]]));
  const kinds = [...labels].map(([key, label]) => ({ key, label }));
  return { kinds, weeks: weeksOfActs(done, kinds, ctx.now, await zoneOf(ctx)) };
}
