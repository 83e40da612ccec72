import type { Services } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { cutName } from "../../../core/person-ref.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { teamPartition } from "../../../kernel/settings.ts";

/** Stores the team's new name. Does nothing where Gnista does not know the team. */
export async function renameTeam(services: Services, teamId: string, name: string): Promise<void> {
  await updateWithRetry(services.store, teamPartition(teamId), "team", (item) => {
    const team = item && readDocument(TeamSettings, item).data;
    if (!item || team?.name === cutName(name)) {
      return undefined;
    }
    return [{ kind: "replace", id: "team", data: { ...team, name: cutName(name) }, etag: item.etag }];
  });
}
