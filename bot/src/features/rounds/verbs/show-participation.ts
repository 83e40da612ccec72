import type { Services } from "../../../core/context.ts";
import { teamSettings } from "../../../kernel/settings.ts";
import type { ParticipationBlock } from "../contract.ts";
import { isSmallTeam } from "../queries/small-team.ts";
import { blockIn, HEARD, promiseToDestroy } from "../store/block.ts";
import { participationPartition } from "../store/panels.ts";

/** The figure of "did you get a word in?", from the newest meetings that are enough to be shown. */
export async function showParticipation(services: Services, teamId: string): Promise<ParticipationBlock> {
  const item = await services.store.get(participationPartition(teamId), HEARD);
  if (!item) {
    return { shows: "nothing" };
  }
  const block = blockIn(item);
  if (!block) {
    // An older version could not tell how many people its figure was of.
    await promiseToDestroy(services, teamId, item);
    return { shows: "nothing" };
  }
  const isSmall = await isSmallTeam(services, await teamSettings(services, teamId));
  return isSmall ? { shows: "tooSmall" } : (block.shown ?? { shows: "nothing" });
}
