import type { Services, TeamConversation } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { teamPartition } from "../../../kernel/settings.ts";

/**
 * Moves the team's home to General, whose id is the team's, if its home is this channel. Older versions used as home
 * any channel from which they first got an event of the team.
 */
export async function leaveHomeConversation(services: Services, channel: TeamConversation): Promise<void> {
  await updateWithRetry(services.store, teamPartition(channel.id), "team", (item) => {
    const team = item && readDocument(TeamSettings, item).data;
    if (!item || team?.conversationId !== channel.conversationId) {
      return undefined;
    }
    const data = { ...team, conversationId: channel.id };
    return [{ kind: "replace", id: "team", data, etag: item.etag }];
  });
}

/** Restores the settings of a removed team, home included. Does nothing when the team exists, or never did. */
export async function restoreTeam(services: Services, teamId: string): Promise<void> {
  const pk = teamPartition(teamId);
  const removedTeam = await services.store.get(pk, "left");
  if (!removedTeam) {
    return;
  }
  // The write fails if a concurrent event, or a new installation, has restored the team already.
  await tryWrite(services.store, pk, [
    { kind: "create", id: "team", data: readDocument(TeamSettings, removedTeam).data },
    { kind: "delete", id: "left", etag: removedTeam.etag },
  ]);
}
