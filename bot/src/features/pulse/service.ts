import { tooFewToShow } from "../../core/anonymity.ts";
import type { Context, Person, World } from "../../core/context.ts";
import { read } from "../../core/document.ts";
import { Conflict, type Item, type Op, startingWith } from "../../core/document-store.ts";
import { unlessRefused } from "../../core/errors.ts";
import { toTheMinute } from "../../core/week.ts";
import { leads, type Team, teamMembers } from "../../kernel/access.ts";
import { recentThanks } from "../kudos/service.ts";
import { newestWhereActorIs } from "../people/service/there.ts";
import { actingIn, rememberMembership, teamPartition } from "../people/service.ts";
import { MOST_THANKS, MOST_WAITING, noActs, type Overview, StoredQuestion, type WeekCounts } from "./contract.ts";
import { asSeenBy, inOrder, MOST_DECIDED, oldestDecision, oldestQuestion, THANKS_DAYS, thanksSeenBy } from "./rules.ts";

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
    await createOnce(world, pk, { kind: "create", id, data: empty, ttl: KEPT_S });
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

/** Somebody else may make it in the same moment. */
async function createOnce(world: World, pk: string, op: Op): Promise<void> {
  try {
    await world.store.write(pk, [op]);
  } catch (error) {
    if (!(error instanceof Conflict)) {
      throw error;
    }
  }
}

/**
 * The team as whoever is in it may see it: the same for leader and member, but for which questions are the viewer's own,
 * and for channels that are not the whole team's.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function overview(ctx: Context, teamId: string): Promise<Overview> {
  const team = await actingIn(ctx, teamId);
  await rememberMembership(ctx, team);
  const [waiting, told, thanks] = await Promise.all([
    questionsWaiting(ctx, teamId),
    recentlyTold(ctx, teamId),
    recentThanks(ctx, teamId, team.zone, THANKS_DAYS),
  ]);
  return {
    team: { id: team.id, name: team.name, locale: team.locale, zone: team.zone },
    now: toTheMinute(ctx.now),
    ...inOrder(
      [...waiting.questions, ...told].map((question) => asSeenBy(ctx.actor.id, question, ctx.now)),
      ctx.now,
    ),
    hasMoreQuestions: waiting.hasMore,
    thanks: thanks.slice(0, MOST_THANKS).map((line) => thanksSeenBy(ctx.actor.id, line)),
    hasMoreThanks: thanks.length > MOST_THANKS,
    isLeader: await leads(ctx, team),
  };
}

/** What was decided: as much to read after three years as after a week. */
function recentlyTold(ctx: Context, teamId: string): Promise<readonly StoredQuestion[]> {
  const range = { ...since("d", oldestDecision(ctx.now)), most: MOST_DECIDED };
  return newestWhereActorIs(ctx, teamId, range, storedLine);
}

/** What is open, or closed and not decided yet, where the actor is: the newest. */
export async function questionsWaiting(
  ctx: Context,
  teamId: string,
): Promise<{ readonly questions: readonly StoredQuestion[]; readonly hasMore: boolean }> {
  const range = { ...since("q", oldestQuestion(ctx.now)), most: MOST_WAITING + 1 };
  const newest = await newestWhereActorIs(ctx, teamId, range, storedLine);
  return { questions: newest.slice(0, MOST_WAITING), hasMore: newest.length > MOST_WAITING };
}

const storedLine = (item: Item) => read(StoredQuestion, item).data;

const since = (kind: "q" | "d", from: Date) => ({
  ...startingWith(`${kind}|`),
  from: `${kind}|${from.toISOString()}`,
});
