import type { Access, Reply } from "./action.ts";
import type { Context, Person } from "./context.ts";
import type { Label } from "./locale.ts";

export interface Command {
  /** Swedish first, then English; both always work. Matched as whole words, at the start of the text. */
  readonly names: readonly [string, string];
  /** Further words that call it, in any language. Help and the manifest do not show them. */
  readonly synonyms?: readonly string[];
  /** Also called at the end, before people only: `för hjälpen, tack @Anna`. Never for a command that posts at once. */
  readonly mayStandLast?: boolean;
  /** One line for the help card and for Teams' list of commands. */
  readonly help: Label;
  /** Where Teams lists it. A command without a listing works when typed, and is listed in help. */
  readonly listed?: CommandListing;
  /** Unless it is `self`, the command asks in a personal chat which team is meant. */
  readonly access: Access;
  run(ctx: Context, input: CommandInput): Promise<Reply>;
  /**
   * Answers in a personal chat, about the actor only and before a team is chosen. Undefined: the command runs as
   * everywhere else.
   */
  answerInPersonalChat?(ctx: Context, input: CommandInput): Promise<Reply | undefined>;
}

export interface CommandInput {
  /** The words that called the command, as typed: its name or a synonym. */
  readonly called?: string | undefined;
  /** Plain text after the command's name, without mentions of Gnista. */
  readonly text: string;
  readonly mentions: readonly Person[];
  /** The same for a message that Teams delivers twice. */
  readonly nonce: string;
  /**
   * The `nonce` of the same words, when the actor sent them shortly before: Teams may have sent them twice, or the
   * person did. A command that opens a form opens it again. A command that posts acts under this nonce, so that it
   * posts once, and its reply is about the first post.
   */
  readonly repeats?: string | undefined;
  /** Nobody else reads the answer: in a personal chat, or after a click on a button of help. */
  readonly isPrivate?: boolean;
  /** The answer is a view of a message that has another use: a form in it must not replace the message. */
  readonly keepsMessage?: boolean;
}

/** The scopes for which the manifest has a list of commands. */
export const commandScopes = ["team", "groupChat", "personal"] as const;

export type CommandScope = (typeof commandScopes)[number];

/** Input of `npm run manifest`. */
export interface CommandListing {
  readonly scopes: readonly CommandScope[];
  /** Position in those lists, lowest first, unique in each. A list holds twelve; help takes the last position. */
  readonly rank: number;
}
