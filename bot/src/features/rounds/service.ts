import type { World } from "../../core/context.ts";
import { read } from "../../core/document.ts";
import { type Heard, HeardSoFar } from "./contract.ts";
import { heardPartition } from "./service/store.ts";

/** How much people got a word in, of the newest meetings that are enough to be shown. */
export async function heard(world: World, teamId: string): Promise<Heard> {
  const item = await world.store.get(heardPartition(teamId), "heard");
  return (item && read(HeardSoFar, item).data.shown) ?? { shows: "nothing" };
}
