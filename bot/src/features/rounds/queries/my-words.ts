import type { Context } from "../../../core/context.ts";
import type { MyWords } from "../contract.ts";
import { readOwnEntry } from "../store/entry.ts";
import { findPanels } from "../store/panels.ts";
import { boxOf } from "../store/sealed-box.ts";

/** The actor's own text or answer in the current round, for the actor only. */
export async function myWords(ctx: Context, teamId: string): Promise<MyWords> {
  const round = (await findPanels(ctx, teamId))?.round;
  const box = round && boxOf(teamId, round);
  const text = box && (await readOwnEntry(ctx, box, ctx.actor.id));
  return { now: ctx.now.toISOString(), ...(text === undefined ? {} : { text }) };
}
