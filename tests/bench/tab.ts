import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import express from "express";
import type { Browser } from "playwright-core";
import { servePages } from "#bot/http/pages.ts";
import { buildTab } from "../../tab/build.ts";
import { launchBrowser } from "../support/chromium.ts";
import { median } from "./median.ts";
import { standIn } from "./tab-host.ts";

const ROUNDS = Number(process.env.BENCH_TAB_ROUNDS ?? 15);

interface Seen {
  /** When anything at all is drawn. */
  readonly paintMs: number;
  /** When what it is for stands there. */
  readonly readyMs: number;
}

/**
 * How soon the team's page stands in a real browser, beside the least that a page of Fluent can be: production builds, in
 * a frame as Teams has it, one after the other in turn, an empty cache each time. The tab signs in and fetches its answer on the way; both are
 * served by one process here, so that the difference is the page's.
 */
export async function reportTab(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), ".gnista-bench-"));
  const server = createServer();
  // teams-js asks there whether a window it does not know may be trusted; Teams it knows.
  const browser = await launchBrowser(["--host-resolver-rules=MAP res.cdn.office.net ~NOTFOUND"]);
  try {
    await Promise.all([
      buildTab({ withHost: false, outDir: join(folder, "tab") }),
      ...hellos.map((hello) => buildHello(hello, join(folder, hello))),
    ]);
    const url = await serve(server, folder);
    const seen: Record<"hello" | "asking" | "tab", Seen[]> = { hello: [], asking: [], tab: [] };
    for (let round = 0; round <= ROUNDS; round++) {
      const hello = await look(browser, `${url}/teams/hello/`, "Hello");
      const asking = await look(browser, `${url}/teams/hello-asking/`, "Hello");
      const tab = await look(browser, `${url}/teams/tab`, "Läget");
      // The first round warms up.
      if (round > 0) {
        seen.hello.push(hello);
        seen.asking.push(asking);
        seen.tab.push(tab);
      }
    }
    report(seen);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The least that a page of Fluent can be, and the least that can show something of somebody's own in Teams. */
const hellos = ["hello", "hello-asking"] as const;

async function buildHello(hello: (typeof hellos)[number], outDir: string): Promise<void> {
  const vite = fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url));
  const root = fileURLToPath(new URL(`./${hello}`, import.meta.url));
  const args = [vite, "build", root, "--base", `/${hello}/`, "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_ENV: "production" } });
}

async function serve(server: Server, folder: string): Promise<string> {
  const app = express();
  for (const hello of hellos) {
    app.use(`/${hello}`, express.static(join(folder, hello)));
  }
  app.use(standIn());
  servePages(app, join(folder, "tab"), { host: true });
  server.on("request", app);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** How soon a page stands in Teams' frame: what its frame costs is the same for both. */
async function look(browser: Browser, url: string, heading: string): Promise<Seen> {
  const context = await browser.newContext({ locale: "sv-SE" });
  try {
    const page = await context.newPage();
    await page.addInitScript(noteReady);
    // Told, not asked for: while a page loads, asking takes its time, and would be measured too.
    const told = page.waitForEvent("console", (message) => message.text() === "stands");
    await page.goto(url, { waitUntil: "commit" });
    await told;
    const seen = await page.frames()[1]?.evaluate(() => ({
      heading: document.querySelector("h1")?.textContent,
      paintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      readyMs: performance.getEntriesByName("ready")[0]?.startTime ?? Number.NaN,
    }));
    if (seen?.heading !== heading) {
      throw new Error(`the page shows ${seen?.heading} instead of ${heading}`);
    }
    return seen;
  } finally {
    await context.close();
  }
}

/** Notes in the page itself when its heading stands, and says so when the page has had time to be painted. */
function noteReady(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector("h1")) {
      performance.mark("ready");
      observer.disconnect();
      setTimeout(() => console.debug("stands"), 300);
    }
  });
  observer.observe(document, { childList: true, subtree: true });
}

function report({ hello, asking, tab }: Readonly<Record<"hello" | "asking" | "tab", readonly Seen[]>>): void {
  const of = (seen: readonly Seen[], figure: keyof Seen) => median(seen.map((one) => one[figure]));
  const row = (name: string, seen: readonly Seen[]) => ({
    "": name,
    "first paint ms": Math.round(of(seen, "paintMs")),
    "of hello": (of(seen, "paintMs") / of(hello, "paintMs")).toFixed(2),
    "ready ms": Math.round(of(seen, "readyMs")),
    "of hello ": (of(seen, "readyMs") / of(hello, "readyMs")).toFixed(2),
  });
  process.stdout.write(`The tab beside a Fluent hello-world, ${ROUNDS} rounds in turn, medians\n`);
  console.table([
    row("Fluent hello-world", hello),
    row("the same, having asked Teams and the server", asking),
    row("Gnista's tab", tab),
  ]);
}
