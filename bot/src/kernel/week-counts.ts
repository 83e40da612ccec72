import type { Person, Services } from "../core/context.ts";
import type { Op } from "../core/document-store.ts";
import { undefinedIfRefused } from "../core/errors.ts";
import { tooFewToShow } from "../core/too-few-to-show.ts";
import { tryWrite } from "../core/try-write.ts";
import { type AccessTeam, teamMembers } from "./access.ts";
import { noActs, type WeekCounts } from "./contract.ts";
import { teamPartition } from "./settings.ts";

const RETENTION_S = 36 * 31 * 24 * 3600;

/** The team and the conversation of an act. */
export interface ActLocation {
  readonly team: AccessTeam;
  readonly conversationId: string;
}

/**
 * Returns the ops that count an act, for the same batch as the act, and ensures that the week's document exists.
 *
 * Empty where fewer than five people are in the team or in the conversation: such a count would tell what each did,
 * also after the team has grown.
 *
 * @throws TryLater when Teams does not return the members
 */
export async function weekCountOps(
  services: Services,
  { team, conversationId }: ActLocation,
  week: string,
  by: Readonly<Record<string, number>>,
): Promise<Op[]> {
  if ((await hasTooFewToCount(services, team)) || (await areTooFew(services.roster.members(conversationId)))) {
    return [];
  }
  const teamId = team.id;
  const id = `w|${week}`;
  const empty: WeekCounts = { schema: 1, week, acts: noActs };
  const pk = teamPartition(teamId);
  // A read costs a fifth of a refused write.
  if (!(await services.store.get(pk, id))) {
    await tryWrite(services.store, pk, [{ kind: "create", id, data: empty, ttl: RETENTION_S }]);
  }
  return [{ kind: "incr", id, by }];
}

/** True where fewer than five people are in the team. */
export const hasTooFewToCount = (services: Services, team: AccessTeam): Promise<boolean> =>
  areTooFew(teamMembers(services, team));

/** True also where Gnista has no access to the members. */
async function areTooFew(asking: Promise<readonly Person[]>): Promise<boolean> {
  const members = await undefinedIfRefused(asking);
  return tooFewToShow(members?.length ?? 0);
}
