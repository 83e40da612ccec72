import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";

const main = resolve(import.meta.dirname, "../bot/src/main.ts");
const id = "00000000-0000-4000-8000-000000000001";
const identity = { BOT_ID: id, BOT_TENANT_ID: id, TAB_CLIENT_ID: id, ALLOWED_TENANTS: id };

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-main-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Production's entry in a process of its own, with nothing in its environment but what the test puts there. */
function production(env: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = "", SystemRoot = "" } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { PATH, SystemRoot, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function ended(child: ChildProcess) {
  const [said, [code]] = await Promise.all([child.stderr ? text(child.stderr) : "", once(child, "exit")]);
  return { said, code };
}

/** Waits for the line that says where it listens. */
async function started(child: ChildProcess): Promise<{ readonly port: number; readonly url: string }> {
  if (child.stdout) {
    for await (const line of createInterface(child.stdout)) {
      const { msg, port } = JSON.parse(line);
      if (msg === "gnista.started") {
        return { port, url: `http://127.0.0.1:${port}` };
      }
    }
  }
  throw new Error(`it ended instead of starting: ${(await ended(child)).said}`);
}

describe("production", () => {
  it.each(["BOT_ID", "TAB_CLIENT_ID"])("refuses to start without %s, and says what to do", async (name) => {
    const child = production({ ...identity, GNISTA_DATA: aFolder(), [name]: "" });

    const { said, code } = await ended(child);

    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^  ${name} is missing: `, "m"));
    expect(said).not.toMatch(/^\s+at /m);
  });

  it("answers, believes nobody who is not signed, and stops when it is told to", async () => {
    const child = production({ ...identity, GNISTA_DATA: aFolder() });
    const { url } = await started(child);

    const health = await fetch(`${url}/healthz`);
    const ready = await fetch(`${url}/readyz`);
    const unsigned = await fetch(`${url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "message", serviceUrl: "https://smba.trafficmanager.net/emea/", text: "hej" }),
    });
    const stopped = ended(child);
    child.kill("SIGTERM");

    expect([health.status, ready.status, unsigned.status]).toEqual([200, 200, 401]);
    const { code, said } = await stopped;
    expect(said).toBe("");
    // Windows knows no SIGTERM: there the process is ended, and the store's lock with it.
    expect(code).toBe(process.platform === "win32" ? null : 0);
  });

  it("says in plain words that its documents or its port are somebody else's", async () => {
    const GNISTA_DATA = aFolder();
    const { port } = await started(production({ ...identity, GNISTA_DATA }));

    const [sameFolder, samePort] = await Promise.all([
      ended(production({ ...identity, GNISTA_DATA })),
      ended(production({ ...identity, GNISTA_DATA: aFolder(), PORT: String(port) })),
    ]);

    expect(sameFolder.code).toBe(1);
    expect(sameFolder.said).toContain("Another Gnista already uses");
    expect(samePort.code).toBe(1);
    expect(samePort.said).toContain("choose another with PORT");
  });
});
