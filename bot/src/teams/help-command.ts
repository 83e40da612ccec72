import type { Command } from "../core/command.ts";
import { restAfter } from "../core/match-command.ts";
import { teamsTexts } from "./texts.ts";

/** Help belongs to this edge, since it covers every feature. The manifest lists it last, in every scope. */
export const helpCommand: Pick<Command, "names" | "help"> = {
  names: ["hjälp", "help"],
  help: { sv: teamsTexts.sv.helpHelp, en: teamsTexts.en.helpHelp },
};

/** Words that ask for help. */
const greetings: readonly string[] = ["hej", "hi", "hello", ...helpCommand.names];

export const isGreeting = (text: string): boolean => restAfter(greetings, text) !== undefined;
