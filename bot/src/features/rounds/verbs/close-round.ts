import type { Context, Services } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { TryLater } from "../../../core/outbox.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { AboutRound, Panels, Round } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { withoutRound } from "../rules/panels.ts";
import { withRoundClosed } from "../rules/round.ts";
import { forgetParticipation } from "../store/block.ts";
import {
  changePanels,
  FORGOTTEN_AFTER_MS,
  findPanels,
  partOf,
  promise,
  promiseForget,
  roundIn,
  roundJobs,
} from "../store/panels.ts";
import { boxOf, destroyBox } from "../store/sealed-box.ts";
import { countMeeting } from "./count-meeting.ts";

/**
 * Ends the round: its state is deleted now, and one line without names in the meeting's chat is promised.
 *
 * @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export async function closeRound(ctx: Context, { teamId, roundId }: AboutRound): Promise<void> {
  await requireMember(ctx, teamId);
  await changeOrEnd(ctx, teamId, "withSummary", (panels) => {
    if (!panels) {
      throw new AppError(roundErrors.ROUND_OVER);
    }
    return withRoundClosed(panels, ctx.actor.id, roundId);
  });
}

/**
 * Changes the state of the panels. If that ends a round, its follow-up jobs are promised before the round is deleted.
 */
async function changeOrEnd(
  services: Services,
  teamId: string,
  how: "withSummary" | "withoutSummary",
  change: (panels: Panels | undefined) => Panels | undefined,
): Promise<void> {
  await changePanels(services, teamId, async (panels) => {
    const after = change(panels);
    if (panels?.round && after?.round === undefined) {
      await promiseEnd(services, teamId, panels.round, how);
    }
    return after;
  });
}

async function promiseEnd(
  services: Services,
  teamId: string,
  round: Round,
  how: "withSummary" | "withoutSummary",
): Promise<void> {
  const [at, part] = [services.now, partOf(round)];
  await promise(services, teamId, { job: roundJobs.cleanUp, key: `${round.id}:clean-up`, at, part });
  if (how === "withSummary") {
    await promise(services, teamId, { job: roundJobs.summary, key: `${round.id}:summary`, at, part });
  }
}

/**
 * Makes follow-up jobs wait until the round has ended.
 *
 * @throws TryLater while the round runs: its end is promised before it is written, and may yet be refused
 */
export async function requireEnded(services: Services, teamId: string, { id }: Pick<Round, "id">): Promise<void> {
  if (await stillRunning(services, teamId, id)) {
    throw new TryLater();
  }
}

async function stillRunning(services: Services, teamId: string, roundId: string): Promise<Round | undefined> {
  const round = (await findPanels(services, teamId))?.round;
  return round?.id === roundId ? round : undefined;
}

/**
 * Destroys the sealed entries of a round that is over or revealed, and what the disk still holds of them. Answers are
 * counted first.
 *
 * @throws TryLater while entries may still be written
 */
export async function cleanUpRound(services: Services, teamId: string, part: string): Promise<void> {
  const round = roundIn(part);
  if (!round) {
    return;
  }
  const running = await stillRunning(services, teamId, round.id);
  if (running && running.revealed === undefined) {
    throw new TryLater();
  }
  const box = boxOf(teamId, round);
  if (box) {
    if (round.kind === "closing") {
      await countMeeting(services, teamId, round.id);
    }
    await destroyBox(services, box);
  }
  await services.store.purge();
}

/** Ends a round that still runs when the meeting is over, as if the host had ended it. */
export async function meetingEnded(services: Services, teamId: string): Promise<void> {
  await changeOrEnd(services, teamId, "withSummary", (panels) => (panels ? withoutRound(panels) : undefined));
}

/** Deletes everything after Gnista was removed. Posts nothing. */
export async function forgetAll(services: Services, teamId: string): Promise<void> {
  await changeOrEnd(services, teamId, "withoutSummary", () => undefined);
  await forgetParticipation(services, teamId);
  await services.store.purge();
}

/**
 * Deletes the panels' state when nobody has had a panel open for half an hour; otherwise checks again later. A document
 * without changes for half a day belongs to instances that failed together.
 */
export async function forgetIfEmpty(services: Services, teamId: string): Promise<void> {
  const panels = await findPanels(services, teamId);
  if (!panels) {
    return;
  }
  const isOver = ({ emptySince, changedAt }: Panels) =>
    isPast(services, emptySince, FORGOTTEN_AFTER_MS) || isPast(services, changedAt, ABANDONED_AFTER_MS);
  if (!isOver(panels)) {
    return promiseForget(services, teamId, new Date(panels.emptySince ?? services.now));
  }
  // Checked again within the write: a panel may be opened concurrently.
  await changeOrEnd(services, teamId, "withoutSummary", (now) => (now && isOver(now) ? undefined : now));
  await services.store.purge();
}

const ABANDONED_AFTER_MS = 12 * 3600_000;

const isPast = (services: Services, since: string | undefined, ms: number): boolean =>
  since !== undefined && services.now.getTime() - Date.parse(since) >= ms;
