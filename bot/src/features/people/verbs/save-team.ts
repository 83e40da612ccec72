import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { updateWithRetry } from "../../../core/update-with-retry.ts";
import { TeamSettings } from "../../../kernel/contract.ts";
import { requireLeader } from "../../../kernel/require-member.ts";
import { teamPartition } from "../../../kernel/settings.ts";
import type { TeamDraft } from "../contract.ts";
import { peopleErrors } from "../errors.ts";
import { zoneNamed } from "../rules/zones.ts";

/** @throws AppError `NOT_LEADER`, `NO_LEADER_YET`, `UNKNOWN_ZONE` */
export async function saveTeam(
  ctx: Context,
  { teamId, values, locale, zone: chosenZone }: TeamDraft,
): Promise<TeamSettings> {
  await requireLeader(ctx, teamId);
  const zone = zoneNamed(chosenZone);
  if (zone === undefined) {
    throw new AppError(peopleErrors.UNKNOWN_ZONE);
  }
  return changeTeam(ctx, teamId, (team) => ({ ...team, values, locale, zone }));
}

/** Changes the team's settings; concurrent changes are both applied. */
export async function changeTeam(
  ctx: Context,
  teamId: string,
  change: (team: TeamSettings) => TeamSettings,
): Promise<TeamSettings> {
  let changed: TeamSettings | undefined;
  await updateWithRetry(ctx.store, teamPartition(teamId), "team", (item) => {
    if (!item) {
      throw new AppError(coreErrors.NOT_YOUR_TEAM);
    }
    changed = change(readDocument(TeamSettings, item).data);
    return [{ kind: "replace", id: "team", data: changed, etag: item.etag }];
  });
  if (!changed) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  return changed;
}
