import type { Context, World } from "../../../core/context.ts";
import { deleteAll } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { actingIn } from "../../people/service.ts";
import type { AboutRound, Panels, Round } from "../contract.ts";
import { ended } from "../rules/presence.ts";
import { close } from "../rules.ts";
import { destroyBox } from "./box.ts";
import { addToHeard } from "./closing.ts";
import { boxOf } from "./run.ts";
import {
  changePanels,
  FORGOTTEN_AFTER_MS,
  findPanels,
  heardPartition,
  partOf,
  promise,
  promiseForget,
  roundIn,
  roundJobs,
} from "./store.ts";

/**
 * Ends the round: what it held is deleted now, and one line without names in the meeting's chat is promised. Again, it
 * makes the same promises.
 *
 * @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export async function closeRound(ctx: Context, { teamId, roundId }: AboutRound): Promise<void> {
  await actingIn(ctx, teamId);
  const after = await changePanels(ctx, teamId, (panels) => {
    if (!panels) {
      throw new AppError("ROUND_OVER");
    }
    return close(panels, ctx.actor.id, roundId);
  });
  if (after?.ended?.id === roundId) {
    await promiseEnd(ctx, teamId, after.ended, new Date(after.changedAt));
  }
}

async function promiseEnd(
  world: World,
  teamId: string,
  round: Pick<Round, "id" | "kind">,
  at: Date,
  isSaid = true,
): Promise<void> {
  const part = partOf(round);
  await promise(world, teamId, { job: roundJobs.cleanUp, key: `${round.id}:clean-up`, at, part });
  if (isSaid) {
    await promise(world, teamId, { job: roundJobs.summary, key: `${round.id}:summary`, at, part });
  }
}

/** Destroys what the round left beside the live document, and what the disk still holds of it. Answers are counted first. */
export async function cleanUpRound(world: World, teamId: string, part: string): Promise<void> {
  const round = roundIn(part);
  const box = round && boxOf(teamId, round);
  if (box) {
    if (round.kind === "closing") {
      await addToHeard(world, box);
    }
    await destroyBox(world, box);
  }
  await world.store.purge();
}

/** The meeting is over: a round that was left running ends. */
export async function meetingEnded(world: World, teamId: string): Promise<void> {
  await endWhatRuns(world, teamId, (panels) => (panels ? ended(panels) : undefined));
}

/** Gnista was removed: nobody there is asked or shown anything any more. */
export async function forgetAll(world: World, teamId: string): Promise<void> {
  await endWhatRuns(world, teamId, () => undefined);
  await deleteAll(world.store, heardPartition(teamId));
  await world.store.purge();
}

/**
 * Forgets the panels when nobody has had one open for half an hour; else looks again later. A document that nothing has
 * changed for half a day belongs to instances that died together.
 */
export async function forgetIfEmpty(world: World, teamId: string): Promise<void> {
  const panels = await findPanels(world, teamId);
  if (!panels) {
    return;
  }
  const isOver = ({ emptySince, changedAt }: Panels) =>
    isPast(world, emptySince, FORGOTTEN_AFTER_MS) || isPast(world, changedAt, ABANDONED_AFTER_MS);
  if (!isOver(panels)) {
    return promiseForget(world, teamId, new Date(panels.emptySince ?? world.now));
  }
  // Somebody may open a panel in this very moment.
  await endWhatRuns(world, teamId, (now) => (now && isOver(now) ? undefined : now));
  await world.store.purge();
}

const ABANDONED_AFTER_MS = 12 * 3600_000;

const isPast = (world: World, since: string | undefined, ms: number): boolean =>
  since !== undefined && world.now.getTime() - Date.parse(since) >= ms;

async function endWhatRuns(
  world: World,
  teamId: string,
  change: (panels: Panels | undefined) => Panels | undefined,
): Promise<void> {
  let round: Round | undefined;
  const after = await changePanels(world, teamId, (panels) => {
    round = panels?.round;
    return change(panels);
  });
  if (round && after?.round === undefined) {
    await promiseEnd(world, teamId, round, world.now, false);
  }
}
