import { z } from "zod";
import { type Action, action, type Reply } from "../core/action.ts";
import type { Command, CommandInput } from "../core/command.ts";
import type { Context } from "../core/context.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Feature } from "../core/feature.ts";
import { isInConversation } from "./access.ts";
import { enter } from "./enter.ts";
import { requireMember } from "./require-member.ts";

/** A command from a personal chat, and the team that it is about. */
const TeamCommand = z.object({
  teamId: z.string().min(1).max(200),
  command: z.string().max(50),
  /** Missing in cards of an older version. */
  called: z.string().max(50).optional(),
  text: z.string().max(10_000),
  nonce: z.string().max(100),
});

/** Runs the command as if it had been written in that team. Only the actor sees the answer. */
export function teamCommandAction(features: readonly Feature[]): Action {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  return action("team", TeamCommand, {}, async (ctx, { teamId, command: name, called, text, nonce }) => {
    const command = commands.find(({ names }) => names.includes(name));
    if (!command) {
      throw new AppError(coreErrors.UNKNOWN_ACTION);
    }
    return runInTeam(ctx, command, teamId, { called, text, mentions: [], nonce });
  });
}

/**
 * Runs a command of a personal chat in one of the actor's teams. Only the actor sees the answer.
 *
 * @throws AppError `NOT_YOUR_TEAM`
 */
export async function runInTeam(ctx: Context, command: Command, teamId: string, input: CommandInput): Promise<Reply> {
  const { id, conversationId } = await requireMember(ctx, teamId);
  if (!(await isInConversation(ctx, conversationId))) {
    throw new AppError(coreErrors.NOT_YOUR_TEAM);
  }
  return enter({ ...ctx, team: { id, conversationId } }, { access: command.access, teamId: id }, (entered) =>
    command.run(entered, { ...input, isPrivate: true }),
  );
}
