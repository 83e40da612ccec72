import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished, vi } from "vitest";
import { people, sampleTeam, teamIn } from "#bot/local/sample-team.ts";

// Each start builds the tab and starts the Playground, which is slow on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

interface Started {
  readonly child: ChildProcess;
  readonly chat: string;
  readonly tab: string;
  output(): string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

/** Runs `npm start` unchanged in its own process. */
function npmStart(options: { readonly folder: string; readonly args?: readonly string[]; readonly env?: object }) {
  const env = { ...process.env, PORT: "0", PLAYGROUND_PORT: "0", GNISTA_DATA: options.folder, ...options.env };
  const child = spawn(process.execPath, [main, ...(options.args ?? [])], { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = outputOf(child);
  const ended = once(child, "close").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, output, ended };
}

/** All output so far. */
function outputOf({ stdout, stderr }: ChildProcess): () => string {
  let output = "";
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  return () => output;
}

const main = fileURLToPath(new URL("../../bot/src/local/main.ts", import.meta.url));

/** Starts, and waits until the output reports the start. */
async function startGnista(...options: Parameters<typeof npmStart>): Promise<Started> {
  const { child, output, ended } = npmStart(...options);
  await vi.waitFor(() => expect(output()).toContain("Ctrl-C stops everything"), { timeout: 60_000, interval: 50 });
  const address = (name: string) => new RegExp(`${name}\\s+(http://\\S+)`).exec(output())?.[1] ?? "";
  return { child, output, ended, chat: address("Chat"), tab: address("Tab") };
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const status = (url: string) =>
  fetch(url).then(
    (response) => response.status,
    () => "silent",
  );

async function overview({ tab }: Started) {
  const { origin } = new URL(tab);
  const token = await (await fetch(`${origin}/host/token?persona=${people.karin.id}`)).text();
  const path = `/api/teams/${encodeURIComponent(sampleTeam.id)}/overview`;
  const response = await fetch(origin + path, { headers: { authorization: `Bearer ${token}` } });
  const body = (await response.json()) as Readonly<Record<"owed" | "open" | "decided" | "thanks", unknown[]>>;
  return { status: response.status, ...body };
}

it("npm start prints addresses that answer, with a team of twelve weeks, and keeps its data after kill -9", async () => {
  const folder = aFolder();
  const first = await startGnista({ folder });
  const statuses = await Promise.all([status(first.chat), status(first.tab)]);
  const before = await overview(first);

  first.child.kill("SIGKILL");
  await first.ended;
  await vi.waitFor(async () => expect(await status(first.chat)).toBe("silent"), { timeout: 10_000 });
  const second = await startGnista({ folder, env: { PORT: new URL(first.tab).port } });
  const after = await overview(second);
  second.child.kill("SIGINT");

  expect(statuses).toEqual([200, 200]);
  expect(before).toMatchObject({ status: 200, owed: [{ isMine: true, isOverdue: false }] });
  expect([before.open.length, before.decided.length]).toEqual([2, 8]);
  expect(before.thanks.length).toBeGreaterThan(4);
  expect(after, "no second history").toEqual({ ...before, now: expect.any(String) });
  expect(await second.ended).toBe(0);
  expect(await Promise.all([status(second.chat), status(second.tab)])).toEqual(["silent", "silent"]);
});

it("npm start --empty opens the team of the chat without data, and stops with a message when the Playground dies", async () => {
  const gnista = await startGnista({ folder: aFolder(), args: ["--empty"] });
  const output = gnista.output();
  const team = await overview(gnista);

  process.kill(childOf(gnista.child), "SIGKILL");

  expect(output).toContain("Nobody has used Gnista yet.");
  expect(output).not.toContain("leads");
  expect(team).toMatchObject({ status: 200, isNew: true, team: { name: sampleTeam.name, locale: "sv" } });
  expect(await gnista.ended).toBe(1);
  expect(gnista.output()).toContain("The Agents Playground has ended");
  expect(await status(gnista.tab)).toBe("silent");
});

it("npm start --language en starts an English team with a history in English, and says where to begin", async () => {
  const gnista = await startGnista({ folder: aFolder(), args: ["--language", "en"] });

  const team = await overview(gnista);

  expect(team).toMatchObject({ status: 200, isNew: false, team: { name: teamIn("en").name, locale: "en" } });
  expect(JSON.stringify(team.thanks)).toContain("Thank you for");
  expect(JSON.stringify([team.thanks, team.open, team.owed, team.decided])).not.toMatch(/Tack för|Ska vi/);
  expect(gnista.output()).toContain("Begin with the tab");
  expect(gnista.output()).toContain("write @Gnista help");
});

it("npm start names the languages when another one is asked for", async () => {
  const gnista = npmStart({ folder: aFolder(), args: ["--language", "fr"] });

  expect(await gnista.ended).toBe(1);
  expect(gnista.output()).toContain("--language is sv or en");
});

it.skipIf(process.platform === "win32")(
  "npm start stops when npm is stopped, although only its shell gets the signal",
  async () => {
    const folder = aFolder();
    const env = { ...process.env, PORT: "0", PLAYGROUND_PORT: "0", GNISTA_DATA: folder, npm_lifecycle_event: "start" };
    const shell = spawn("sh", ["-c", `"$0" "$1" --empty; true`, process.execPath, main], { env, stdio: "pipe" });
    const output = outputOf(shell);
    await vi.waitFor(() => expect(output()).toContain("Ctrl-C stops everything"), { timeout: 60_000, interval: 50 });
    const gnista = childOf(shell);
    onTestFinished(() => {
      if (!endedAlready(gnista)) {
        process.kill(gnista, "SIGKILL");
      }
    });

    shell.kill("SIGTERM");

    await vi.waitFor(() => expect(endedAlready(gnista)).toBe(true), { timeout: 15_000 });
  },
);

it("npm start names both ports that are taken, and the settings that choose others", async () => {
  const [one, other] = [await aTakenPort(), await aTakenPort()];

  const gnista = npmStart({ folder: aFolder(), env: { PORT: String(one), PLAYGROUND_PORT: String(other) } });

  expect(await gnista.ended).toBe(1);
  expect(gnista.output()).toContain(`Port ${one} is taken`);
  expect(gnista.output()).toContain(`PORT=${one + 1} npm start`);
  expect(gnista.output()).toContain(`Port ${other} is taken`);
  expect(gnista.output()).toContain(`PLAYGROUND_PORT=${other + 1} npm start`);
});

it("npm start stops on a signal while it is still starting", async () => {
  const folder = aFolder();
  const gnista = npmStart({ folder });
  await vi.waitFor(() => expect(existsSync(join(folder, "playground.log"))).toBe(true), { timeout: 60_000 });

  gnista.child.kill("SIGINT");

  expect(await gnista.ended).toBe(0);
  expect(gnista.output()).toBe("");
});

async function aTakenPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

function endedAlready(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
}

/** The id of the only running child process. */
function childOf({ pid = 0 }: ChildProcess): number {
  const found =
    process.platform === "linux"
      ? readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
      : execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" });
  return Number(found.trim().split(/\s+/)[0]);
}
