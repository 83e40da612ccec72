import type { Context } from "../../../core/context.ts";
import { AppError, coreErrors } from "../../../core/errors.ts";
import { digest, eventId, mintedAt, mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { requireMember } from "../../../kernel/team-access.ts";
import type { Panels, StartRound } from "../contract.ts";
import { isSmallTeam } from "../queries/small-team.ts";
import { noPanels } from "../rules/presence.ts";
import { start } from "../rules/round.ts";
import { changePanels, findPanels, partOf, promise, RETENTION_S, roundJobs } from "../store/panels.ts";
import { boxOf, destroyBox, openBox } from "../store/sealed-box.ts";

/** A start that arrives later than this was meant for another moment of the meeting. */
const START_LIFETIME_MS = 10 * 60_000;

/** What was put in a box is still there by then, so that it counts; a round that nobody goes on with has been ended. */
const NET_MS = (RETENTION_S - 4 * 3600) * 1000;

/**
 * Starts a round with everybody whose panel is open. The same press of the button sent twice, in parallel or later,
 * starts one.
 *
 * @throws AppError as the rules, and `FORM_TOO_OLD`
 */
export async function startRound(ctx: Context, { teamId, nonce, kind }: StartRound): Promise<void> {
  const team = await requireMember(ctx, teamId);
  if (ctx.now.getTime() - mintedAt(nonce, ctx.now).getTime() > START_LIFETIME_MS) {
    throw new AppError(coreErrors.FORM_TOO_OLD);
  }
  const id = eventId("rounds", ctx.actor.id, nonce);
  const seed = digest(mintIdempotencyToken(ctx.now));
  const isSmall = kind === "closing" && (await isSmallTeam(ctx, team));
  const starting = (panels: Panels) => start(panels, { id, kind, actorId: ctx.actor.id, seed, now: ctx.now, isSmall });

  const before = (await findPanels(ctx, teamId)) ?? noPanels(teamId, ctx.now);
  const isNew = starting(before) !== before;
  const box = boxOf(teamId, { id, kind });
  if (isNew && box) {
    // A net: should the house fall where nobody comes back, what was put in is destroyed all the same.
    const at = new Date(ctx.now.getTime() + NET_MS);
    await promise(ctx, teamId, { job: roundJobs.cleanUp, key: `${id}:net`, at, part: partOf({ id, kind }) });
    const { meetingId } = before;
    await openBox(ctx, box, {
      ...(meetingId === undefined ? {} : { meeting: digest(meetingId) }),
      ...(isSmall ? { isSmall } : {}),
    });
  }
  try {
    await changePanels(ctx, teamId, (panels) => starting(panels ?? noPanels(teamId, ctx.now)));
  } catch (error) {
    if (error instanceof AppError && box) {
      // Somebody else's round was started in the same moment.
      await destroyBox(ctx, box);
    }
    throw error;
  }
  await promise(ctx, teamId, { job: roundJobs.tell, key: `${id}:tell`, at: mintedAt(nonce, ctx.now), part: id });
}
