import { EXTENSION_MS, type Panels } from "../contract.ts";
import { requireMayRunRound, runningRound } from "./round.ts";

/**
 * Gives everybody more time to write: from the end that the host saw, or from now when the time is up. Does nothing when
 * that end has changed since, or the texts have been revealed.
 *
 * @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export function withWritingExtended(
  panels: Panels,
  { actorId, roundId, until, now }: { actorId: string; roundId: string; until: string; now: Date },
): Panels {
  const round = runningRound(panels, roundId, "writing");
  requireMayRunRound(panels, round, actorId);
  if (round.writeUntil !== until || round.revealed) {
    return panels;
  }
  const from = Math.max(Date.parse(until), now.getTime());
  return { ...panels, round: { ...round, writeUntil: new Date(from + EXTENSION_MS).toISOString() } };
}
