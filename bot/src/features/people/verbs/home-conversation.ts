import type { Services, TeamConversation } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { teamPartition } from "../../../kernel/settings.ts";

/**
 * Moves the team's home to General, whose id is the team's, if its home is this channel. Older versions made a team's home
 * of whatever channel they heard of it from.
 */
export async function leaveHome(services: Services, channel: TeamConversation): Promise<void> {
  await updateWithRetry(services.store, teamPartition(channel.id), "team", (item) => {
    const team = item && read(TeamSettings, item).data;
    if (!item || team?.conversationId !== channel.conversationId) {
      return undefined;
    }
    const data = { ...team, conversationId: channel.id };
    return [{ kind: "replace", id: "team", data, etag: item.etag }];
  });
}

/** Brings back the settings of a team that was set aside, home included; does nothing where it is there, or never was. */
export async function restore(services: Services, teamId: string): Promise<void> {
  const pk = teamPartition(teamId);
  const left = await services.store.get(pk, "left");
  if (!left) {
    return;
  }
  // False where the event was received twice at once, or Gnista was added again: the team is there.
  await tryWrite(services.store, pk, [
    { kind: "create", id: "team", data: read(TeamSettings, left).data },
    { kind: "delete", id: "left", etag: left.etag },
  ]);
}
