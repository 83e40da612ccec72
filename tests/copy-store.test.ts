import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { aFolder } from "./storage/a-copy.ts";

describe("npm run copy-store", () => {
  it("the copy command names the missing settings of its target", async () => {
    const command = resolve(import.meta.dirname, "../bot/src/copy-store.ts");
    const { PATH = "", SystemRoot = "" } = process.env;
    const child = spawn(process.execPath, [command], { env: { PATH, SystemRoot, GNISTA_DATA: aFolder() } });
    onTestFinished(() => void child.kill("SIGKILL"));

    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);

    expect(code).toBe(1);
    expect(stderr).toMatch(/COSMOS_ENDPOINT is missing[\s\S]*KEY_VAULT_URL is missing/);
  });
});
