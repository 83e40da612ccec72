import { changing } from "../../../core/changing.ts";
import type { TeamPlace, World } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { teamPartition } from "../../../kernel/settings.ts";

/**
 * Moves the team's home to General, whose id is the team's, if its home is this channel. Older versions made a team's home
 * of whatever channel they heard of it from.
 */
export async function leaveHome(world: World, channel: TeamPlace): Promise<void> {
  await changing(world.store, teamPartition(channel.id), "team", (item) => {
    const team = item && read(TeamSettings, item).data;
    if (!item || team?.conversationId !== channel.conversationId) {
      return undefined;
    }
    const data = { ...team, conversationId: channel.id };
    return [{ kind: "replace", id: "team", data, etag: item.etag }];
  });
}

/** Brings back the settings of a team that was set aside, home included; does nothing where it is there, or never was. */
export async function restore(world: World, teamId: string): Promise<void> {
  const pk = teamPartition(teamId);
  const left = await world.store.get(pk, "left");
  if (!left) {
    return;
  }
  // False where the event was received twice at once, or Gnista was added again: the team is there.
  await tryWrite(world.store, pk, [
    { kind: "create", id: "team", data: read(TeamSettings, left).data },
    { kind: "delete", id: "left", etag: left.etag },
  ]);
}
