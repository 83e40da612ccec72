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

const REPEATS = Number(process.env.BENCH_TAB_REPEATS ?? 15);

interface PageTimes {
  /** First contentful paint, in ms. */
  readonly paintMs: number;
  /** When the page's heading is in the document, in ms. */
  readonly readyMs: number;
}

/**
 * Prints how soon the team's page is ready in a real browser, beside minimal pages of Fluent: production builds, in a
 * frame as in Teams, alternating, each time with an empty cache. The tab signs in and fetches its data meanwhile; one
 * process serves all pages, so that only the pages differ.
 */
export async function reportTab(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), ".gnista-bench-"));
  const server = createServer();
  // teams-js asks that address whether to trust an unknown window; it knows Teams' own windows.
  const browser = await launchBrowser(["--host-resolver-rules=MAP res.cdn.office.net ~NOTFOUND"]);
  try {
    await Promise.all([
      buildTab({ withHost: false, outDir: join(folder, "tab") }),
      ...hellos.map((hello) => buildHello(hello, join(folder, hello))),
    ]);
    const url = await serve(server, folder);
    const times: Record<"hello" | "asking" | "tab", PageTimes[]> = { hello: [], asking: [], tab: [] };
    for (let repeat = 0; repeat <= REPEATS; repeat++) {
      const hello = await measurePage(browser, `${url}/teams/hello/`, "Hello");
      const asking = await measurePage(browser, `${url}/teams/hello-asking/`, "Hello");
      const tab = await measurePage(browser, `${url}/teams/tab`, "Läget");
      // The first repeat warms up.
      if (repeat > 0) {
        times.hello.push(hello);
        times.asking.push(asking);
        times.tab.push(tab);
      }
    }
    report(times);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A minimal page of Fluent, and a minimal page with personal content in Teams. */
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

/** Measures a page in Teams' frame; the frame costs the same for every page. */
async function measurePage(browser: Browser, url: string, heading: string): Promise<PageTimes> {
  const context = await browser.newContext({ locale: "sv-SE" });
  try {
    const page = await context.newPage();
    await page.addInitScript(noteReady);
    // The page reports by itself: polling a page while it loads takes time, which would be measured too.
    const reported = page.waitForEvent("console", (message) => message.text() === "stands");
    await page.goto(url, { waitUntil: "commit" });
    await reported;
    const times = await page.frames()[1]?.evaluate(() => ({
      heading: document.querySelector("h1")?.textContent,
      paintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      readyMs: performance.getEntriesByName("ready")[0]?.startTime ?? Number.NaN,
    }));
    if (times?.heading !== heading) {
      throw new Error(`the page shows ${times?.heading} instead of ${heading}`);
    }
    return times;
  } finally {
    await context.close();
  }
}

/** Runs in the page: marks when its heading is in the document, and reports it after the page had time to paint. */
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

function report({ hello, asking, tab }: Readonly<Record<"hello" | "asking" | "tab", readonly PageTimes[]>>): void {
  const of = (times: readonly PageTimes[], figure: keyof PageTimes) => median(times.map((one) => one[figure]));
  const row = (name: string, times: readonly PageTimes[]) => ({
    "": name,
    "first paint ms": Math.round(of(times, "paintMs")),
    "of hello": (of(times, "paintMs") / of(hello, "paintMs")).toFixed(2),
    "ready ms": Math.round(of(times, "readyMs")),
    "of hello ": (of(times, "readyMs") / of(hello, "readyMs")).toFixed(2),
  });
  process.stdout.write(`The tab beside a Fluent hello-world, ${REPEATS} repeats in turn, medians\n`);
  console.table([
    row("Fluent hello-world", hello),
    row("the same, having asked Teams and the server", asking),
    row("Gnista's tab", tab),
  ]);
}
