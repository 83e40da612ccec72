import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { digest, eventId, mintedAt, mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import type { Panels, StartRound } from "../contract.ts";
import { isSmallTeam } from "../queries/small-team.ts";
import { noPanels } from "../rules/panels.ts";
import { withRoundStarted } from "../rules/round.ts";
import { changePanels, findPanels, partOf, promise, RETENTION_S, roundJobs } from "../store/panels.ts";
import { boxOf, createBox, destroyBox } from "../store/sealed-box.ts";

/** A start request that arrives later than this was meant for another moment of the meeting. */
const START_LIFETIME_MS = 10 * 60_000;

/** Entries still exist by then, so they are counted; a round that nobody continues has been ended. */
const NET_MS = (RETENTION_S - 4 * 3600) * 1000;

/**
 * Starts a round with everybody whose panel is open. The same press of the button sent twice, in parallel or later,
 * starts one round.
 *
 * @throws AppError as the rules, and `FORM_TOO_OLD`
 */
export async function startRound(ctx: Context, { teamId, nonce, kind, question }: StartRound): Promise<void> {
  const team = await requireMember(ctx, teamId);
  if (ctx.now.getTime() - mintedAt(nonce, ctx.now).getTime() > START_LIFETIME_MS) {
    throw new AppError(coreErrors.FORM_TOO_OLD);
  }
  const id = eventId("rounds", ctx.actor.id, nonce);
  const seed = digest(mintIdempotencyToken(ctx.now));
  const isSmall = kind === "closing" && (await isSmallTeam(ctx, team));
  const withThisRound = (panels: Panels) =>
    withRoundStarted(panels, { id, kind, actorId: ctx.actor.id, seed, now: ctx.now, isSmall, question });

  const before = (await findPanels(ctx, teamId)) ?? noPanels(teamId, ctx.now);
  const isNew = withThisRound(before) !== before;
  const box = boxOf(teamId, { id, kind });
  if (isNew && box) {
    // A fallback: after a crash from which nobody continues, the entries are destroyed all the same.
    const at = new Date(ctx.now.getTime() + NET_MS);
    await promise(ctx, teamId, { job: roundJobs.cleanUp, key: `${id}:net`, at, part: partOf({ id, kind }) });
    const { meetingId } = before;
    await createBox(ctx, box, {
      ...(meetingId === undefined ? {} : { meeting: digest(meetingId) }),
      ...(isSmall ? { isSmall } : {}),
    });
  }
  try {
    await changePanels(ctx, teamId, (panels) => withThisRound(panels ?? noPanels(teamId, ctx.now)));
  } catch (error) {
    if (error instanceof AppError && box) {
      // Another person's round was started concurrently.
      await destroyBox(ctx, box);
    }
    throw error;
  }
  await promise(ctx, teamId, { job: roundJobs.tell, key: `${id}:tell`, at: mintedAt(nonce, ctx.now), part: id });
}
