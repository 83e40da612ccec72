import type { World } from "../../core/context.ts";
import { teamSettings } from "../people/service.ts";
import type { Heard } from "./contract.ts";
import { blockIn, HEARD, promiseToDestroy } from "./service/block.ts";
import { isSmallTeam } from "./service/small-team.ts";
import { heardPartition } from "./service/store.ts";

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
