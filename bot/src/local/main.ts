import { relative } from "node:path";
import { parseArgs } from "node:util";
import { asCommand } from "../command.ts";
import { type LocalConfig, readLocalConfig } from "../config.ts";
import { sampleTeam, you } from "./sample-team.ts";
import { type Local, startLocal } from "./start.ts";

/** `npm start`: runs Gnista on this machine, for trial and development, until it is stopped. */
await asCommand(run);

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { empty: { type: "boolean", default: false } } });
  const config = readLocalConfig();
  const stopRequest = listenForStop(config);
  const local = await startLocal({ config, isEmpty: values.empty });
  try {
    if (!stopRequest.isSo()) {
      process.stdout.write(welcome(local, values.empty));
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

function welcome({ chatUrl, tabUrl, folder, logFile }: Local, isEmpty: boolean): string {
  const history = isEmpty ? "Nobody has used Gnista yet." : "The team has a history of twelve weeks.";
  return `
Gnista is running. You are ${you.name}, who leads ${sampleTeam.name}. ${history}

  Chat  ${chatUrl}
  Tab   ${tabUrl}

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
