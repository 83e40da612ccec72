import { tooFewToShow } from "../core/anonymity.ts";
import type { Person, World } from "../core/context.ts";
import type { Op } from "../core/document-store.ts";
import { unlessRefused } from "../core/errors.ts";
import { tryWrite } from "../core/try-write.ts";
import { type Team, teamMembers } from "./access.ts";
import { noActs, type WeekCounts } from "./contract.ts";
import { teamPartition } from "./settings.ts";

const KEPT_S = 36 * 31 * 24 * 3600;

/** Where an act was done: the team, and which of its conversations. */
export interface ActPlace {
  readonly team: Team;
  readonly conversationId: string;
}

/**
 * Returns the ops that count an act, for the same write as the act, and makes sure that the week's document exists.
 *
 * Empty where fewer than five people are in the team or in the conversation: a count of so few would say what each did,
 * also later, when the team has grown.
 *
 * @throws TryLater where Teams cannot say now who is there
 */
export async function weekOps(
  world: World,
  { team, conversationId }: ActPlace,
  week: string,
  by: Readonly<Record<string, number>>,
): Promise<Op[]> {
  if ((await hasTooFewToCount(world, team)) || (await areTooFew(world.roster.members(conversationId)))) {
    return [];
  }
  const teamId = team.id;
  const id = `w|${week}`;
  const empty: WeekCounts = { schema: 1, week, acts: noActs };
  const pk = teamPartition(teamId);
  // A read costs a fifth of a write that is refused.
  if (!(await world.store.get(pk, id))) {
    await tryWrite(world.store, pk, [{ kind: "create", id, data: empty, ttl: KEPT_S }]);
  }
  return [{ kind: "incr", id, by }];
}

/** True where fewer than five people are in the team. */
export const hasTooFewToCount = (world: World, team: Team): Promise<boolean> => areTooFew(teamMembers(world, team));

/** True also where Gnista may not know who they are. */
async function areTooFew(asking: Promise<readonly Person[]>): Promise<boolean> {
  const members = await unlessRefused(asking);
  return tooFewToShow(members?.length ?? 0);
}
