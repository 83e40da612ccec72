import { z } from "zod";
import { type Action, action, type Reply } from "../core/action.ts";
import type { Command } from "../core/command.ts";
import type { Context } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import { mintIdempotencyToken } from "../core/idempotency-token.ts";
import { enter } from "../kernel/enter.ts";
import { runInTeam } from "../kernel/team-command.ts";
import { teamsToChoose, whichTeamCard } from "./which-team.ts";

/** The verb of the buttons on the help card. */
export const RUN_COMMAND = "teams/run-command";

const NamedCommand = z.object({ command: z.string().max(50) });

/** Runs a command without text for the actor alone, as if they had typed it. The help card stays for everybody else. */
export function runCommandAction(features: readonly Feature[]): Action {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  return action("self", NamedCommand, {}, async (ctx, { command: name }) => {
    const command = commands.find(({ names }) => names.includes(name));
    if (!command) {
      throw new AppError(coreErrors.UNKNOWN_ACTION);
    }
    return command.access === "self" || ctx.team ? runHere(ctx, command) : runInPersonalChat(ctx, command);
  });
}

const inputOf = (ctx: Context) => ({
  text: "",
  mentions: [],
  nonce: mintIdempotencyToken(ctx.now),
  isPrivate: true,
  keepsMessage: true,
});

const runHere = (ctx: Context, command: Command): Promise<Reply> =>
  enter(ctx, { access: command.access, teamId: ctx.team?.id }, (entered) => command.run(entered, inputOf(ctx)));

/** Asks for the team only where there are several. */
async function runInPersonalChat(ctx: Context, command: Command): Promise<Reply> {
  const teams = await teamsToChoose(ctx);
  const { text, nonce } = inputOf(ctx);
  return teams.length === 1
    ? runInTeam(ctx, command, teams[0].id, inputOf(ctx))
    : { card: whichTeamCard(ctx, teams, { command: command.names[0], called: "", text, nonce }) };
}
