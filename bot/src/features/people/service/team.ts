import type { Context } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { changing } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { isoWeek } from "../../../core/week.ts";
import { type PressedWeek, type TeamDraft, TeamSettings } from "../contract.ts";
import { weeksToMark, withPressedWeek, zoneNamed } from "../rules.ts";
import { teamPartition } from "../service.ts";
import { leading } from "./lead.ts";

/** @throws AppError `NOT_LEADER`, `NO_LEADER_YET`, `UNKNOWN_ZONE` */
export async function saveTeam(ctx: Context, { teamId, values, locale, zone: said }: TeamDraft): Promise<TeamSettings> {
  await leading(ctx, teamId);
  const zone = zoneNamed(said);
  if (zone === undefined) {
    throw new AppError("UNKNOWN_ZONE");
  }
  return changeTeam(ctx, teamId, (team) => ({ ...team, values, locale, zone }));
}

/**
 * Marks a week in which Gnista keeps quiet, this one or the next, or takes the mark away.
 *
 * @throws AppError `NOT_LEADER`, `NO_LEADER_YET`, `FORM_TOO_OLD` for any other week
 */
export async function pressedWeek(ctx: Context, { teamId, week, pressed }: PressedWeek): Promise<TeamSettings> {
  const { zone } = await leading(ctx, teamId);
  if (!weeksToMark(ctx.now, zone).includes(week)) {
    throw new AppError("FORM_TOO_OLD");
  }
  return changeTeam(ctx, teamId, (team) => ({
    ...team,
    pressedWeeks: withPressedWeek(team.pressedWeeks, week, pressed, isoWeek(ctx.now, zone)),
  }));
}

/** Two changes at once both count. */
async function changeTeam(
  ctx: Context,
  teamId: string,
  change: (team: TeamSettings) => TeamSettings,
): Promise<TeamSettings> {
  let changed: TeamSettings | undefined;
  await changing(ctx.store, teamPartition(teamId), "team", (item) => {
    if (!item) {
      throw new AppError("NOT_YOUR_TEAM");
    }
    changed = change(read(TeamSettings, item).data);
    return [{ kind: "replace", id: "team", data: changed, etag: item.etag }];
  });
  if (!changed) {
    throw new AppError("NOT_YOUR_TEAM");
  }
  return changed;
}
