import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import type { DocumentStore } from "../../bot/src/core/document-store.ts";
import { openEmbedded } from "../../bot/src/storage/embedded.ts";

export function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "gnista.sqlite");
}

export function openedEmbedded(file: string, now?: () => Date): DocumentStore {
  const store = openEmbedded({ file, ...(now ? { now } : {}) });
  onTestFinished(() => store.close());
  return store;
}

export function aWriter(file: string, round: number) {
  const script = join(import.meta.dirname, "writer.child.ts");
  const child: ChildProcess = spawn(process.execPath, [script, file, String(round)]);
  const ended = once(child, "close");
  onTestFinished(() => {
    child.kill("SIGKILL");
  });

  const outputLines: string[] = [];
  let errorOutput = "";
  child.stderr?.on("data", (part) => {
    errorOutput += part;
  });
  const lines = child.stdout && createInterface({ input: child.stdout });
  const isOpen = new Promise<void>((resolve, reject) => {
    lines?.once("line", () => resolve());
    ended.then(() => reject(new Error(errorOutput)));
  });
  isOpen.catch(() => {});
  lines?.on("line", (line) => outputLines.push(line));

  return {
    isOpen,
    /** Kills the process without warning, and resolves with the ids that it had acknowledged. */
    async kill() {
      child.kill("SIGKILL");
      await ended;
      return outputLines.filter((line) => line.startsWith("e|"));
    },
    async failure() {
      await ended;
      return errorOutput;
    },
  };
}
