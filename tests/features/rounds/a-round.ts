import { AppError } from "#bot/core/errors.ts";
import type { Panels, RoundKind } from "#bot/features/rounds/contract.ts";
import type { roundErrors } from "#bot/features/rounds/errors.ts";
import { noPanels, withArrival } from "#bot/features/rounds/rules/panels.ts";
import { withRoundStarted } from "#bot/features/rounds/rules/round.ts";
import { withTurnEnded } from "#bot/features/rounds/rules/turn.ts";
import { upcomingSpeakers } from "#bot/features/rounds/rules/upcoming-speakers.ts";
import { viewsOf } from "#bot/features/rounds/rules/view.ts";

export const now = new Date("2026-02-03T09:00:00+01:00");
export const ROUND = "r".repeat(22);
export const personNamed = (id: string) => ({ id, name: id.toUpperCase() });

/** A meeting where these people have their panels open; the first leads unless `leads` is given. */
export function meetingOf(people: readonly string[], leads: readonly string[] = people.slice(0, 1)): Panels {
  const empty = { ...noPanels("team", now), leads: [...leads] };
  return people.reduce((panels, id) => withArrival(panels, personNamed(id), "here"), empty as Panels);
}

export const startRound = (panels: Panels, by: string, kind: RoundKind = "speaking", seed = "seed", id = ROUND) =>
  withRoundStarted(panels, { id, kind, actorId: by, seed, now });

export type ErrorCode = keyof typeof roundErrors | "MALFORMED";

export const errorCodeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.code : undefined;
  }
};

export const viewFor = (panels: Panels, id: string) => viewsOf(panels)(id);
export const speaker = (panels: Panels) => panels.round?.speakerId;
export const order = (panels: Panels) => (panels.round ? upcomingSpeakers(panels, panels.round) : []);

/** Ends one turn after another, and returns the speakers in order. */
export function speakingOrder(panels: Panels): readonly string[] {
  const spoke: string[] = [];
  let rest = panels;
  while (rest.round?.speakerId !== undefined) {
    spoke.push(rest.round.speakerId);
    rest = withTurnEnded(rest, rest.round.speakerId, ROUND, rest.round.turn);
  }
  return spoke;
}
