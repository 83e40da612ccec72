import type { World } from "../../../core/context.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { Heard } from "../contract.ts";
import { isSmallTeam } from "../queries/small-team.ts";
import { blockIn, HEARD, promiseToDestroy } from "../store/block.ts";
import { heardPartition } from "../store/panels.ts";

/** How much people got a word in, of the newest meetings that are enough to be shown. */
export async function heard(world: World, teamId: string): Promise<Heard> {
  const item = await world.store.get(heardPartition(teamId), HEARD);
  if (!item) {
    return { shows: "nothing" };
  }
  const block = blockIn(item);
  if (!block) {
    // An older version could not tell how many people its figure was of.
    await promiseToDestroy(world, teamId, item);
    return { shows: "nothing" };
  }
  const isSmall = await isSmallTeam(world, await teamSettings(world, teamId));
  return isSmall ? { shows: "tooSmall" } : (block.shown ?? { shows: "nothing" });
}
