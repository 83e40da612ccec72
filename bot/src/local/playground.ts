import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface Playground {
  readonly url: string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface PlaygroundParts {
  /** A free port: the Playground silently takes another one when it is in use. */
  readonly port: number;
  /** Where it sends activities. */
  readonly messagesUrl: string;
  readonly config: string;
  /** The folder for its configuration and its log. */
  readonly folder: string;
}

/**
 * Starts Microsoft's Agents Playground in its own process, for this machine only, and resolves when it answers. It
 * opens no browser and sends no reports.
 *
 * @throws Error with the end of its log when it does not start
 */
export async function startPlayground({ port, messagesUrl, config, folder }: PlaygroundParts): Promise<Playground> {
  await mkdir(folder, { recursive: true });
  const configFile = join(folder, "playground.yml");
  const logFile = join(folder, "playground.log");
  await writeFile(configFile, config);
  const child = spawn(
    process.execPath,
    ["--import", preload, cli, "start", "-e", messagesUrl, "-c", "msteams", "--dt", "-p", String(port)],
    {
      cwd: folder,
      // In its own process group, so that Ctrl-C reaches only Gnista, which then ends the Playground in order.
      detached: true,
      windowsHide: true,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {
        ...process.env,
        TEAMSAPPTESTER_BROWSER: "none",
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: configFile,
        M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
      },
    },
  );
  const ended = once(child, "exit").then(() => undefined);
  const playground: Playground = {
    url: `http://127.0.0.1:${port}`,
    ended,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  if (!(await waitUntilReachable(`${playground.url}/_debug/ping`, () => hasEnded))) {
    await playground.stop();
    throw new Error(`The Agents Playground did not start.\n${await tailOf(logFile)}`);
  }
  return playground;
}

const cli = createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/cli.js");
const preload = fileURLToPath(new URL("./playground-child.ts", import.meta.url));

const MAX_START_MS = 30_000;

/**
 * Polls an address until it answers, which takes a second on a fast machine. Resolves to false after a time-out, or
 * when `isOver` is true.
 */
export async function waitUntilReachable(url: string, isOver = () => false): Promise<boolean> {
  for (const until = Date.now() + MAX_START_MS; Date.now() < until && !isOver(); await sleep(100)) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) {
      return true;
    }
  }
  return false;
}

async function tailOf(file: string): Promise<string> {
  const log = await readFile(file, "utf8").catch(() => "");
  return log.split("\n").slice(-10).join("\n");
}
