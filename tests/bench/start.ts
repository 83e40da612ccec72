import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildServer } from "../../bot/build.ts";
import { buildTab } from "../../tab/build.ts";
import { median } from "./median.ts";

/*
 * How long the bundle takes from process start until it serves, and how much memory it then uses, beside a process that
 * only loads botbuilder and teams-ai from node_modules. The two alternate, so that other load on the machine affects
 * both.
 */

const REPEATS = Number(process.env.BENCH_REPEATS ?? 9);
const require = createRequire(import.meta.url);
const ID = "00000000-0000-4000-8000-000000000001";

interface Start {
  readonly ms: number;
  readonly rssMb: number;
}

/** Reports the process's memory on stderr once it has started. */
const REPORT = `
  const told = () => process.stderr.write(JSON.stringify({ rss: process.memoryUsage().rss }) + "\\n");
`;

/** Prints a table and two ratios, of time and of memory, with their limits. */
export async function reportStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-start-"));
  try {
    await Promise.all([buildServer({ outDir: folder }), buildTab({ withHost: false, outDir: join(folder, "tab") })]);
    const bundle = join(folder, "bundle.cjs");
    // The deployed file itself; the wrapper only reports the start on stderr as well.
    writeFileSync(
      bundle,
      `${REPORT}
      const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (line, ...rest) => {
        if (String(line).includes("gnista.started")) told();
        return write(line, ...rest);
      };
      require("./server.cjs");`,
    );
    const libraries = join(folder, "libraries.cjs");
    const [botbuilder, teamsAi] = ["botbuilder", "@microsoft/teams-ai"].map((name) => require.resolve(name));
    writeFileSync(
      libraries,
      `${REPORT} require(${JSON.stringify(botbuilder)}); require(${JSON.stringify(teamsAi)}); told();`,
    );

    const ours: Start[] = [];
    const theirs: Start[] = [];
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      const pair = [await measureStart(bundle, folder), await measureStart(libraries, folder)] as const;
      // The first repeat warms up the disk cache.
      if (repeat > 0) {
        ours.push(pair[0]);
        theirs.push(pair[1]);
      }
    }
    report(ours, theirs);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measureStart(file: string, folder: string): Promise<Start> {
  const data = mkdtempSync(join(folder, "data-"));
  const env = { BOT_ID: ID, BOT_TENANT_ID: ID, TAB_CLIENT_ID: ID, ALLOWED_TENANTS: ID, GNISTA_DATA: data, PORT: "0" };
  const start = performance.now();
  const child = spawn(process.execPath, ["--no-deprecation", file], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  for await (const line of createInterface(child.stderr)) {
    const ms = performance.now() - start;
    const { rss } = JSON.parse(line) as { rss: number };
    child.kill("SIGKILL");
    await ended;
    return { ms, rssMb: rss / 1024 / 1024 };
  }
  throw new Error(`${file} ended without having started`);
}

function report(ours: readonly Start[], theirs: readonly Start[]): void {
  const of = (starts: readonly Start[], figure: keyof Start) => median(starts.map((one) => one[figure]));
  const row = (name: string, starts: readonly Start[]) => ({
    "": name,
    "ms until it is there": Math.round(of(starts, "ms")),
    "memory MB": Math.round(of(starts, "rssMb")),
  });
  process.stdout.write(`\nA cold start, median of ${ours.length}\n`);
  console.table([row("the bundle, serving", ours), row("botbuilder and teams-ai, loaded", theirs)]);
  const ratio = (figure: keyof Start) => (of(ours, figure) / of(theirs, figure)).toFixed(2);
  process.stdout.write(`Of theirs: time ${ratio("ms")} (at most 0.45), memory ${ratio("rssMb")} (at most 0.70).\n`);
}

if (import.meta.main) {
  await reportStart();
}
