import type { Services } from "../../../core/context.ts";
import { type AccessTeam, teamMembers } from "../../../kernel/access.ts";
import { isTooSmall } from "../rules/participation.ts";

/** Whether the team has fewer people than a figure of "Kom du till tals?" needs: such a team never sees one. */
export async function isSmallTeam(services: Services, team: AccessTeam): Promise<boolean> {
  const members = await teamMembers(services, team);
  return isTooSmall(members.filter(({ isExternal }) => !isExternal).length);
}
