import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startProduction, waitForExit, waitUntilStarted } from "../support/production.ts";

// The bundle and the tab are built first, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const id = "00000000-0000-4000-8000-0000000000e1";
const identity = { BOT_ID: id, BOT_TENANT_ID: id, TAB_CLIENT_ID: id, ALLOWED_TENANTS: id };

/** A person's words, quoted by a library in a message that looks like a stack, a log line or a terminal command. */
const WORDS = "hemligt-svar-av-Bo";
const MESSAGE = [WORDS, `    at ${WORDS} (${WORDS}.ts:1:1)`, `{"msg":"${WORDS}"}`, `\u001b[2J${WORDS}`].join("\n");

/** Runs `code` inside a serving bundle, as a bug of ours or of a library would; `message` contains a person's words. */
async function serverThatRuns(code: string) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-uncaught-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const preload = `
    const message = ${JSON.stringify(MESSAGE)};
    const words = ${JSON.stringify(WORDS)};
    process.on("SIGHUP", () => setTimeout(function buggy() { ${code} }));
  `;
  // A file instead of a `data:` address, because every stack would contain that address, words included.
  const file = join(folder, "preload.mjs");
  writeFileSync(file, preload);
  const child = await startProduction({
    ...identity,
    GNISTA_DATA: folder,
    NODE_OPTIONS: `--import=${pathToFileURL(file)}`,
  });
  const stdout = child.stdout ? text(child.stdout) : Promise.resolve("");
  const end = waitForExit(child);
  const { url, lines } = await waitUntilStarted(child);
  child.kill("SIGHUP");
  return { child, url, lines, end, stdout };
}

const logged = (stdout: string): readonly Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const wrapped = `
  const cause = Object.assign(new RangeError(message), { name: words, code: words });
  throw new TypeError(message, { cause });
`;

describe.skipIf(process.platform === "win32")("the bundle, after an uncaught error", () => {
  it.each([
    [
      "throws",
      wrapped,
      "process.uncaught-exception",
      { class: "TypeError", cause: expect.objectContaining({ class: "Error" }) },
    ],
    ["rejects", "Promise.reject(new TypeError(message));", "process.unhandled-rejection", { class: "TypeError" }],
    ["rejects with a text", "Promise.reject(message);", "process.unhandled-rejection", { class: "string" }],
    [
      "throws an object",
      "throw { message, toString: () => message };",
      "process.uncaught-exception",
      { class: "object" },
    ],
    [
      "throws an error whose message was changed",
      "const error = new Error(message); error.message = words; throw error;",
      "process.uncaught-exception",
      { class: "Error" },
    ],
    [
      "throws twice",
      "setTimeout(() => { throw new Error(message); }); throw new Error(message);",
      "process.uncaught-exception",
      { class: "Error" },
    ],
  ])(
    "%s: the bundle logs class and stack without the message, and ends with exit code 1",
    async (_, code, msg, error) => {
      const server = await serverThatRuns(code);

      const { stderr, code: exitCode } = await server.end;

      const stdout = await server.stdout;
      expect([exitCode, stderr]).toEqual([1, ""]);
      expect(logged(stdout)).toContainEqual(expect.objectContaining({ msg, error: expect.objectContaining(error) }));
      expect(stdout).not.toContain(WORDS);
    },
  );

  it("the bundle logs where an uncaught error was thrown", async () => {
    const server = await serverThatRuns("throw new TypeError(message);");
    await server.end;

    const line = logged(await server.stdout).find(({ msg }) => msg === "process.uncaught-exception");

    expect(line).toMatchObject({ level: 50, error: { class: "TypeError" } });
    expect(JSON.stringify(line)).toMatch(/"stack":\["\s+at Timeout.buggy /);
  });
});

describe.skipIf(process.platform === "win32")("the bundle, when a library prints a person's words", () => {
  it.each([
    [
      "console",
      `for (const name of ["log", "info", "debug", "warn", "error", "trace", "dir"]) { console[name](message); }
       console.table([words]); console.group(words); console.assert(false, words); console.count(words);`,
      "process.output-dropped",
    ],
    [
      "process.stdout",
      "process.stdout.write(message); process.stdout.cork(); process.stdout.write(message); process.stdout.end(message);",
      "process.output-dropped",
    ],
    ["process.stderr", "process.stderr.write(message);", "process.output-dropped"],
    [
      "process.emitWarning",
      "process.emitWarning(message, { type: words, code: words, detail: words });",
      "process.warning",
    ],
    ["a deprecation", `process.emitWarning(message, "DeprecationWarning", "DEP0001");`, "process.warning"],
  ])(
    "%s: the bundle prints none of the words, logs where they were printed, and keeps running",
    async (_, code, msg) => {
      const { child, url, lines, end, stdout } = await serverThatRuns(code);

      await vi.waitFor(() => expect(lines.join("\n")).toContain(msg), 10_000);
      // Time for anything else that was printed in the same tick.
      await sleep(200);
      const health = await fetch(`${url}/healthz`);
      child.kill("SIGTERM");

      expect(health.status).toBe(200);
      expect(await end).toEqual({ stderr: "", code: 0 });
      expect(logged(await stdout).map((line) => line.msg)).toContain("gnista.stopped");
      expect(await stdout).not.toContain(WORDS);
    },
  );

  it("the bundle logs code that prints in a loop only once", async () => {
    const server = await serverThatRuns("for (let i = 0; i < 1000; i++) { console.warn(message); }");

    await vi.waitFor(() => expect(server.lines.join("\n")).toContain("process.output-dropped"), 10_000);
    server.child.kill("SIGTERM");
    await server.end;

    const dropped = logged(await server.stdout).filter(({ msg }) => msg === "process.output-dropped");
    expect(dropped).toHaveLength(1);
  });
});
