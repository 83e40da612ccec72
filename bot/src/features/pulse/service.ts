import type { World } from "../../core/context.ts";
import { Conflict, type Op } from "../../core/document-store.ts";
import { teamPartition } from "../people/service.ts";

const KEPT_S = 36 * 31 * 24 * 3600;

/** Makes sure that the week can be counted in, and returns what counts: for the same write as the act. */
export async function weekOps(
  world: World,
  teamId: string,
  week: string,
  by: Readonly<Record<string, number>>,
): Promise<Op[]> {
  const id = `w|${week}`;
  const acts = { thanks: 0, progress: 0, milestones: 0, questions: 0, decisions: 0 };
  try {
    await world.store.write(teamPartition(teamId), [
      { kind: "create", id, data: { schema: 1, week, acts }, ttl: KEPT_S },
    ]);
  } catch (error) {
    if (!(error instanceof Conflict)) {
      throw error;
    }
  }
  return [{ kind: "incr", id, by }];
}
