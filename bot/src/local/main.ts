import { relative } from "node:path";
import { parseArgs } from "node:util";
import { asCommand } from "../command.ts";
import { type LocalConfig, readLocalConfig } from "../config.ts";
import type { Locale } from "../core/context.ts";
import { LocaleName } from "../kernel/contract.ts";
import { teamIn, you } from "./sample-team.ts";
import { type Local, startLocal } from "./start.ts";

/** `npm start`: runs Gnista on this machine, for trial and development, until it is stopped. */
await asCommand(run);

async function run(): Promise<void> {
  const { isEmpty, locale } = readOptions();
  const config = readLocalConfig();
  const stopRequest = listenForStop(config);
  const local = await startLocal({ config, isEmpty, locale });
  try {
    if (!stopRequest.isSo()) {
      process.stdout.write(welcome(local, { isEmpty, locale }));
      await waitForStop(stopRequest.stop, local);
    }
  } finally {
    await local.stop();
  }
}

/** @throws Error when the Playground ends on its own, because only half of the system then runs */
async function waitForStop(stop: Promise<void>, { chatEnded }: Local): Promise<void> {
  const first = await Promise.race([stop.then(() => "asked"), chatEnded.then(() => "chatEnded")]);
  if (first === "chatEnded") {
    throw new Error("The Agents Playground has ended, so Gnista stops too. Start again with npm start.");
  }
}

interface Options {
  readonly isEmpty: boolean;
  readonly locale: Locale;
}

/** @throws Error that names the languages there are */
function readOptions(): Options {
  const { values } = parseArgs({
    options: { empty: { type: "boolean", default: false }, language: { type: "string", default: "sv" } },
  });
  const locale = LocaleName.safeParse(values.language);
  if (!locale.success) {
    throw new Error("--language is sv or en: npm start -- --language en");
  }
  return { isEmpty: values.empty, locale: locale.data };
}

function welcome({ chatUrl, tabUrl, folder, logFile }: Local, { isEmpty, locale }: Options): string {
  const { name } = teamIn(locale);
  const who = isEmpty
    ? `You are ${you.name} in ${name}. Nobody has used Gnista yet.`
    : `You are ${you.name}, who leads ${name}. The team has a history of twelve weeks.`;
  const help = locale === "sv" ? "@Gnista hjälp" : "@Gnista help";
  const other = locale === "sv" ? "\nIn English: npm start -- --language en" : "";
  return `
Gnista is running. ${who}

  Tab   ${tabUrl}
  Chat  ${chatUrl}

Begin with the tab: it shows the team, and its buttons thank somebody and ask the team.
In the chat, open ${name} on the left and write ${help}.
${other}
Kept in ${relativePath(folder)} (remove it to begin again), log in ${relativePath(logFile)}. Ctrl-C stops everything.
`;
}

function relativePath(path: string): string {
  return relative(process.cwd(), path) || ".";
}

/** The first signal requests a stop; a second exits immediately. */
function listenForStop({ isRunByNpm }: LocalConfig): { readonly stop: Promise<void>; isSo(): boolean } {
  let isRequested = false;
  const { promise: stop, resolve } = Promise.withResolvers<void>();
  const requestStop = () => {
    isRequested = true;
    resolve();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => (isRequested ? process.exit(130) : requestStop()));
  }
  if (isRunByNpm) {
    onOrphaned(requestStop);
  }
  return { stop, isSo: () => isRequested };
}

/** A signal to npm ends the shell between npm and this process, and reaches no other process. */
function onOrphaned(requestStop: () => void): void {
  const parent = process.ppid;
  const polling = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(polling);
      requestStop();
    }
  }, 500).unref();
}
