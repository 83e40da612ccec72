import type { TeamSettings } from "#bot/kernel/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { TEAM, type Team } from "../support/a-team.ts";

/** The names of the team's stored leaders. */
export const leadersIn = async (team: Team): Promise<readonly string[]> =>
  (await team.store.get<TeamSettings>(teamPartition(TEAM), "team"))?.data.leaders.map(({ name }) => name) ?? [];
