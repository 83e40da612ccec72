import type { CommandInput } from "#bot/core/command.ts";
import { aTeam } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

/** A team whose only feature is `aSlice`'s; `receivedCommands` lists the commands that it ran. */
export async function aTrialTeam(parts: Parameters<typeof aTeam>[0] = {}) {
  const { slice, ...reached } = aSlice();
  const team = await aTeam({ features: [slice], ...parts });
  const receivedCommands = () => reached.seen.map(({ what, data }) => ({ what, ...(data as CommandInput) }));
  return { team, receivedCommands, ...reached };
}

export const textOf = (card: unknown) => JSON.stringify(card);
